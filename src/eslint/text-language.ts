import { positionsOf } from '../language/position.ts'

/** A place as ESLint counts: lines from 1, columns from 0. */
interface LinePosition {
  readonly line: number
  readonly column: number
}

/** The only node of a text. */
export interface TextNode {
  readonly type: 'Program'
  readonly range: readonly [number, number]
  readonly loc: { readonly start: LinePosition; readonly end: LinePosition }
}

/** What ESLint has of a text that is no JavaScript. */
export interface TextSource {
  readonly ast: TextNode
  readonly text: string
  readonly lines: readonly string[]
  readonly hasBOM: boolean
  getLoc(node: TextNode): TextNode['loc']
  getRange(node: TextNode): TextNode['range']
  getLocFromIndex(index: number): LinePosition
  getText(): string
  traverse(): Iterable<{ type: 'visit'; kind: 1; target: TextNode; phase: 1 | 2; args: readonly unknown[] }>
}

/** A file as ESLint gives it to a language. */
export interface TextFile {
  readonly body: string | Uint8Array
  readonly bom?: boolean
}

/** What ESLint asks of a language. */
export interface TextLanguage {
  readonly fileType: 'text'
  readonly lineStart: 1
  readonly columnStart: 0
  readonly nodeTypeKey: 'type'
  readonly visitorKeys: Readonly<Record<string, string[]>>
  validateLanguageOptions(): void
  parse(file: TextFile): { readonly ok: true; readonly ast: TextNode }
  createSourceCode(file: TextFile, result: { readonly ast: TextNode }): TextSource
}

/** A language of ESLint for files without a parser of their own: lists of process strings, and sources of any language. */
export const textLanguage: TextLanguage = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 0,
  nodeTypeKey: 'type',
  visitorKeys: { Program: [] },
  validateLanguageOptions: () => {},
  parse: ({ body }) => ({ ok: true, ast: nodeOf(textOf(body)) }),
  createSourceCode: ({ body, bom = false }, { ast }) => {
    const text = textOf(body)
    const locate = locator(text)
    return {
      ast,
      text,
      lines: text.split(/\r?\n/),
      hasBOM: bom,
      getLoc: node => node.loc,
      getRange: node => node.range,
      getLocFromIndex: locate,
      getText: () => text,
      traverse: () => ([1, 2] as const).map(phase => ({ type: 'visit', kind: 1, target: ast, phase, args: [ast] })),
    }
  },
}

function textOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body)
}

function nodeOf(text: string): TextNode {
  const locate = locator(text)
  return { type: 'Program', range: [0, text.length], loc: { start: locate(0), end: locate(text.length) } }
}

function locator(text: string): (index: number) => LinePosition {
  const position = positionsOf(text)
  return index => {
    const { line, column } = position(index)
    return { line, column: column - 1 }
  }
}
