import { describe, expect, test } from 'vitest'
import * as library from '../src/index.ts'

const { parse, image } = library
const functions: Readonly<Record<string, unknown>> = library
const TEXT = 'image/resize,w_100,w_200/format,webp'

/** What programs without types give, and whoever only wants to see what happens. */
const STRANGE: readonly unknown[] = [
  undefined,
  null,
  0,
  1.5,
  Number.NaN,
  10n,
  true,
  '',
  ' ',
  '\0',
  '\ud800',
  'x'.repeat(10_000),
  [],
  [undefined],
  ['a', Symbol('b')],
  {},
  Object.freeze({ kind: 'stage' }),
  Object.create(null),
  new Map([[1, 2]]),
  /re/,
  new Date(0),
  Symbol('x'),
  () => 1,
]

const CALLS: Readonly<Record<string, (given: unknown) => unknown>> = {
  parse: given => call('parse', given),
  print: given => call('print', given),
  format: given => call('format', given),
  explain: given => call('explain', given),
  'explain, options': given => call('explain', TEXT, given),
  lint: given => call('lint', given),
  'lint, options': given => call('lint', TEXT, given),
  'lint, rules': given => call('lint', TEXT, { rules: given }),
  'lint, via': given => call('lint', TEXT, { via: given }),
  'lint, facts': given => call('lint', TEXT, { facts: given }),
  trace: given => call('trace', given, { kind: 'image' }),
  'trace, facts': given => call('trace', TEXT, given),
  'trace, options': given => call('trace', TEXT, { kind: 'image' }, given),
  lintSource: given => call('lintSource', given, 'a.js'),
  'lintSource, name': given => call('lintSource', `'?x-oss-process=${TEXT}'`, given),
  'lintSource, options': given => call('lintSource', `'?x-oss-process=${TEXT}'`, 'a.js', given),
  'lintSource, config': given => call('lintSource', `'?x-oss-process=${TEXT}'`, 'a.js', { config: given }),
  'lintSource, rules': given => call('lintSource', `'?x-oss-process=${TEXT}'`, 'a.js', { config: { rules: given } }),
  'lintSource, locale': given => call('lintSource', `'?x-oss-process=${TEXT},h_0'`, 'a.js', { locale: given }),
  'lintSource, customRules': given => call('lintSource', TEXT, 'a.oss', { config: { customRules: [given] } }),
  fixSource: given => call('fixSource', given, 'a.js'),
  parseUrl: given => call('parseUrl', given),
  withProcess: given => call('withProcess', given, TEXT),
  'withProcess, text': given => call('withProcess', 'https://b.example.com/a.jpg', given),
  isSameProcess: given => call('isSameProcess', given, TEXT),
  'isSameProcess, other': given => call('isSameProcess', TEXT, given),
  applyEdits: given => call('applyEdits', given, []),
  'applyEdits, edits': given => call('applyEdits', TEXT, given),
  'applyEdits, edit': given => call('applyEdits', TEXT, [given]),
  'applyEdits, span': given => call('applyEdits', TEXT, [{ span: given, text: '' }]),
  'applyEdits, offsets': given => call('applyEdits', TEXT, [{ span: { start: given, end: given }, text: '' }]),
  nodeAt: given => call('nodeAt', given, 1),
  'nodeAt, offset': given => call('nodeAt', parse(TEXT).tree, given),
  walk: given => call('walk', given, {}),
  'walk, visitor': given => call('walk', parse(TEXT).tree, given),
  transform: given => call('transform', given, () => undefined),
  'transform, change': given => call('transform', parse(TEXT).tree, given),
  'transform, result': given =>
    call('transform', parse(TEXT).tree, ({ kind }: { kind: string }) => (kind === 'parameter' ? given : undefined)),
  'transform, value': given =>
    call('transform', parse(TEXT).tree, (node: { kind: string }) =>
      node.kind === 'parameter' ? { ...node, value: given } : undefined,
    ),
  setParameter: given => call('setParameter', given, 'w', '1'),
  'setParameter, name': given => call('setParameter', first(), given, '1'),
  'setParameter, value': given => call('setParameter', first(), 'w', given),
  removeParameter: given => call('removeParameter', given, 'w'),
  'removeParameter, name': given => call('removeParameter', first(), given),
  addOperation: given => call('addOperation', given, 'info'),
  'addOperation, name': given => call('addOperation', first(), given),
  'addOperation, parameters': given => call('addOperation', first(), 'info', given),
  'addOperation, value': given => call('addOperation', first(), 'info', { a: given }),
  removeOperation: given => call('removeOperation', given, first()),
  'removeOperation, operation': given => call('removeOperation', parse(TEXT).tree, given),
  processString: given => call('processString', given),
  'processString, value': given =>
    Reflect.apply(library.processString, undefined, [asPieces('image/resize,w_', ''), given]),
  'processString, text': given =>
    Reflect.apply(library.processString, undefined, [asPieces('image/watermark,text_', ''), given]),
  'image().resize': given => Reflect.apply(image().resize, undefined, [given]),
  'image().resize, value': given => Reflect.apply(image().resize, undefined, [{ width: given }]),
  'image().watermark, text': given => Reflect.apply(image().watermark, undefined, [{ text: given }]),
  'image().format': given => Reflect.apply(image().format, undefined, [given]),
}

function call(name: string, ...given: readonly unknown[]): unknown {
  const called = functions[name]
  if (typeof called !== 'function') throw new Error(name)
  return Reflect.apply(called, undefined, given)
}

function first(): unknown {
  const [stage] = parse(TEXT).tree.stages
  return stage?.kind === 'stage' ? stage.operations[0] : undefined
}

function asPieces(...raw: readonly string[]): object {
  return Object.assign([...raw], { raw })
}

/** What the library says itself: a sentence that tells what is expected or what is wrong, and no engine's. */
const OWN =
  /; expected |, but image\/|so that it |would be read as|lies outside|holds half|is missing\.$|There is no key|write it in front/

test.each(Object.keys(CALLS))('%s gives a result or says what is wrong, whatever it is given', name => {
  for (const given of STRANGE) {
    const error = errorOf(() => CALLS[name]?.(given))
    if (error !== undefined) expect(String(error)).toMatch(OWN)
  }
})

function errorOf(run: () => unknown): unknown {
  try {
    run()
    return undefined
  } catch (error) {
    return error
  }
}

test('what a getter throws stays what it is', () => {
  const trap = new Proxy(
    {},
    {
      get: () => {
        throw new Error('my own')
      },
    },
  )
  expect(() => call('lint', TEXT, trap)).toThrow('my own')
  expect(() => call('setParameter', trap, 'w', '1')).toThrow('my own')
})

describe('the words of it', () => {
  test.each([
    [() => CALLS.parse?.(undefined), 'The process string is undefined; expected a text.'],
    [() => CALLS.parseUrl?.(new URL('https://b.example.com/')), 'The URL is an object; expected a text.'],
    [() => CALLS['lintSource, name']?.(undefined), 'The name of the file is undefined; expected a text.'],
    [() => CALLS['lint, options']?.(null), '"options" is null; expected an object.'],
    [() => CALLS['lint, via']?.('put'), '"via" is "put"; expected auto, get, post, async.'],
    [() => CALLS['lint, facts']?.({}), '"kind" of "facts" is undefined; expected image, video, audio or document.'],
    [() => CALLS['setParameter, value']?.(200), 'A word is 200; expected a text.'],
    [() => CALLS['setParameter, value']?.('\0'), '"\0" holds "\0", so that it would be read as something else.'],
    [
      () => CALLS['transform, result']?.({ kind: 'stage' }),
      'What the change of the parameter gave is an object; expected a parameter, null or undefined.',
    ],
    [() => CALLS['applyEdits, offsets']?.(1.5), 'An offset is 1.5; expected an integer.'],
    [() => CALLS['lintSource, rules']?.(10n), '"rules" is 10; expected keys with values.'],
    [() => CALLS['lintSource, rules']?.(Symbol('x')), '"rules" is a symbol; expected keys with values.'],
    [
      () => CALLS['processString, text']?.(undefined),
      'A value of the template is undefined; expected a text or a number.',
    ],
    [() => CALLS['processString, text']?.('\ud800'), '"\ud800" holds half of a character, which Base64 cannot keep.'],
    [() => CALLS['image().resize']?.(200), 'What image/resize takes is 200; expected an object.'],
    [() => CALLS['image().watermark, text']?.(null), 'text is null, but image/watermark takes '],
  ])('%s', (run, message) => {
    expect(run).toThrow(message)
  })
})

test('a parameter that stands twice is set once', () => {
  const edits = Reflect.apply(library.setParameter, undefined, [first(), 'w', '7'])
  expect(library.applyEdits(TEXT, edits)).toBe('image/resize,w_7/format,webp')
})
