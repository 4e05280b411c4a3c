import { afterEach, describe, expect, test } from 'vitest'
import { type Client, caretIn, connect } from './client.ts'

let client: Client | undefined
afterEach(async () => {
  await client?.close()
})

async function ask(method: string, name: string, marked: string, params: object = {}): Promise<unknown> {
  client = await connect()
  const { text, position } = caretIn(marked)
  const uri = `untitled:${name}`
  await client.open(uri, '', text)
  return client.connection.sendRequest(`oss-process/${method}`, { textDocument: { uri }, position, ...params })
}

const RECIPE = 'version: 1\nvariables: { width: 200 }\nmatrix: { quality: [70, 80] }\nsources: [a.jpg, b.jpg]\nsteps:\n'

describe('the string at the caret', () => {
  const range = { start: { line: 0, character: 5 }, end: { line: 0, character: 21 } }
  test('is told with its place', async () => {
    const told = { text: 'image/resize,w_0', range, hasHoles: false }
    expect(await ask('string', 'a.ts', "u = 'image/resize,^w_0'")).toEqual(told)
  })

  test('has its holes', async () => {
    const told = { text: 'image/resize,w_\uFFFC', hasHoles: true }
    expect(await ask('string', 'a.ts', 'u = `image/resize,^w_${w}`')).toMatchObject(told)
  })

  test('is missed in words', async () => {
    expect(await ask('string', 'a.ts', 'u = ^1')).toEqual({ problem: 'There is no process string here.' })
  })
})

describe('its steps', () => {
  test('are drawn', async () => {
    const answer = await ask('trace', 'a.oss', 'image/resize,w_^200', { source: '4000x3000,jpg' })
    expect(answer).toEqual({ svg: expect.stringMatching(/^<svg [\s\S]*200 x 150 jpg/) })
  })

  test.each([
    [
      '4000',
      '"4000" is not a fact of a source; expected WIDTHxHEIGHT, a format such as jpg or mp4, 120s, 25fps, 12frames, orientation6, 5MB, alpha, silent.',
    ],
    [
      7,
      '"" is not a fact of a source; expected WIDTHxHEIGHT, a format such as jpg or mp4, 120s, 25fps, 12frames, orientation6, 5MB, alpha, silent.',
    ],
  ])('are not drawn of %j', async (source, problem) => {
    expect(await ask('trace', 'a.oss', 'image/resize,w_^200', { source })).toEqual({ problem })
  })
})

describe('a recipe', () => {
  test('is compiled, each string once', async () => {
    const steps = '  - image/resize: { width: "${width}" }\n  - image/quality: { absolute: "${quality}" }\n^'
    const strings = ['image/resize,w_200/quality,Q_70', 'image/resize,w_200/quality,Q_80']
    expect(await ask('compile', 'a.yaml', RECIPE + steps)).toEqual({ strings })
  })

  test('that is wrong says why', async () => {
    const problem = await ask('compile', 'a.yaml', `${RECIPE}  - image/resize: { width: "\${wdith}" }\n^`)
    expect(problem).toEqual({ problem: expect.stringContaining('wdith') })
  })

  test('is missed in words', async () => {
    expect(await ask('compile', 'a.ts', '^')).toEqual({ problem: 'This file is no recipe.' })
  })
})
