import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import type { CodeAction, CompletionList, Hover, WorkspaceEdit } from 'vscode-languageserver'
import { type Client, caretIn, connect } from './client.ts'

let client: Client | undefined
afterEach(async () => {
  await client?.close()
  client = undefined
})

const SNIPPETS = { textDocument: { completion: { completionItem: { snippetSupport: true } } } }
const RECIPE = `version: 1
variables:
  width: 200
  "long-name": { type: integer, default: 3 }
matrix: { quality: [70, 80] }
fragments:
  small: { image/resize: { width: "\${width}" } }
sources: a.jpg
steps:
  - use: small
  - image/quality: { relative: "\${quality * width}" }
  - image/resize: { width: "\${width:-10}", height: "\${long-name | lower}" }
saveas: \${source.barename}-\${width}.jpg
`

async function ask<R>(method: string, marked: string, params: object = {}, capabilities: object = {}): Promise<R> {
  client ??= await connect(capabilities)
  const { text, position } = caretIn(marked)
  await client.open('untitled:a.yaml', 'yaml', text)
  return client.ask<R>(method, 'untitled:a.yaml', { position, ...params })
}

describe('completion in a recipe', () => {
  const head = 'version: 1\nsources: a.jpg\nvariables: { width: 1, other: 2 }\nfragments: { small: [image/info] }\n'
  test.each([
    [
      'the keys of a recipe, but those that are there',
      `${head}steps: []\n^`,
      ['include: ', 'matrix: ', 'saveas: '],
      ['sources: '],
    ],
    ['steps', `${head}steps:\n  - image/res^`, ['image/resize: ', 'video/animation: ', 'use: ', 'when: '], ['width: ']],
    [
      'words',
      `${head}steps:\n  - image/resize: { width: 1, he^ }`,
      ['height: ', 'mode: '],
      ['width: ', 'image/resize: '],
    ],
    [
      'words in lines',
      `${head}steps:\n  - image/resize:\n      width: 1\n      ^`,
      ['height: ', 'mode: '],
      ['width: '],
    ],
    ['values', `${head}steps:\n  - image/resize: { mode: f^ }`, ['fill', 'lfit', 'pad'], ['width: ']],
    ['values of keys', `${head}steps: [image/info]\nvia: ^`, ['get', 'post', 'async'], ['saveas: ']],
    [
      'variables',
      `${head}steps:\n  - image/resize: { width: "\${wi^" }`,
      ['width', 'other', 'source.key', 'now'],
      ['small'],
    ],
    ['fragments', `${head}steps:\n  - use: ^`, ['small'], ['width']],
  ])('has %s', async (_name, text, some, none) => {
    const { items } = await ask<CompletionList>('completion', text)
    const written = items.map(({ textEdit }) => textEdit?.newText)
    expect(written).toEqual(expect.arrayContaining(some))
    for (const other of none) expect(written).not.toContain(other)
  })

  test('has whole steps with places to fill in, and words about them', async () => {
    const { items } = await ask<CompletionList>('completion', `${head}steps:\n  - image/res^`, {}, SNIPPETS)
    expect(items.find(({ label }) => label === 'image/resize …')).toEqual({
      label: 'image/resize …',
      kind: 15,
      detail: 'Resize',
      filterText: 'image/resize',
      insertTextFormat: 2,
      textEdit: {
        range: { start: { line: 5, character: 4 }, end: { line: 5, character: 13 } },
        newText: expect.stringMatching(/^image\/resize: \{ \w+: \$\{1:\w+\} \}$/),
      },
    })
    expect(items.find(({ label }) => label === 'image/resize')?.detail).toBe('image/resize: Resize')
  })
})

describe('words about a recipe', () => {
  test.each([
    ['image/res^ize: { width: 1 }', 'image/resize: Resize'],
    ['image/resize: { wid^th: 1 }', 'width: an integer from 1 to 16384 (px)'],
    ['image/resize: { mode: fi^ll }', 'how the picture fits the box: lfit, mfit, fill, pad or fixed'],
  ])('at %s', async (step, words) => {
    const hover = await ask<Hover | null>('hover', `version: 1\nsources: a.jpg\nsteps:\n  - ${step}\n`)
    expect(hover?.contents).toEqual({ kind: 'plaintext', value: words })
  })

  test('of what nobody knows there are none', async () => {
    expect(await ask('hover', 'version: 1\nsources: a.jpg\nsteps:\n  - image/no^thing: 1\n')).toBeNull()
  })
})

/** A text after the edits of an answer. */
function applied(text: string, edit: WorkspaceEdit | null): string {
  const lines = text.split('\n')
  const all = edit?.changes?.['untitled:a.yaml'] ?? []
  for (const { range, newText } of all
    .toReversed()
    .toSorted((a, b) => b.range.start.character - a.range.start.character)) {
    const line = lines[range.start.line] ?? ''
    lines[range.start.line] = line.slice(0, range.start.character) + newText + line.slice(range.end.character)
  }
  return lines.join('\n')
}

describe('renaming', () => {
  test.each([
    [
      'wid^th: 200',
      'width',
      'side',
      RECIPE.replace('  width: 200', '  side: 200')
        .replace(/\$\{width/g, '${side')
        .replace('* width', '* side'),
    ],
    [
      '${wid^th:-10}',
      'width',
      'side',
      RECIPE.replace('  width: 200', '  side: 200')
        .replace(/\$\{width/g, '${side')
        .replace('* width', '* side'),
    ],
    ['"long-^name"', 'long-name', 'short', RECIPE.replaceAll('long-name', 'short')],
    ['{ quali^ty: [', 'quality', 'q', RECIPE.replace('quality: [', 'q: [').replace('${quality', '${q')],
    ['use: sm^all', 'small', 'tiny', RECIPE.replaceAll('small', 'tiny')],
  ])('at %s', async (marked, placeholder, newName, expected) => {
    const text = RECIPE.replace(marked.replace('^', ''), marked)
    expect(text).not.toBe(RECIPE)
    expect(await ask('prepareRename', text)).toMatchObject({ placeholder })
    expect(applied(RECIPE, await ask<WorkspaceEdit>('rename', text, { newName }))).toBe(expected)
  })

  test('is not there for other words, nor for what is no name', async () => {
    expect(await ask('prepareRename', RECIPE.replace('lower', 'lo^wer'))).toBeNull()
    expect(await ask('prepareRename', RECIPE.replace('source.barename', 'source.bare^name'))).toBeNull()
    await expect(ask('rename', RECIPE.replace('width: 200', 'wid^th: 200'), { newName: '2 b' })).rejects.toThrow(
      '"2 b" cannot be a name; expected letters, digits, "_" or "-", with a letter or "_" first.',
    )
  })
})

test('the files that a recipe includes are links', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-links-'))
  const file = path.join(folder, 'a.yaml')
  const uri = pathToFileURL(file).href
  client = await connect()
  await client.open(uri, 'yaml', 'version: 1\ninclude: [parts/a.yaml, "b.yaml"]\nsources: a.jpg\nsteps: [image/info]\n')
  const links = await client.ask<{ target: string; range: { start: { character: number } } }[]>('documentLink', uri)
  rmSync(folder, { recursive: true })
  expect(links.map(({ target, range }) => [target, range.start.character])).toEqual([
    [pathToFileURL(path.join(folder, 'parts/a.yaml')).href, 10],
    [pathToFileURL(path.join(folder, 'b.yaml')).href, 25],
  ])
})

describe('actions on a string', () => {
  const FILES = { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } } }

  async function actionsAt(uri: string, marked: string, length = 0): Promise<CodeAction[]> {
    client = await connect(FILES)
    const { text, position } = caretIn(marked)
    await client.open(uri, 'oss-process', text)
    const end = { ...position, character: position.character + length }
    return client.ask('codeAction', uri, {
      range: { start: position, end },
      context: { only: ['refactor'], diagnostics: [] },
    })
  }

  test.each([
    ['image/watermark,text_SGVs^bG8', 0, 'Decode "Hello" for editing', 'Hello'],
    ['image/watermark,text_^你好', 0, 'Encode as Base64', '5L2g5aW9'],
    ['image/watermark,text_^a b/c', 5, 'Encode as Base64', 'YSBiL2M'],
  ])('in %s', async (marked, length, title, newText) => {
    const actions = await actionsAt('untitled:a.oss', marked, length)
    const action = actions.find(one => one.title === title)
    expect(action?.edit?.changes?.['untitled:a.oss']).toMatchObject([{ newText, range: { start: { character: 21 } } }])
  })

  test('a whole string is shown as a recipe, in a file of its own', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-recipe-'))
    writeFileSync(path.join(folder, 'a.recipe.yaml'), '')
    const uri = pathToFileURL(path.join(folder, 'a.oss')).href
    const actions = await actionsAt(uri, 'image/resize,w_^200')
    rmSync(folder, { recursive: true })
    const target = pathToFileURL(path.join(folder, 'a-2.recipe.yaml')).href
    const zero = { line: 0, character: 0 }
    expect(actions).toEqual([
      {
        title: 'Show as a recipe',
        kind: 'refactor.rewrite',
        edit: {
          documentChanges: [
            { kind: 'create', uri: target },
            {
              textDocument: { uri: target, version: null },
              edits: [
                {
                  range: { start: zero, end: zero },
                  newText: 'version: 1\nsteps:\n  - image/resize:\n      width: 200\n',
                },
              ],
            },
          ],
        },
      },
    ])
  })
})

test('sizes stand behind operations where the editor names the source', async () => {
  client = await connect({}, { initializationOptions: { source: '4000x3000,jpg' } })
  await client.open('untitled:a.ts', 'typescript', "u = 'image/resize,w_200/format,webp'")
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }
  expect(await client.ask('inlayHint', 'untitled:a.ts', { range })).toEqual([
    { position: { line: 0, character: 23 }, label: '200 x 150', paddingLeft: true },
    { position: { line: 0, character: 35 }, label: '200 x 150 webp', paddingLeft: true },
  ])
})

test('signature and selection are told in the units and places of the host', async () => {
  client = await connect({ general: { positionEncodings: ['utf-8'] } })
  const { text, position } = caretIn("u = '图'; v = 'image/resize,w_2^00'")
  await client.open('untitled:a.py', 'python', text)
  const at = { ...position, character: position.character + 2 }
  expect(await client.ask('signatureHelp', 'untitled:a.py', { position: at })).toMatchObject({
    signatures: [{ label: 'resize,m_,w_,h_,l_,s_,p_,P_,limit_,color_', documentation: 'image/resize: Resize' }],
    activeSignature: 0,
    activeParameter: 1,
  })
  const ranges = await client.ask('selectionRange', 'untitled:a.py', { positions: [at] })
  const range = (start: number, end: number) => ({
    start: { line: 0, character: start },
    end: { line: 0, character: end },
  })
  expect(ranges).toMatchObject([{ range: range(31, 34), parent: { range: range(29, 34) } }])
})
