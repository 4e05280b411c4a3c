import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { getProductions } from '../../grammar/process.ts'
import { nameOf, readSerialized, type Serialized } from './serialized.ts'

const page = readFileSync('grammar/generated/railroad.html', 'utf8')

/** The words in a diagram, from left to right and from the top down. */
function wordsUnder(heading: string): readonly string[] {
  const [, rest = ''] = page.split(`<h2 id="${heading}">${heading}</h2>`)
  const [section = ''] = rest.split('<h2 ')
  return Array.from(section.matchAll(/<text[^>]*>([^<]*)<\/text>/g), ([, word = '']) => word)
}

function partsOf(part: Serialized): readonly string[] {
  return part.type === 'Terminal' || part.type === 'NonTerminal' ? [nameOf(part)] : part.definition.flatMap(partsOf)
}

const productions = readSerialized(getProductions())

test.each(productions.map(production => [production.name, production] as const))(
  'the diagram of %s names its parts',
  (name, production) => {
    expect(wordsUnder(name)).toEqual(production.definition.flatMap(partsOf))
  },
)

test('the page has words for everything, and links that lead somewhere', () => {
  expect(page).not.toContain('undefined')
  const ids = new Set(Array.from(page.matchAll(/id="(\w+)"/g), ([, id]) => id))
  const links = Array.from(page.matchAll(/href="#(\w+)"/g), ([, id]) => id)
  expect(links.length).toBeGreaterThan(productions.length)
  expect(links.filter(id => !ids.has(id))).toEqual([])
})
