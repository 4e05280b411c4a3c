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
  // For editors.
  keywords: ['defaultSnippets', 'enumDescriptions', 'patternErrorMessage'],
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
    const committed: unknown = JSON.parse(readFileSync('grammar/generated/recipe.schema.json', 'utf8'))
    expect(committed).toEqual(recipeSchema())
  })

  // Validators in Go and Rust refuse the whole schema for one.
  test.each(['recipe', 'config', 'report'])('no pattern of the schema of a %s looks ahead or behind', name => {
    const patterns: string[] = []
    JSON.parse(readFileSync(`grammar/generated/${name}.schema.json`, 'utf8'), (key, value: unknown) => {
      if (key === 'pattern') patterns.push(String(value))
      if (key === 'patternProperties') patterns.push(...Object.keys(Object(value)))
      return value
    })
    expect(patterns.filter(pattern => /\(\?<?[=!]|\\[1-9]|\\k/.test(pattern))).toEqual([])
  })

  test.each([
    ['1h', true],
    ['1h 5m', true],
    ['1h5.5s', true],
    ['2min 3s 4ms', true],
    ['90s', true],
    ['1:30.5', true],
    ['01:01:30', true],
    ['', false],
    [' 1s', false],
    ['1s 1m', false],
    ['1 s', false],
    ['s', false],
    ['1:60', false],
  ])('"%s" as a time passes: %s', (start, passes) => {
    const recipe = { version: 1, steps: [{ 'video/animation': { format: 'gif', start } }] }
    expect(validate(recipe)).toBe(passes)
  })

  test.each([
    [{ variables: { size: 100, _x: 'a', 'a-b': 1 } }, true],
    [{ variables: { source: 100 } }, false],
    [{ variables: { '1a': 100 } }, false],
    [{ matrix: { size: [1, 2], include: [{ size: 3 }], exclude: { size: 1 } } }, true],
    [{ matrix: { include: { source: 3 } } }, false],
    [{ matrix: { source: [1, 2] } }, false],
    [{ saveas: 'oss://bucket/a.gif' }, true],
    [{ saveas: 'a.gif' }, true],
    [{ saveas: 'oss' }, true],
    [{ saveas: 'oss://bucket' }, false],
    [{ saveas: 'oss:a.gif' }, false],
    [{ saveas: '/a.gif' }, false],
    [{ saveas: '' }, false],
    [{ steps: [{ thumbnails: [{ 'image/resize': { w: 1 } }] }] }, true],
    [{ steps: [{ 'style/cover': null }] }, true],
    [{ steps: [{ use: 'cover' }] }, true],
    [{ steps: [{ use: 5 }] }, false],
    [{ steps: [{ 'image/resise': { w: 1 } }] }, false],
    [{ steps: [{ '': { w: 1 } }] }, false],
    [{ steps: [{ 'image/resize': { w: '100', percent: '50' } }] }, true],
    [{ steps: [{ 'image/resize': { w: '100x' } }] }, false],
    [{ steps: [{ 'video/animation': { format: 'gif', fps: '12.5' } }] }, true],
    [{ connection: { bucket: 123456 } }, true],
  ])('%j passes: %s', (part, passes) => {
    expect(validate({ version: 1, steps: ['image/info'], ...part })).toBe(passes)
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
