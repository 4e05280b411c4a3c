import type { YAMLError } from 'yaml'
import type { Span } from '../language/tree.ts'
import type { RecipeMessageId } from './messages.ts'

/** What the library's error codes are called here. */
const YAML_ERRORS: Readonly<Record<string, RecipeMessageId>> = {
  BAD_ALIAS: 'yaml-start',
  BAD_DIRECTIVE: 'yaml-directive',
  BAD_DQ_ESCAPE: 'yaml-escape',
  BAD_INDENT: 'yaml-indent',
  BAD_SCALAR_START: 'yaml-start',
  BLOCK_AS_IMPLICIT_KEY: 'yaml-nested-key',
  BLOCK_IN_FLOW: 'yaml-block-in-flow',
  DUPLICATE_KEY: 'yaml-key-twice',
  MISSING_CHAR: 'yaml-missing-character',
  MULTIPLE_DOCS: 'yaml-documents',
  MULTILINE_IMPLICIT_KEY: 'yaml-missing-character',
  MULTIPLE_ANCHORS: 'yaml-anchors',
  TAB_AS_INDENT: 'yaml-tab',
  TAG_RESOLVE_FAILED: 'yaml-tag',
  UNEXPECTED_TOKEN: 'yaml-token',
}

/** A mistake of YAML and where it stands. */
export interface YamlMistake extends Span {
  readonly messageId: RecipeMessageId
}

/** The mistakes that errors of the library come from: what follows on the same line comes from the first, and one tab is told for all. */
export function mistakesOf(errors: readonly YAMLError[], text: string): readonly YamlMistake[] {
  const told: YamlMistake[] = []
  const open = errors.length > 0 ? findOpenQuote(text) : undefined
  let line = -1
  for (const error of errors) {
    // Behind the end of what could be read nothing fits.
    if (told.length > 0 && error.message.includes('in YAML stream')) continue
    const mistake = mistakeOf(error, text, open)
    const at = lineStart(text, mistake.start)
    const isTold = at <= line || (mistake.messageId === 'yaml-tab' && told.some(one => one.messageId === 'yaml-tab'))
    if (!isTold) told.push(mistake)
    line = Math.max(line, lineStart(text, mistake.end - 1), at)
  }
  return told
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end
}

/** A value without quotes in which a colon and a blank stand. */
const WITH_COLON = /^[^\s"'[\]{}#][^\n]*?:\s/

function mistakeOf({ code, pos, message }: YAMLError, text: string, open: OpenQuote | undefined): YamlMistake {
  // The library counts on behind the end of the text.
  const [start = 0, end = 0] = pos.map(offset => Math.min(offset, text.length))
  const messageId = YAML_ERRORS[code] ?? 'yaml-syntax'
  const behind = lineEnd(text, start)
  const isFirst = text.slice(lineStart(text, start), start).trim() === ''
  if (code === 'BLOCK_AS_IMPLICIT_KEY') {
    if (isFirst) return { messageId: 'yaml-indent', start, end }
    if (WITH_COLON.test(text.slice(start, behind))) return { messageId: 'yaml-colon', start, end: behind }
    return { messageId: 'yaml-indent', start: Math.min(behind + 1, text.length), end: lineEnd(text, behind + 1) }
  }
  if (code === 'BLOCK_IN_FLOW' && WITH_COLON.test(text.slice(start, end)))
    return { messageId: 'yaml-colon', start, end }
  if (code === 'BAD_INDENT' && /[}\]]/.test(text[start] ?? '')) return { messageId: 'yaml-bracket', start, end }
  if (code === 'MISSING_CHAR' && /closing .quote/.test(message)) return unclosed(open) ?? { messageId, start, end }
  if (code === 'UNEXPECTED_TOKEN') return unexpected(text, start, end, open)
  return { messageId, start, end: code === 'MULTILINE_IMPLICIT_KEY' ? Math.min(end, behind) : end }
}

/** A text in quotes, or what one opens that nothing closes. */
const QUOTED = /(?<=^|[\s[{,])(?:"(?:\\[\s\S]|[^"\\])*"?|'(?:''|[^'])*'?)/gm

/** A quote that is not closed on its line, and where that line ends. */
interface OpenQuote {
  readonly start: number
  readonly lineEnd: number
}

function findOpenQuote(text: string): OpenQuote | undefined {
  for (const { 0: quoted, index: start } of text.matchAll(QUOTED)) {
    const end = quoted.indexOf('\n')
    if (end >= 0) return { start, lineEnd: start + end }
  }
  return undefined
}

const unclosed = (open: OpenQuote | undefined): YamlMistake | undefined =>
  open && { messageId: 'yaml-unclosed', start: open.start, end: open.start + 1 }

/** What stands where nothing can: behind a quote or a bracket that ended the value too early, or a bracket too many. */
function unexpected(text: string, start: number, end: number, open: OpenQuote | undefined): YamlMistake {
  const line = text.slice(lineStart(text, start), start).trimEnd()
  const before = line.at(-1) ?? ''
  const found = text.slice(start, end)
  if (found === '-') return { messageId: 'yaml-nested-key', start, end }
  if (found === '}' || found === ']') return { messageId: 'yaml-bracket', start, end }
  if (/^[\w-]+:\s/.test(text.slice(start))) return { messageId: 'yaml-missing-character', start, end }
  if (before === '}' || before === ']') return { messageId: 'yaml-braces', start, end }
  if (before !== '"' && before !== "'") return { messageId: 'yaml-token', start, end }
  return (open && open.lineEnd < start && unclosed(open)) || { messageId: 'yaml-quote', start, end }
}
