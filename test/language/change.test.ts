import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addOperation, removeOperation, removeParameter, setParameter, transform } from '../../src/language/change.ts'
import { applyEdits } from '../../src/language/edit.ts'
import { parseTree } from '../../src/language/parser.ts'
import { print } from '../../src/language/printer.ts'
import type { Operation, Pipeline } from '../../src/language/tree.ts'
import { parseUrl, withProcess } from '../../src/language/url.ts'
import { walk } from '../../src/language/walk.ts'

function operationsOf(tree: Pipeline): Operation[] {
  const found: Operation[] = []
  walk(tree, { operation: node => void found.push(node) })
  return found
}

function change(
  text: string,
  name: string,
  make: (operation: Operation, tree: Pipeline) => Parameters<typeof applyEdits>[1],
): string {
  const { tree } = parseTree(text)
  const operation = operationsOf(tree).find(one => one.name === name)
  if (!operation) throw new Error(name)
  return applyEdits(text, make(operation, tree))
}

describe('edits', () => {
  const text = 'image/resize,w_100,m_fill/format,webp|sys/saveas,o_YQ'

  test.each([
    [
      'resize',
      (one: Operation) => setParameter(one, 'w', '200'),
      'image/resize,w_200,m_fill/format,webp|sys/saveas,o_YQ',
    ],
    [
      'resize',
      (one: Operation) => setParameter(one, 'h', '50'),
      'image/resize,w_100,m_fill,h_50/format,webp|sys/saveas,o_YQ',
    ],
    [
      'format',
      (one: Operation) => setParameter(one, '', 'avif'),
      'image/resize,w_100,m_fill/format,avif|sys/saveas,o_YQ',
    ],
    [
      'saveas',
      (one: Operation) => setParameter(one, 'b', 'Yg_-'),
      'image/resize,w_100,m_fill/format,webp|sys/saveas,o_YQ,b_Yg_-',
    ],
    ['resize', (one: Operation) => removeParameter(one, 'w'), 'image/resize,m_fill/format,webp|sys/saveas,o_YQ'],
    ['resize', (one: Operation) => removeParameter(one, 'x'), text],
    [
      'resize',
      (one: Operation) => addOperation(one, 'quality', { q: '80' }),
      'image/resize,w_100,m_fill/quality,q_80/format,webp|sys/saveas,o_YQ',
    ],
    ['resize', (one: Operation, tree: Pipeline) => removeOperation(tree, one), 'image/format,webp|sys/saveas,o_YQ'],
    [
      'format',
      (one: Operation, tree: Pipeline) => removeOperation(tree, one),
      'image/resize,w_100,m_fill|sys/saveas,o_YQ',
    ],
    ['saveas', (one: Operation, tree: Pipeline) => removeOperation(tree, one), 'image/resize,w_100,m_fill/format,webp'],
  ])('%s', (name, make, expected) => {
    expect(change(text, name, make)).toBe(expected)
  })

  test.each([
    ['doc/convert', 'convert', (one: Operation) => setParameter(one, '', '1'), 'doc/convert,1'],
    ['image/rotate,90', 'rotate', (one: Operation) => removeParameter(one, ''), 'image/rotate'],
    ['image/info', 'info', (one: Operation) => addOperation(one, 'rotate', { '': '90' }), 'image/info/rotate,90'],
    ['image/info|sys/notify', 'info', (one: Operation, tree: Pipeline) => removeOperation(tree, one), 'sys/notify'],
    [
      'if_status_eq_404{image/info/rotate,90}',
      'info',
      (one: Operation, tree: Pipeline) => removeOperation(tree, one),
      'if_status_eq_404{image/rotate,90}',
    ],
    [
      'image/resize,w_1|if_status_eq_404{image/info}',
      'info',
      (one: Operation, tree: Pipeline) => removeOperation(tree, one),
      'image/resize,w_1',
    ],
    [
      'if_status_eq_404{image/info}|sys/notify',
      'info',
      (one: Operation, tree: Pipeline) => removeOperation(tree, one),
      'sys/notify',
    ],
    [
      'if_status_eq_404{image/info|sys/notify}',
      'info',
      (one: Operation, tree: Pipeline) => removeOperation(tree, one),
      'if_status_eq_404{sys/notify}',
    ],
  ])('%s without a name, at the start, or in a condition', (before, name, make, expected) => {
    expect(change(before, name, make)).toBe(expected)
  })

  test('refuse what would be read as something else', () => {
    const [operation] = operationsOf(parseTree('image/resize,w_1').tree)
    if (!operation) throw new Error('no operation')
    for (const value of ['1,h_2', '1/format,webp', '1|sys/notify', '1}', '1 2', ''])
      expect(() => setParameter(operation, 'w', value)).toThrow(/so that it would be read as something else\.$/)
    expect(() => setParameter(operation, 'a_b', '1')).toThrow(
      '"a_b" holds "_", so that it would be read as something else.',
    )
    expect(() => setParameter(operation, '', 'a_b')).toThrow(RangeError)
    expect(() => removeOperation(parseTree('image/resize,w_1').tree, operation)).toThrow(
      '"resize" is no operation of this tree.',
    )
    for (const text of ['image/info', 'if_status_eq_404{image/info}']) {
      const { tree } = parseTree(text)
      expect(() => removeOperation(tree, operationsOf(tree)[0] ?? operation)).toThrow(
        '"info" is the only operation; without it nothing is left.',
      )
    }
  })
})

describe('transform', () => {
  test('replaces and takes out, from the leaves up', () => {
    const { tree } = parseTree('image/resize,w_1,h_2/info|if_status_eq_404{image/resize,w_3}')
    const seen: string[] = []
    const changed = transform(tree, (node, parents) => {
      seen.push(`${parents.length}${node.kind}`)
      if (node.kind === 'parameter') return node.name === 'h' ? null : { ...node, value: '9' }
      return node.kind === 'operation' && node.name === 'info' ? null : undefined
    })
    expect(print(changed)).toBe('image/resize,w_9|if_status_eq_404{image/resize,w_9}')
    expect(operationsOf(changed).map(({ start }) => start)).toEqual([6, 40])
    expect(seen.slice(0, 4)).toEqual(['3parameter', '3parameter', '2operation', '2operation'])
    expect(seen.at(-1)).toBe('0pipeline')
  })

  test('refuses a tree that would be read as another one', () => {
    const { tree } = parseTree('image/resize,w_1')
    const write = (value: string) => () =>
      transform(tree, node => (node.kind === 'parameter' ? { ...node, value } : undefined))
    expect(write('1,h_2')).toThrow('"image/resize,w_1,h_2" would be read as something else than the tree.')
    expect(write('1|a')).toThrow(RangeError)
    expect(() => transform(tree, node => (node.kind === 'pipeline' ? null : undefined))).toThrow(RangeError)
  })

  test('walk leaves nodes behind their children', () => {
    const seen: string[] = []
    walk(parseTree('image/resize,w_1').tree, {
      operation: () => void seen.push('enter operation'),
      leave: ({ kind }) => void seen.push(kind),
    })
    expect(seen).toEqual(['enter operation', 'parameter', 'operation', 'stage', 'pipeline'])
  })
})

describe('URLs', () => {
  const H = 'https://b.example.com/a.jpg'

  test.each([
    [`${H}?x-oss-process=image%2Fresize%2Cw_100`, 'image/resize,w_100'],
    [`${H}?v=1&X-Oss-Process=image/info#x`, 'image/info'],
    [`${H}?x-oss-process=a&x-oss-process=b`, 'a'],
    [`${H}?x-oss-process=`, ''],
    [`${H}?v=1`, undefined],
    [`${H}#?x-oss-process=image/info`, undefined],
    ['', undefined],
    [`${H}?x-oss-process=%E0%A4%A`, '%E0%A4%A'],
  ])('%s holds %j', (url, text) => {
    expect(parseUrl(url)?.text).toBe(text)
  })

  test.each([
    [H, 'image/info', `${H}?x-oss-process=image/info`],
    [`${H}?v=1`, 'image/resize,w_1', `${H}?v=1&x-oss-process=image/resize,w_1`],
    [
      `${H}?x-oss-process=a&v=1#top`,
      'image/info|sys/saveas,o_YQ==',
      `${H}?x-oss-process=image/info%7Csys/saveas,o_YQ==&v=1#top`,
    ],
    [`${H}?v=1&x-oss-process=a&x-oss-process=b`, 'c', `${H}?v=1&x-oss-process=c`],
    [`${H}?x-oss-process=a`, undefined, H],
    [`${H}?`, 'a&b#c+d', `${H}?x-oss-process=a%26b%23c%2Bd`],
  ])('%s with %j', (url, text, expected) => {
    expect(withProcess(url, text)).toBe(expected)
  })

  test('what was written is read', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.string({ unit: 'grapheme' }),
        (url, text) => {
          expect(parseUrl(withProcess(url, text))?.text).toBe(text)
          expect(parseUrl(withProcess(url, undefined))).toBeUndefined()
        },
      ),
    )
  })
})
