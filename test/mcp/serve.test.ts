import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
const BIN = path.join(root, 'dist/bin.cjs')

/** A client of the official SDK that started the command, as an agent does. */
async function connect(...options: readonly string[]): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' })
  // The list first: from then on the client holds answers to their schemas.
  const env = { PATH: process.env.PATH ?? '', OSS_PROCESS_VAR_width: '77', OSS_BUCKET: 'secret-bucket' }
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [BIN, 'mcp', ...options], env, cwd: root }),
  )
  await client.listTools()
  return client
}

let client: Client
beforeAll(async () => {
  client = await connect()
})
afterAll(() => client.close())

async function call(name: string, given: Record<string, unknown>, by: Client = client) {
  const result = CallToolResultSchema.parse(await by.callTool({ name, arguments: given }))
  const [first] = result.content
  const text = first?.type === 'text' ? first.text : ''
  return { answer: result.structuredContent, text, isError: result.isError ?? false }
}

const refusal = async (name: string, given: Record<string, unknown>, by?: Client) => {
  const { text, isError } = await call(name, given, by)
  return isError ? text : undefined
}

describe('mcp', () => {
  test('lists its tools with schemas, and says who it is', async () => {
    expect(client.getServerVersion()).toEqual({
      name: 'oss-process',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    })
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['lint', 'format', 'explain', 'trace', 'compile', 'operations'])
    for (const tool of tools) {
      expect(tool.inputSchema.additionalProperties).toBe(false)
      expect(tool.outputSchema?.type).toBe('object')
      expect(tool.annotations?.readOnlyHint).toBe(true)
      expect(tool.description?.length).toBeGreaterThan(20)
    }
    expect(tools[3]?.inputSchema.required).toEqual(['text', 'source'])
  })

  test('lint finds, places and mends', async () => {
    const { answer, text } = await call('lint', { text: 'image/resize,w_0\nimage/resize,w_1,', fix: true })
    expect(JSON.parse(text)).toEqual(answer)
    expect(answer).toMatchObject({
      results: [
        {
          ...{ file: 'text.oss', line: 1, column: 1, text: 'image/resize,w_0', via: 'get' },
          diagnostics: [
            {
              ...{ ruleId: 'parameter-range', severity: 'error', line: 1, column: 16, endLine: 1, endColumn: 17 },
              message: 'w is 0, but image/resize takes an integer from 1 to 16384.',
            },
          ],
        },
        { line: 2, diagnostics: [{ ruleId: 'syntax', fix: [{ start: 33, end: 34, text: '' }] }] },
      ],
      summary: { strings: 2, errors: 1 },
      leftOff: 0,
      fixed: 'image/resize,w_0\nimage/resize,w_1',
    })
  })

  test('lint reads the text by the name of its file, and not the file', async () => {
    const text = '<template><img :src="`${base}?x-oss-process=image/resize,w_0`"></template>'
    const { answer } = await call('lint', { text, file: '/etc/passwd.vue' })
    expect(answer).toMatchObject({ results: [{ text: 'image/resize,w_0', column: 45 }], summary: { errors: 1 } })
    expect((await call('lint', { text: 'nothing here', file: 'package.json' })).answer).toMatchObject({ results: [] })
  })

  test('format, explain and trace', async () => {
    expect((await call('format', { text: 'image/resize,w_200,m_fill' })).answer).toEqual({
      text: 'image/resize,m_fill,w_200',
      isChanged: true,
    })
    expect(
      (await call('format', { text: 'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image%2Finfo' }))
        .answer,
    ).toEqual({
      text: 'image/info',
      isChanged: false,
    })
    const { answer: words } = await call('explain', { text: '0040-00000312' })
    expect(words).toEqual({
      text: '"w" (width) in "image/resize" is wrong; expected an integer from 1 to 16384.\nPage: Resize images (tr, 2026-10-14)',
      leftOff: 0,
    })
    const { answer } = await call('trace', { text: 'image/resize,w_200', source: '4000x3000,jpg' })
    expect(answer).toEqual({
      version: 1,
      steps: [{ operation: 'image/resize', start: 6, end: 18, format: 'jpg', width: 200, height: 150, frames: 1 }],
      outputs: [{ kind: 'image', format: 'jpg', width: 200, height: 150, frames: 1, count: 1 }],
      charges: [],
      diagnostics: [],
      leftOff: 0,
    })
  })

  test('compile gives strings and unsigned requests, and reads neither files nor the environment', async () => {
    const recipe = [
      ...['version: 1', 'connection: { region: cn-hangzhou, bucket: photos }', 'variables: { width: 100 }'],
      ...['sources: a.jpg', 'steps: [image/resize: { width: "${width}" }]'],
    ].join('\n')
    expect((await call('compile', { recipe })).answer).toEqual({
      isCompiled: true,
      jobs: [
        {
          ...{ process: 'image/resize,w_100', via: 'get', key: 'a.jpg', bucket: 'photos' },
          request: {
            ...{ method: 'GET', headers: {}, body: '' },
            url: 'https://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image%2Fresize%2Cw_100',
          },
        },
      ],
      findings: [],
      leftOff: 0,
    })
    const { answer } = await call('compile', { recipe, variables: { width: 320 } })
    expect(answer).toMatchObject({ jobs: [{ process: 'image/resize,w_320' }] })
    const include = `${recipe}\ninclude: package.json`
    expect((await call('compile', { recipe: include })).answer).toMatchObject({
      isCompiled: false,
      jobs: [],
      findings: [{ ruleId: 'recipe-fragment', severity: 'error', line: 6, column: 10 }],
    })
    const manifest = recipe.replace('sources: a.jpg', 'sources: { manifest: package.json }')
    expect((await call('compile', { recipe: manifest })).answer).toMatchObject({ jobs: [] })
  })

  test('operations: all, a category, one', async () => {
    const { answer } = await call('operations', {})
    expect(answer).toMatchObject({
      leftOff: 0,
      operations: expect.arrayContaining([{ id: 'image/crop', title: 'Crop' }]),
    })
    expect((await call('operations', { name: 'image/rotate' })).answer).toMatchObject({
      operations: [{ id: 'image/rotate', parameters: [{ type: { minimum: 0, maximum: 360 } }] }],
    })
    expect(await refusal('operations', { name: 'image/resise' })).toBe(
      'There is no category or operation "image/resise". Did you mean "image/resize"?',
    )
  })

  test('answers are bounded, and say what was left off', async () => {
    const text = Array.from({ length: 3000 }, (_, index) => `image/resize,w_0,h_${index}`).join('\n')
    const { answer, text: sent } = await call('lint', { text })
    expect(sent.length).toBeLessThan(25_000)
    expect(answer).toMatchObject({ summary: { strings: 3000, errors: 3001 } })
    expect(Number(answer?.leftOff)).toBeGreaterThan(2900)
    const nested = `image/resize,w_1${'/rotate,90'.repeat(1900)}`
    expect((await call('trace', { text: nested, source: '10x10,jpg' })).text.length).toBeLessThan(50_000)
    expect((await call('explain', { text: nested })).text.length).toBeLessThan(25_000)
  })

  test('what is wrong with arguments is told in a sentence', async () => {
    expect(await refusal('lint', {})).toBe('"text" is missing; expected a text.')
    expect(await refusal('lint', { text: 7 })).toBe('"text" is 7; expected a text.')
    expect(await refusal('lint', { text: 'a', via: 'put' })).toBe('"via" is "put"; expected get, post, async, auto.')
    expect(await refusal('lint', { text: 'a', flie: 'a.ts' })).toBe(
      '"flie" is not an argument of "lint"; expected text, file, via, fix. Did you mean "file"?',
    )
    expect(await refusal('format', { text: 'a'.repeat(20_001) })).toBe(
      '"text" has 20001 characters; at most 20000 are taken.',
    )
    expect(await refusal('compile', { recipe: '', variables: ['a'] })).toBe(
      '"variables" is ["a"]; expected an object of texts.',
    )
    expect(await refusal('trace', { text: 'image/info', source: '10x10,jpgg' })).toContain(
      '"jpgg" in "source" is not a fact of a source; expected WIDTHxHEIGHT',
    )
    expect(await refusal('format', { text: 'https://a.aliyuncs.com/b.jpg' })).toContain(
      'The request carries no process string',
    )
    await expect(client.callTool({ name: 'lnit', arguments: {} })).rejects.toThrow(
      'There is no tool "lnit"; expected one of lint, format, explain, trace, compile, operations. Did you mean "lint"?',
    )
  })

  test('speaks Chinese', async () => {
    const chinese = await connect('--locale', 'zh')
    try {
      const { tools } = await chinese.listTools()
      expect(tools.map(({ title }) => title)).toContain('检查处理字符串')
      expect((await call('lint', { text: 'image/resize,w_0' }, chinese)).text).toContain(
        'image/resize 中 w 的值为 0，应为 1～16384 的整数。',
      )
      expect(await refusal('lint', {}, chinese)).toBe('缺少 "text"；应为文本。')
    } finally {
      await chinese.close()
    }
  })

  test('says how to add the package of the protocol where it is missing', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-mcp-'))
    try {
      cpSync(path.join(root, 'dist'), path.join(folder, 'dist'), {
        recursive: true,
        filter: name => !/types|modules|console$/.test(path.relative(root, name)),
      })
      mkdirSync(path.join(folder, 'node_modules'))
      symlinkSync(path.join(root, 'node_modules/yaml'), path.join(folder, 'node_modules/yaml'))
      const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(folder, 'dist/bin.cjs'), 'mcp'], {
        encoding: 'utf8',
        env: {},
      })
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
      expect(stderr).toBe(
        'oss-process: "mcp" needs the package @modelcontextprotocol/sdk, which is not installed with oss-process. Add it beside oss-process: "npm install --save-dev @modelcontextprotocol/sdk", or "npm install -g @modelcontextprotocol/sdk" where oss-process is installed globally.\n',
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
