import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { getProductions, TOKENS } from '../../grammar/process.ts'
import { notation } from '../../src/tools/ebnf.ts'
import { readNotes, readProductions } from '../../src/tools/productions.ts'
import { nameOf, readSerialized, type Serialized } from './serialized.ts'

/** A definition in the notation: names and texts, and what stands around them. */
type Item =
  | { readonly kind: 'name' | 'text' | 'special'; readonly value: string }
  | { readonly kind: 'option' | 'repetition' | 'some' | 'sequence' | 'choice'; readonly items: readonly Item[] }

/** Reads ISO 14977, as far as the grammar writes it: definitions by their names, in order. */
function readDefinitions(text: string): ReadonlyMap<string, Item> {
  const tokens =
    text.replace(/\(\*(?:(?!\*\)).|\n)*\*\)/g, ' ').match(/"[^"]*"(?: "[^"]*")*|\?[^?]*\?|\w+|[^\s\w]/g) ?? []
  let at = 0
  const take = (expected?: string): string => {
    const token = tokens[at++] ?? ''
    if (expected !== undefined) expect(token).toBe(expected)
    return token
  }
  const choice = (): Item => {
    const items = [sequence()]
    while (tokens[at] === '|') {
      take()
      items.push(sequence())
    }
    return items.length === 1 && items[0] ? items[0] : { kind: 'choice', items }
  }
  const sequence = (): Item => {
    const items = [primary()]
    while (tokens[at] === ',') {
      take()
      items.push(primary())
    }
    return { kind: 'sequence', items }
  }
  const primary = (): Item => {
    const token = take()
    if (token === '[') return { kind: 'option', items: inside(']') }
    if (token === '{') return repetition()
    if (token.startsWith('"')) return { kind: 'text', value: token.slice(1, -1) }
    if (token.startsWith('?')) return { kind: 'special', value: token.slice(1, -1).trim() }
    expect(token).toMatch(/^\w+$/)
    return { kind: 'name', value: token }
  }
  const inside = (end: string): readonly Item[] => {
    const item = choice()
    take(end)
    return item.kind === 'sequence' ? item.items : [item]
  }
  const repetition = (): Item => {
    const items = inside('}')
    if (tokens[at] !== '-') return { kind: 'repetition', items }
    take()
    return { kind: 'some', items }
  }
  const definitions = new Map<string, Item>()
  while (at < tokens.length) {
    const name = take()
    take('=')
    definitions.set(name, choice())
    take(';')
  }
  return definitions
}

/** A production in the same form. */
function itemOf(part: Serialized): Item {
  const items = part.definition.map(itemOf)
  switch (part.type) {
    case 'Terminal':
      return { kind: part.pattern?.length === 1 ? 'text' : 'name', value: nameOf(part) }
    case 'NonTerminal':
      return { kind: 'name', value: part.name }
    case 'Option':
      return { kind: 'option', items }
    case 'Repetition':
      return { kind: 'repetition', items }
    case 'Alternation':
      return { kind: 'choice', items }
    default: {
      const [only] = items
      return items.length === 1 && only?.kind === 'choice' ? only : { kind: 'sequence', items }
    }
  }
}

/** The regular expression that a definition of characters says. */
function patternOf(item: Item): string {
  switch (item.kind) {
    case 'text':
      return item.value.replace(/[{}]/g, '\\$&')
    case 'special':
      return specialPattern(item.value)
    case 'sequence':
      return item.items.map(patternOf).join('')
    case 'repetition':
      return `${item.items.map(patternOf).join('')}*`
    case 'some':
      return `${item.items.map(patternOf).join('')}+`
    default:
      throw new Error(`A token has no ${item.kind}.`)
  }
}

function specialPattern(words: string): string {
  const characters = Array.from(words.matchAll(/"(.)"/g), ([, character]) => character).join('')
  const [, from, to] = /^(.) to (.)$/.exec(words) ?? []
  if (from) return `[${from}-${to}]`
  if (words.startsWith('any character but ')) return `[^${characters}]`
  if (words.startsWith('behind ')) return `(?<=${characters})`
  expect(words).toMatch(/^at the start or behind "/)
  return `(?<![^${characters}])`
}

const definitions = readDefinitions(readFileSync('grammar/generated/process.ebnf', 'utf8'))
const productions = readSerialized(getProductions())
const tokens = new Map(
  Object.values(TOKENS.modes)
    .flat()
    .flatMap(token =>
      !Array.isArray(token) && token.PATTERN instanceof RegExp ? [[token.name, token.PATTERN.source]] : [],
    ),
)

describe('process.ebnf, read back', () => {
  test('has the productions of the grammar', () => {
    for (const production of productions) expect(definitions.get(production.name)).toEqual(itemOf(production))
  })

  test('has the tokens of the grammar', () => {
    for (const [name, pattern] of tokens)
      expect(patternOf(definitions.get(name) ?? { kind: 'text', value: '' })).toBe(pattern)
  })

  test('says which terminal each label is, and nothing more', () => {
    const terminals = (part: Serialized): readonly (readonly [string, string])[] =>
      part.terminalLabel === undefined ? part.definition.flatMap(terminals) : [[part.terminalLabel, part.name]]
    const labels = new Map(productions.flatMap(terminals))
    for (const [label, name] of labels)
      expect(definitions.get(label)).toEqual({ kind: 'sequence', items: [{ kind: 'name', value: name }] })
    expect([...definitions.keys()].toSorted()).toEqual(
      [...productions.map(({ name }) => name), ...tokens.keys(), ...labels.keys()].toSorted(),
    )
  })
})

test('the notation above each production is what the production says', () => {
  const { notations } = readNotes()
  expect(Object.fromEntries(notations)).toEqual(
    Object.fromEntries(readProductions().map(production => [production.name, notation(production)])),
  )
})
