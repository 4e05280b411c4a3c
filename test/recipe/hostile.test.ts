import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expand, readRecipe } from '../../src/recipe/index.ts'
import { expectLinear } from '../linear.ts'

function idsOf(text: string): readonly string[] {
  return readRecipe(text).diagnostics.map(({ messageId }) => messageId)
}

/** Milliseconds of processor time that reading takes. */
function timeOf(text: string): number {
  const start = process.cpuUsage()
  readRecipe(text)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

describe('hostile YAML', () => {
  test('a file that is too large is not even parsed', () => {
    expect(idsOf(`version: 1\n# ${'x'.repeat(1_048_576)}`)).toEqual(['yaml-size'])
  })

  test.each([
    ['flow lists', '['.repeat(100_000)],
    ['flow maps', '{a: '.repeat(100_000)],
    ['block lists', '- '.repeat(60_000)],
    ['block maps', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['keys', '? '.repeat(60_000)],
  ])('deep %s end in a finding', (_, text) => {
    const ids = idsOf(`version: 1\nsteps: ${text.startsWith('a:') ? `\n  ${text.replaceAll('\n', '\n  ')}` : text}`)
    expect(ids.length).toBeGreaterThan(0)
  })

  test('aliases of aliases are counted, not written out', () => {
    const bomb = Array.from({ length: 40 }, (_, index) =>
      index === 0 ? 'x-0: &a0 [x, x]' : `x-${index}: &a${index} [*a${index - 1}, *a${index - 1}]`,
    )
    expect(idsOf(`version: 1\n${bomb.join('\n')}\nsteps: [image/info]\n`)).toEqual(['yaml-nodes'])
  })

  test('twenty thousand keys, aliases or steps take no quadratic time', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `x-${index}: 1`).join('\n')
    const aliases = `x-a: &a 1\nx-b: [${'*a, '.repeat(20_000)}]`
    const steps = `steps:\n${'  - image/info\n'.repeat(20_000)}`
    for (const text of [keys, aliases, steps]) expect(timeOf(`version: 1\n${text}`)).toBeLessThan(5000)
  })

  test('nor do ten thousand mistakes, or words that join conditions', () => {
    const quotes = Array.from({ length: 10_000 }, (_, index) => `x-${index}: "b" c`).join('\n')
    const joined = `steps:\n  - image/info:\n    when: "\${a} == b${' or b'.repeat(100_000)}"`
    for (const text of [quotes, joined]) expect(timeOf(`version: 1\n${text}`)).toBeLessThan(6000)
  })

  test('lists are compared with few others, and values with the variables that they are for', () => {
    const readLists = (count: number) => {
      const lists = Array.from({ length: count }, (_, index) => `oss://films/${'x'.repeat(index % 7)}${index}/`)
      return readRecipe(`version: 1\nsources: { list: [${lists.join(', ')}] }\nsteps: [image/info]\n`)
    }
    expect(readLists(4).diagnostics).toEqual([])
    expectLinear(readLists, { size: 1000, most: 16 })
    const giveAll = (count: number) => {
      const names = Array.from({ length: count }, (_, index) => `v${index}`)
      const variables = names.map(name => `${name}: { type: object, default: { a: 1 } }`)
      const { recipe } = readRecipe(`version: 1\nvariables: { ${variables.join(', ')} }\nsteps: [image/info]\n`)
      return recipe && expand(recipe, { variables: Object.fromEntries(names.map(name => [`${name}.a`, '2'])) })
    }
    expect(giveAll(4)?.diagnostics).toEqual([])
    expectLinear(giveAll, { size: 1000, most: 16 })
  })

  test('names of objects are names', () => {
    const { recipe, diagnostics } = readRecipe('version: 1\n__proto__: {a: 1}\nconstructor: 1\nsteps: [image/info]\n')
    expect(diagnostics.map(({ messageId }) => messageId)).toEqual(['unknown-key', 'unknown-key'])
    expect(recipe && expand(recipe, { variables: { __proto__: 'x', toString: 'y' } }).diagnostics).toHaveLength(1)
  })

  test('reading never throws, and every place lies in the text', () => {
    const words = [
      'version: 1',
      'steps',
      ':',
      ' ',
      '\n',
      '\n  ',
      '- ',
      '&a ',
      '*a',
      '<<',
      '{',
      '}',
      '[',
      ']',
      ',',
      '"',
      "'",
      '|',
      '>-',
      '# x',
      '!t ',
      '?',
      '%',
      '@',
      `\${x}`,
      'image/resize',
      'w',
      '1',
      'use',
      'matrix',
      'sources',
      'include',
      'saveas',
      '\t',
      '---',
      '好',
      '\u0000',
      '\ud800',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), parts => {
        const text = parts.join('')
        const { recipe, diagnostics } = readRecipe(text, { fileName: 'a.yaml' })
        const all = [...diagnostics, ...(recipe ? expand(recipe).diagnostics : [])]
        for (const { span, file, message } of all) {
          expect(file).toBe('a.yaml')
          expect(span.start).toBeGreaterThanOrEqual(0)
          expect(span.end).toBeGreaterThanOrEqual(span.start)
          expect(span.end).toBeLessThanOrEqual(text.length)
          expect(message).not.toBe('')
        }
        expect(recipe !== undefined || diagnostics.length > 0).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
})
