import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import { type CatalogOperation, listOperations } from '../../src/catalogue/catalogue.ts'
import { format } from '../../src/catalogue/format.ts'
import { decompile, expand, readRecipe } from '../../src/recipe/index.ts'
import { readValue, writeValue } from '../../src/recipe/units.ts'

interface Example {
  readonly id: string
  readonly verdict: string
  readonly text: string
}

const EXAMPLES: readonly Example[] = ['image', 'media'].flatMap(name =>
  readFileSync(`test/fixtures/examples/${name}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line): Example => JSON.parse(line)),
)

/** The process string that a recipe stands for. */
function compileText(yaml: string): string | undefined {
  const { recipe, diagnostics } = readRecipe(yaml)
  expect(diagnostics).toEqual([])
  return recipe && expand(recipe).cells[0]?.template.text
}

describe('strings and back', () => {
  test.each(EXAMPLES.map(({ id, text }) => [id, text]))('%s', (_, text) => {
    expect(compileText(decompile(text))).toBe(format(text))
  })

  test('valid strings need no raw process but where one category has two stages', () => {
    const raw = EXAMPLES.filter(({ verdict, text }) => verdict === 'valid' && decompile(text).includes('process:'))
    expect(raw.map(({ text }) => text)).toEqual(['image/resize,w_100|image/format,jpg'])
  })

  test('recipes of generated strings compile to their canonical text', () => {
    fc.assert(
      fc.property(processString(), text => {
        const yaml = decompile(text)
        expect(compileText(yaml)).toBe(format(text))
        expect(decompile(format(text))).toBe(yaml)
      }),
      { numRuns: 1000 },
    )
  })

  test.each(['\uFDD0', 'a\uFFFCb'])(
    'a name of the sign %j, which marks places inside of the compiler, survives',
    sign => {
      const name = encodeBase64Url(sign)
      const text = `image/watermark,text_${name}|sys/saveas,b_${name},o_${name}/notify,topic_${name}`
      expect(compileText(decompile(text))).toBe(format(text))
    },
  )

  test('any text survives', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'image/resize,w_1|sys{}%$ "\'#:-\n好'), maxLength: 40 }),
        text => {
          const tame = text.trim()
          fc.pre(tame !== '')
          expect(compileText(decompile(`style/a|${tame}`))).toBe(format(`style/a|${tame}`))
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('values in the words of people read back to the letter', () => {
    for (const operation of listOperations()) {
      for (const spec of operation.parameters.values()) {
        fc.assert(
          fc.property(valueFor(spec), text => {
            const canonical = readValue(spec, spec.type.kind === 'base64' ? String(spec.type.parse(text)) : text)
            if (canonical.kind !== 'value') throw new Error(`${operation.id} ${spec.word} does not take ${text}.`)
            expect(readValue(spec, writeValue(spec, canonical.text))).toEqual(canonical)
          }),
          { numRuns: 30 },
        )
      }
    }
  })
})

/** A string of one to three stages as the catalogue has them, in any order of parameters. */
function processString(): fc.Arbitrary<string> {
  const main = listOperations().filter(({ main, category }) => main && category !== 'sys')
  const stage = fc.array(fc.constantFrom(...main), { minLength: 1, maxLength: 3 }).chain(operations => {
    const [first] = operations
    const same = operations.filter(({ category }) => category === first?.category)
    return fc.tuple(...same.map(operationText)).map(texts => `${first?.category}/${texts.join('/')}`)
  })
  const target = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 20 })
    .filter(text => /^[^\\/\s]/.test(text) && !/\p{Surrogate}/u.test(text))
  const ending = fc.tuple(fc.option(target), target, fc.option(target)).map(([bucket, object, topic]) => {
    const b = bucket === null ? '' : `,b_${encodeBase64Url(bucket)}`
    const notify = topic === null ? '' : `/notify,topic_${encodeBase64Url(topic)}`
    return `|sys/saveas,o_${encodeBase64Url(object)}${b}${notify}`
  })
  return fc.tuple(stage, fc.oneof(fc.constant(''), ending)).map(([text, end]) => text + end)
}

function operationText(operation: CatalogOperation): fc.Arbitrary<string> {
  const own = withParameters(operation)
  const subs = [...operation.subOperations.values()]
  if (subs.length === 0) return own
  return fc
    .tuple(own, fc.array(fc.constantFrom(...subs).chain(withParameters), { maxLength: 2 }))
    .map(parts => parts.flat().join('/'))
}

function withParameters({ name, parameters }: CatalogOperation): fc.Arbitrary<string> {
  const named = [...parameters].map(([key, spec]) =>
    valueFor(spec).map(value => (key === '' ? value : `${key}_${value}`)),
  )
  return fc
    .shuffledSubarray(named.map((_, index) => index))
    .chain(chosen => fc.tuple(...chosen.flatMap(index => named[index] ?? [])).map(texts => [name, ...texts].join(',')))
}

/** Values that a parameter takes, as OSS writes them. */
function valueFor({ type }: ParameterSpec): fc.Arbitrary<string> {
  const { minimum = 0, maximum = 1_000_000, values } = type
  switch (type.kind) {
    case 'enum':
      return fc.constantFrom(...(values ?? []))
    case 'integer':
      return fc.integer({ min: minimum, max: Math.max(minimum, maximum) }).map(String)
    case 'number':
      return fc.integer({ min: Math.ceil(minimum) * 4 + 1, max: maximum * 4 }).map(quarters => String(quarters / 4))
    case 'color':
      return fc.stringMatching(/^[0-9A-Fa-f]{6}$/)
    case 'size':
      return fc
        .tuple(fc.integer({ min: 1, max: maximum }), fc.constantFrom('x720', 'x'))
        .map(([width, rest]) => `${width}${rest}`)
    case 'base64':
      return type.role === 'pages'
        ? fc.constantFrom('1', '1-10', '1,2,4-10').map(encodeBase64Url)
        : fc
            .string({ unit: 'binary', minLength: 1, maxLength: 20 })
            .filter(text => !/\p{Surrogate}/u.test(text))
            .map(encodeBase64Url)
  }
}
