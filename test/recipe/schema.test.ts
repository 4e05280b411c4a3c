import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { decompile, recipeSchema } from '../../src/recipe/index.ts'

const validate = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  strictRequired: false,
  strictTypes: false,
}).compile(recipeSchema())

const GOOD = 'examples/recipes'
const BAD = 'test/fixtures/recipe/bad'
const yamlFiles = (folder: string) => readdirSync(folder).filter(name => name.endsWith('.yaml'))

/** The value of a YAML text as editors see it; undefined where it is no YAML or a circle. */
function plainValueOf(text: string): unknown {
  try {
    return JSON.parse(JSON.stringify(parse(text, { merge: true, logLevel: 'error' })))
  } catch {
    return undefined
  }
}

describe('recipe schema', () => {
  test('the committed file is what the catalogue makes', () => {
    const committed = readFileSync('grammar/recipe.schema.json', 'utf8')
    expect(committed).toBe(`${JSON.stringify(recipeSchema(), null, 2)}\n`)
  })

  test.each(yamlFiles(GOOD))('%s passes', name => {
    validate(plainValueOf(readFileSync(`${GOOD}/${name}`, 'utf8')))
    expect(validate.errors ?? []).toEqual([])
  })

  test('recipes made of the valid example strings pass', () => {
    for (const name of ['image', 'media']) {
      for (const line of readFileSync(`test/fixtures/examples/${name}.jsonl`, 'utf8').trim().split('\n')) {
        const { verdict, text }: { verdict: string; text: string } = JSON.parse(line)
        if (verdict !== 'valid') continue
        validate(plainValueOf(decompile(text)))
        expect(validate.errors ?? [], text).toEqual([])
      }
    }
  })

  test('bad recipes that it refuses, and those that only the program can tell', async () => {
    const lines = yamlFiles(BAD).map(name => {
      const value = plainValueOf(readFileSync(`${BAD}/${name}`, 'utf8'))
      return `${value === undefined ? 'no YAML' : validate(value) ? 'passes ' : 'refused'} ${name}`
    })
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../fixtures/recipe/schema.txt')
  })
})
