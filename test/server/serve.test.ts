import { PassThrough } from 'node:stream'
import { afterEach, describe, expect, test } from 'vitest'
import type { CodeAction, CompletionList, DocumentSymbol, Hover, InlayHint, TextEdit } from 'vscode-languageserver'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'
import { serveLanguage } from '../../src/server/index.ts'
import { type Client, caretIn, connect } from './client.ts'

const open: Client[] = []
async function start(capabilities: object = {}, options: object = {}): Promise<Client> {
  const client = await connect(capabilities, options)
  open.push(client)
  return client
}
afterEach(async () => {
  await Promise.all(open.splice(0).map(client => client.close()))
})

const range = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
})
const ALL = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }

describe('hello', () => {
  test('tells what it can do, and ends with 0 after shutdown', async () => {
    const client = await connect()
    expect(client.result).toEqual({
      serverInfo: { name: 'oss-process', version: '1.2.3' },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: 2, save: true },
        completionProvider: { triggerCharacters: ['/', ',', '_', '|', '{', '='] },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix', 'refactor.rewrite', 'source.fixAll.oss-process'] },
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
        documentSymbolProvider: true,
        inlayHintProvider: true,
        signatureHelpProvider: { triggerCharacters: [',', '_'] },
        selectionRangeProvider: true,
        documentLinkProvider: {},
        renameProvider: { prepareProvider: true },
        semanticTokensProvider: {
          legend: { tokenTypes: ['namespace', 'function', 'parameter', 'string', 'operator'], tokenModifiers: [] },
          full: true,
        },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    })
    expect(await client.close()).toBe(0)
  })

  test.each([
    [undefined, 'utf-16'],
    [[], 'utf-16'],
    [['utf-32', 'utf-8', 'utf-16'], 'utf-16'],
    [['utf-32', 'utf-8'], 'utf-32'],
    [['utf-8'], 'utf-8'],
    [['latin-1'], 'utf-16'],
  ])('of the encodings %j it takes %s', async (positionEncodings, taken) => {
    const { result } = await start({ general: { positionEncodings } })
    expect(result.capabilities.positionEncoding).toBe(taken)
  })

  test('what cannot be asked now, or in this way, is refused by its code', async () => {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()]
    const status = serveLanguage(toServer, toClient, { version: '1.2.3', locale: 'en' })
    const early = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer))
    early.listen()
    const ask = (method: string, ...given: readonly unknown[]) => early.sendRequest(method, ...given)
    const hello = { processId: null, rootUri: null, capabilities: null }
    await expect(ask('textDocument/hover', {})).rejects.toMatchObject({ code: -32002 })
    await expect(ask('initialize', null)).rejects.toMatchObject({
      code: -32602,
      message: 'The parameters of initialize are null; expected an object.',
    })
    expect(await ask('initialize', hello)).toMatchObject({ serverInfo: { name: 'oss-process' } })
    await expect(ask('initialize', hello)).rejects.toMatchObject({ code: -32600 })
    for (const method of ['hover', 'codeAction', 'rename'])
      await expect(ask(`textDocument/${method}`, null)).rejects.toMatchObject({ code: -32602 })
    await expect(ask('nothing/known')).rejects.toMatchObject({ code: -32601 })
    expect(await ask('shutdown', null)).toBeNull()
    await expect(ask('textDocument/hover', {})).rejects.toMatchObject({ code: -32600 })
    await early.sendNotification('exit')
    expect(await status).toBe(0)
    early.dispose()
  })
})

describe('findings', () => {
  test('are told for a host file, with code, page and severity', async () => {
    const client = await start()
    const told = client.findings('untitled:a.ts')
    await client.open('untitled:a.ts', 'typescript', "u = b + '?x-oss-process=image/resize,w_0'")
    expect(await told).toEqual({
      uri: 'untitled:a.ts',
      version: 1,
      diagnostics: [
        {
          range: range(0, 39, 40),
          severity: 1,
          code: 'parameter-range',
          codeDescription: { href: expect.stringMatching(/^file:.*\/grammar\/generated\/rules\/parameter-range\.md$/) },
          source: 'oss-process',
          message: 'w is 0, but image/resize takes an integer from 1 to 16384.',
          data: 'parameter-range/range@39-40',
        },
      ],
    })
  })

  test.each([
    ['a.py', 'python', `u = b + f"?x-oss-process=image/resize,w_0"`],
    ['A.java', 'java', 'String u = b + "?x-oss-process=image/resize,w_0";'],
    ['a.vue', 'vue', '<template><img :src="`${b}?x-oss-process=image/resize,w_0`"></template>'],
    ['a.md', 'markdown', '![a](https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_0)'],
    ['a.oss', 'oss-process', '# a list\nimage/resize,w_0'],
    ['Untitled-1', 'go', 'u := b + "?x-oss-process=image/resize,w_0"'],
  ])('are told in %s', async (name, language, text) => {
    const client = await start()
    const told = client.findings(`untitled:${name}`)
    await client.open(`untitled:${name}`, language, text)
    expect((await told).diagnostics.map(({ code, range: { start } }) => [code, start])).toEqual([
      ['parameter-range', caretIn(text.replace('w_0', 'w_^0')).position],
    ])
  })

  test('are told in a recipe', async () => {
    const client = await start()
    const told = client.findings('untitled:a.yaml')
    const text = 'version: 1\nsources: a.jpg\nsteps:\n  - image/resize:\n      width: 0\n'
    await client.open('untitled:a.yaml', 'yaml', text)
    expect((await told).diagnostics.map(({ code, range: at, message }) => ({ code, at, message }))).toEqual([
      {
        code: 'parameter-range',
        at: range(4, 13, 14),
        message: 'w is 0, but image/resize takes an integer from 1 to 16384.',
      },
    ])
  })

  test('are answered and not told where the editor asks for them', async () => {
    const client = await start({ textDocument: { diagnostic: {} } }, { locale: 'zh-cn' })
    expect(client.result.capabilities.diagnosticProvider).toEqual({
      interFileDependencies: false,
      workspaceDiagnostics: false,
    })
    await client.open('untitled:a.oss', 'oss-process', 'image/resize,w_0')
    const report = await client.ask<{ kind: string; items: { message: string }[] }>('diagnostic', 'untitled:a.oss')
    expect(report.kind).toBe('full')
    expect(report.items.map(({ message }) => message)).toEqual(['image/resize 中 w 的值为 0，应为 1～16384 的整数。'])
    expect(client.told).toEqual([])
  })

  test('go when the document is closed', async () => {
    const client = await start()
    const told = client.findings('untitled:a.oss')
    await client.open('untitled:a.oss', 'oss-process', 'image/resize,w_0')
    await told
    const gone = client.findings('untitled:a.oss')
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: 'untitled:a.oss' } })
    expect(await gone).toEqual({ uri: 'untitled:a.oss', diagnostics: [] })
  })
})

async function actionsAt(client: Client, uri: string, text: string, context: object): Promise<CodeAction[]> {
  await client.open(uri, 'python', text)
  return client.ask('codeAction', uri, { range: ALL, context: { diagnostics: [], ...context } })
}

describe('actions', () => {
  const TEXT = "u = b + '?x-oss-process=image/resize,,w_0'\n"

  test('mend, and silence for a line and for the file', async () => {
    const client = await start()
    const actions = await actionsAt(client, 'untitled:a.py', `\n  ${TEXT}`, { only: ['quickfix'] })
    const shown = actions.map(({ title, kind, isPreferred, diagnostics, edit }) => {
      expect(kind).toBe('quickfix')
      expect(Object.keys(edit?.changes ?? {})).toEqual(['untitled:a.py'])
      const [{ range: at, newText } = {}, ...others] = edit?.changes?.['untitled:a.py'] ?? []
      expect(others).toEqual([])
      return [title, isPreferred, diagnostics?.map(({ data }) => data).join(), at, newText]
    })
    const [comma, value] = ['syntax/emptyParameter@39-40', 'parameter-range/range@43-44']
    const comment = 'oss-process-disable'
    expect(shown).toEqual([
      [
        'Fix: Found a comma with no parameter after it; expected a parameter, or no comma.',
        ...[true, comma, range(1, 38, 39), ''],
      ],
      ['Write "1"', undefined, value, range(1, 42, 43), '1'],
      ['Disable syntax for this line', undefined, comma, range(1, 0, 0), `  # ${comment}-next-line syntax\n`],
      ['Disable syntax for this file', undefined, comma, range(0, 0, 0), `# ${comment}-file syntax\n`],
      [
        'Disable parameter-range for this line',
        ...[undefined, value, range(1, 0, 0), `  # ${comment}-next-line parameter-range\n`],
      ],
      [
        'Disable parameter-range for this file',
        ...[undefined, value, range(0, 0, 0), `# ${comment}-file parameter-range\n`],
      ],
    ])
  })

  test('fix all safe findings of the file at once, and write one string in its canonical form', async () => {
    const client = await start()
    const [action, ...others] = await actionsAt(client, 'untitled:a.py', TEXT, { only: ['source.fixAll'] })
    expect(others).toEqual([])
    expect(action).toEqual({
      title: 'Fix all process strings in this file',
      kind: 'source.fixAll.oss-process',
      edit: { changes: { 'untitled:a.py': [{ range: range(0, 37, 38), newText: '' }] } },
    })
    const text = "u = 'image/resize,w_200,m_fill'"
    expect(await actionsAt(client, 'untitled:b.py', text, { only: ['refactor'] })).toEqual([
      {
        title: 'Write the process string in its canonical form',
        kind: 'refactor.rewrite',
        edit: { changes: { 'untitled:b.py': [{ range: range(0, 5, 30), newText: 'image/resize,m_fill,w_200' }] } },
      },
    ])
  })

  test('are found by data where the editor hands a finding back with another range', async () => {
    const client = await start()
    await client.open('untitled:a.py', 'python', TEXT)
    const ask = (diagnostics: object[]) =>
      client.ask<CodeAction[]>('codeAction', 'untitled:a.py', {
        range: range(0, 0, 0),
        context: { only: ['quickfix'], diagnostics },
      })
    expect(await ask([])).toEqual([])
    const found = await ask([{ range: range(0, 1, 2), message: '', data: 'parameter-range/range@40-41' }])
    expect(found.map(({ title }) => title)).toEqual([
      'Write "1"',
      'Disable parameter-range for this line',
      'Disable parameter-range for this file',
    ])
  })

  test('one change a finding, and that finding alone, where the editor makes whatever it is given', async () => {
    const codeActionLiteralSupport = { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] } }
    const text = "u = b + '?x-oss-process=image/resize,m_lfot,w_0'\n"
    const ask = async (capabilities: object) => {
      const client = await start({ textDocument: { codeAction: { codeActionLiteralSupport, ...capabilities } } })
      await client.open('untitled:a.py', 'python', text)
      const given = { range: range(0, 39, 43), message: '', code: 'parameter-enum' }
      const found = await client.ask<CodeAction[]>('codeAction', 'untitled:a.py', {
        range: ALL,
        context: { diagnostics: [given] },
      })
      return found.map(({ title }) => title)
    }
    expect(await ask({})).toEqual(['Write "lfit"'])
    expect(await ask({ isPreferredSupport: true })).toContain('Disable parameter-enum for this file')
  })
})

describe('words', () => {
  const markdown = (value: string) => ({ kind: 'markdown', value })

  test.each([
    [
      'untitled:a.oss',
      'image/res^ize,w_200',
      [
        6,
        12,
        markdown(
          '**image/resize: Resize**  \nGET, POST  \nhelp page: Resize images  \nThe source has at most 20 MB (more can be applied for in the Quota Center), 30,000 px a side and 250,000,000 px with all its frames; a GIF is never enlarged.  \nThe result has at most 16,384 px a side and 16,777,216 px in all.',
        ),
      ],
    ],
    ['untitled:a.oss', 'image/resize,w_2^00', [13, 18, markdown('**w: width**  \nan integer from 1 to 16384 px')]],
    ['untitled:a.oss', 'im^age/resize,w_200', [0, 5, markdown('**image: picture processing**')]],
    [
      'untitled:a.oss',
      'image/watermark,text_SGVs^bG8',
      [16, 28, markdown('**text: watermark text**  \nURL-safe Base64 text  \n= "Hello"')],
    ],
    [
      'untitled:a.ts',
      'const u = `${b}?x-oss-process=image%2Fresize,w_^${w}`',
      [45, 51, markdown('**w: width**  \nan integer from 1 to 16384 px')],
    ],
    ['untitled:a.ts', 'const other^ = 1', null],
  ])('in %s at %s', async (uri, marked, words) => {
    const client = await start({ textDocument: { hover: { contentFormat: ['markdown', 'plaintext'] } } })
    const { text, position } = caretIn(marked)
    await client.open(uri, '', text)
    const hover = await client.ask<Hover | null>('hover', uri, { position })
    expect(hover && [hover.range?.start.character, hover.range?.end.character, hover.contents]).toEqual(words)
  })

  test('stand behind Base64', async () => {
    const client = await start()
    await client.open('untitled:a.oss', '', 'image/watermark,text_SGVsbG8,color_FF0000|sys/saveas,b_YQ,o_Yi9jLmpwZw')
    expect(await client.ask<InlayHint[]>('inlayHint', 'untitled:a.oss', { range: ALL })).toEqual([
      { position: { line: 0, character: 28 }, label: '= "Hello"', paddingLeft: true },
      { position: { line: 0, character: 57 }, label: '= "a"', paddingLeft: true },
      { position: { line: 0, character: 70 }, label: '= "b/c.jpg"', paddingLeft: true },
    ])
  })
})

describe('completion', () => {
  test.each([
    ['untitled:a.oss', 'image/resize,m_^', 'lfit mfit fill pad fixed'],
    ['untitled:a.oss', 'ima^', 'image/'],
    ['untitled:a.ts', "const u = 'image/qual^'", 'quality,'],
    [
      'untitled:a.ts',
      "const u = b + '?x-oss-process=^'",
      'image/ video/ audio/ doc/ hls/ imm/ pointcloud/ style/ csv/ json/',
    ],
    [
      'untitled:a.ts',
      "const u = b + '?x-oss-process=image/resize,w_200/f^/quality,q_80'",
      'flip, format, faces saveexif, info',
    ],
    ['untitled:a.ts', 'const image^ = 1', ''],
  ])('in %s at %s', async (uri, marked, inserted) => {
    const client = await start()
    const { text, position } = caretIn(marked)
    await client.open(uri, '', text)
    const list = await client.ask<CompletionList>('completion', uri, { position })
    expect(list.items.map(({ textEdit }) => textEdit?.newText).join(' ')).toBe(inserted)
  })

  test('has words about each, and says what it replaces', async () => {
    const client = await start({
      textDocument: { completion: { completionItem: { documentationFormat: ['markdown'] } } },
    })
    const { text, position } = caretIn("u = b + '?x-oss-process=image/resize,l^'")
    await client.open('untitled:a.py', '', text)
    const { items } = await client.ask<CompletionList>('completion', 'untitled:a.py', { position })
    expect(items[0]).toEqual({
      label: 'l',
      detail: 'longest side',
      documentation: { kind: 'markdown', value: 'l: longest side  \nan integer from 1 to 16384 px' },
      sortText: '0000',
      filterText: 'l',
      textEdit: { range: range(0, 37, 38), newText: 'l_' },
    })
  })
})

describe('lists of strings', () => {
  test('are formatted', async () => {
    const client = await start()
    await client.open('untitled:a.oss', '', '# one\nimage/resize,w_200,m_fill\nimage/resize,w_1\nimage/quality,q_080')
    const options = { options: { tabSize: 2, insertSpaces: true } }
    const whole = await client.ask<TextEdit[]>('formatting', 'untitled:a.oss', options)
    expect(whole).toEqual([{ range: range(1, 0, 25), newText: 'image/resize,m_fill,w_200' }])
    expect(await client.ask('rangeFormatting', 'untitled:a.oss', { ...options, range: range(2, 0, 5) })).toEqual([])
  })

  test('are told to be all that is formatted, where the editor takes that', async () => {
    const dynamic = { dynamicRegistration: true }
    const client = await start({ textDocument: { formatting: dynamic, rangeFormatting: dynamic } })
    await client.open('untitled:a.oss', 'oss-process', '')
    await client.ask('documentSymbol', 'untitled:a.oss')
    expect(client.result.capabilities.documentFormattingProvider).toBeUndefined()
    expect(client.asked).toEqual(['client/registerCapability', 'client/registerCapability'])
  })

  test('other files are left to their formatters', async () => {
    const client = await start()
    await client.open('untitled:a.ts', '', "u = 'image/resize,w_200,m_fill'")
    expect(await client.ask('formatting', 'untitled:a.ts', { options: {} })).toEqual([])
  })
})

test('symbols are the strings and their operations', async () => {
  const client = await start()
  await client.open('untitled:a.ts', '', 'u = `image/resize,w_${w}/quality,q_80`')
  const symbols = await client.ask<DocumentSymbol[]>('documentSymbol', 'untitled:a.ts')
  expect(symbols).toEqual([
    {
      ...{ name: 'image/resize,w_…/quality,q_80', kind: 15, range: range(0, 5, 37), selectionRange: range(0, 5, 37) },
      children: [
        { name: 'resize', detail: 'resize,w_…', kind: 12, range: range(0, 11, 24), selectionRange: range(0, 11, 24) },
        {
          name: 'quality',
          detail: 'quality,q_80',
          kind: 12,
          range: range(0, 25, 37),
          selectionRange: range(0, 25, 37),
        },
      ],
    },
  ])
})

test('tokens tell category, operation, name and value apart', async () => {
  const client = await start()
  await client.open('untitled:a.ts', '', "\nu = '😀'; v = 'image/resize,w_200'")
  expect(await client.ask('semanticTokens/full', 'untitled:a.ts')).toEqual({
    data: [
      [1, 15, 5, 0, 0],
      [0, 5, 1, 4, 0],
      [0, 1, 6, 1, 0],
      [0, 6, 1, 4, 0],
      [0, 1, 1, 2, 0],
      [0, 1, 1, 4, 0],
      [0, 1, 3, 3, 0],
    ].flat(),
  })
})
