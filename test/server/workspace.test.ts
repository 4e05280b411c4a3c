import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CancellationTokenSource } from 'vscode-languageserver/node'
import { LONGEST } from '../../src/server/findings.ts'
import { type Client, connect } from './client.ts'

let folder = ''
let client: Client | undefined
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'oss-process-lsp-'))
})
afterEach(async () => {
  await client?.close()
  rmSync(folder, { recursive: true, force: true })
})

const put = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), text)
  return pathToFileURL(path.join(folder, name)).href
}
const PROGRAM = "export default { rules: { 'parameter-range': 'warning' } }"
const WRONG = 'image/resize,w_0'

async function start(options: object = {}): Promise<Client> {
  const uri = pathToFileURL(folder).href
  client = await connect({}, { workspaceFolders: [{ uri, name: 'a' }], ...options })
  return client
}

async function severitiesOf(uri: string): Promise<readonly (number | undefined)[]> {
  const findings = client?.findings(uri)
  await client?.open(uri, 'oss-process', WRONG)
  return (await findings)?.diagnostics.map(({ severity }) => severity) ?? []
}

describe('configuration', () => {
  test('the nearest one counts, and is read again when it changed', async () => {
    put('oss-process.config.json', '{ "rules": { "parameter-range": "info" } }')
    put('inner/oss-process.config.json', '{ "rules": { "parameter-range": "warning" }, "ignore": ["out.oss"] }')
    await start()
    expect(await severitiesOf(put('a.oss', WRONG))).toEqual([3])
    expect(await severitiesOf(put('inner/a.oss', WRONG))).toEqual([2])
    expect(await severitiesOf(put('inner/out.oss', WRONG))).toEqual([])
    put('oss-process.config.json', '{ "rules": { "parameter-range": "off" } }')
    expect(await severitiesOf(put('a.oss', WRONG))).toEqual([])
  })

  test('tells what the sources are, and so the sizes behind operations', async () => {
    put('oss-process.config.json', '{ "source": ["1920x1080,mp4,10s,25fps", "4000x3000,jpg"] }')
    const { ask, open } = await start()
    const uri = put('a.oss', '')
    await open(uri, 'oss-process', 'image/resize,w_200')
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }
    expect(await ask('inlayHint', uri, { range })).toMatchObject([{ label: '200 x 150' }])
  })

  test.each([
    [{}, [1]],
    [{ trusted: 'yes' }, [1]],
    [{ trusted: true }, [2]],
  ])('a program runs only where the workspace is trusted: %j', async (initializationOptions, severities) => {
    const file = path.join(folder, 'oss-process.config.mjs')
    put('oss-process.config.mjs', PROGRAM)
    const { told } = await start({ initializationOptions })
    expect(await severitiesOf(put('a.oss', WRONG))).toEqual(severities)
    const warnings = told.filter(({ method }) => method === 'window/showMessage').map(({ params }) => params)
    const message = `${file}: oss-process.config.mjs: The configuration is a program, and this workspace is not trusted; it was not run.`
    expect(warnings).toEqual(severities[0] === 2 ? [] : [{ type: 2, message }])
  })

  test('a program outside of the folders of the workspace does not run', async () => {
    put('oss-process.config.mjs', PROGRAM)
    await start({ initializationOptions: { trusted: true }, workspaceFolders: [] })
    expect(await severitiesOf(put('a.oss', WRONG))).toEqual([1])
  })
})

test('a text over the limit is left alone, with a note', async () => {
  const { told } = await start()
  const uri = put('a.oss', '')
  const findings = client?.findings(uri)
  const text = `${WRONG}\n${'#'.repeat(LONGEST)}`
  await client?.open(uri, 'oss-process', text)
  expect((await findings)?.diagnostics).toEqual([])
  expect(told[0]?.params).toEqual({
    type: 3,
    message: `${uri} has ${text.length} characters; files with more than ${LONGEST} are left alone.`,
  })
})

test('bad parameters and cancelled requests are answered, and the server goes on', async () => {
  const { connection } = await start()
  const uri = put('a.oss', WRONG)
  expect(await severitiesOf(uri)).toEqual([1])
  await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: 3 })
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: 'file:///nothing', version: 2 },
    contentChanges: [],
  })
  const outside = { line: 1e9, character: -1 }
  expect(await client?.ask('hover', uri, { position: outside })).toMatchObject({ range: { end: { character: 16 } } })
  expect(await client?.ask('codeAction', uri, { range: { start: outside, end: outside } })).toEqual(expect.any(Array))
  expect(await client?.ask('hover', 'file:///nothing', { position: outside })).toBeNull()
  const cancel = new CancellationTokenSource()
  const params = { textDocument: { uri }, position: { line: 0, character: 8 } }
  const answer = connection.sendRequest('textDocument/hover', params, cancel.token)
  cancel.cancel()
  await expect(answer).rejects.toMatchObject({ code: -32800, message: 'The request was cancelled.' })
  expect(await connection.sendRequest('textDocument/hover', params)).toMatchObject({ contents: expect.anything() })
})
