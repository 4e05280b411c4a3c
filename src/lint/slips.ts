import { findCategory, findOperation } from '../catalogue/catalogue.ts'
import type { RawDiagnostic } from '../language/diagnostic.ts'
import type { Edit } from '../language/edit.ts'
import { blankMistake } from '../language/mistakes.ts'
import { HOLE, type Span } from '../language/tree.ts'
import { FULL_WIDTH_MESSAGE } from './rules/string/full-width.ts'
import { SEMICOLON_MESSAGE } from './rules/string/wrong-separator.ts'
import { syntaxDiagnostic } from './syntax-diagnostic.ts'

/** A text as it was meant, without slips of the keyboard, and what is said of those. */
export interface Slips {
  readonly plain: string
  readonly diagnostics: readonly RawDiagnostic[]
  /** A span of the plain text in the text as it is written. */
  toWritten(span: Span): Span
}

/** Semicolons, full-width forms and what a Chinese keyboard writes for "/" and "_", and blanks. */
const SLIP = /[ \t]{0,4};[ \t]{0,4}|[\uFF01-\uFF5E\u3000\u3001]|\u2014{1,2}|[\s\p{Cc}]+/gu
const OFFSET = 0xfee0
const CHINESE = /[\u2E80-\u9FFF\uAC00-\uD7AF]/
const EDGE_BEFORE = /(?:^|[/,|{;\u3000\u3001\uFF0C\uFF0F\uFF1B\uFF5C])$/
const EDGE_BEHIND = /^(?:$|[/,|};\u3000\u3001\uFF0C\uFF0F\uFF1B\uFF5C])/
/** The word behind a sign that parts two, with the separator that follows it. */
const WORD_BEHIND = /^[\s\u3000]{0,4}([a-z][a-z0-9-]{0,30})([_,/|\uFF3F\uFF0C\uFF0F\u3001]|$)/
const NEAR = 64

/** Finds the slips of a text; undefined where it has none, or nothing else. */
export function findSlips(text: string): Slips | undefined {
  const edits: Edit[] = []
  const signs: Edit[] = []
  const diagnostics: RawDiagnostic[] = []
  for (const { 0: found, index: start } of text.matchAll(SLIP)) {
    const span = { start, end: start + found.length }
    const before = text.slice(Math.max(0, start - NEAR), start)
    const behind = text.slice(span.end, span.end + NEAR)
    const meant = meantBy(found, before, behind)
    if (meant === undefined) continue
    const edit = { span, text: meant }
    edits.push(edit)
    if (found.includes(';')) diagnostics.push(semicolon(edit))
    else if (/^[\s\p{Cc}]/u.test(found) && found !== '\u3000') {
      // Alone in the place of a stage or an operation it is what makes that empty, which is told.
      if (/(?:^|[/|{])$/.test(before) && EDGE_BEHIND.test(behind)) continue
      diagnostics.push(syntaxDiagnostic({ ...blankMistake(found, start, text), fix: [edit] }))
    } else signs.push(edit)
  }
  if (edits.length === 0) return undefined
  const [first] = signs
  if (first) diagnostics.push(fullWidth(first, text, signs))
  const plain = plainOf(text, edits)
  return plain.text === '' ? undefined : { plain: plain.text, diagnostics, toWritten: plain.toWritten }
}

/** What was meant by a sign between two texts; undefined where it may be meant as it stands. */
function meantBy(found: string, before: string, behind: string): string | undefined {
  if (/[;\uFF1B\u3001]/.test(found)) return separatorBefore(behind, found === '\u3001')
  // What is filled in beside a blank may be anything.
  if (/\s/.test(found) && (before.endsWith(HOLE) || behind.startsWith(HOLE))) return undefined
  if (found === '\u3000' || /^[\s\p{Cc}]/u.test(found)) {
    // Alone in the place of an operation it is the name of one.
    if (before.endsWith('/') && /^[/|]/.test(behind)) return undefined
    return EDGE_BEFORE.test(before) || EDGE_BEHIND.test(behind) ? '' : undefined
  }
  if (found.startsWith('\u2014')) return /[a-z]$/.test(before) && /^\w/.test(behind) ? '_' : undefined
  if (found === '\uFF1A' && findCategory(/[a-z]*$/.exec(before)?.[0] ?? '')) return '/'
  if (found === '\uFF1A' && /[,\uFF0C][a-z]+$/.test(before)) return '_'
  const isText = CHINESE.test(before.at(-1) ?? '') || CHINESE.test(behind[0] ?? '')
  if (isText && !(/[\uFF0C\uFF0F]/.test(found) && WORD_BEHIND.test(behind))) return undefined
  return String.fromCharCode(found.charCodeAt(0) - OFFSET)
}

/** The separator that belongs before a word: "/" before an operation, and "," before a parameter. */
function separatorBefore(behind: string, mayBeSlash: boolean): string | undefined {
  const [, word, next = ''] = WORD_BEHIND.exec(behind) ?? []
  if (word === undefined) return undefined
  if (/[_\uFF3F]/.test(next)) return ','
  return findOperation('image', word) || mayBeSlash ? '/' : next === '' ? undefined : ','
}

function semicolon(edit: Edit): RawDiagnostic {
  const data = { found: ';', expected: edit.text }
  const { span } = edit
  return {
    ruleId: 'wrong-separator',
    messageId: 'sign',
    data,
    severity: 'error',
    template: SEMICOLON_MESSAGE,
    span,
    fix: [edit],
  }
}

function fullWidth({ span, text: plain }: Edit, text: string, fix: readonly Edit[]): RawDiagnostic {
  const data = { found: text.slice(span.start, span.end), plain }
  return { ruleId: 'full-width', messageId: 'sign', data, severity: 'error', template: FULL_WIDTH_MESSAGE, span, fix }
}

function plainOf(
  text: string,
  edits: readonly Edit[],
): { readonly text: string; readonly toWritten: Slips['toWritten'] } {
  let plain = ''
  const starts: number[] = []
  let at = 0
  const keep = (end: number) => {
    for (; at < end; at++) starts.push(at)
  }
  for (const { span, text: meant } of edits) {
    plain += text.slice(at, span.start) + meant
    keep(span.start)
    for (const _ of meant) starts.push(at)
    at = span.end
  }
  plain += text.slice(at)
  keep(text.length)
  starts.push(text.length)
  const startOf = (offset: number) => starts[offset] ?? text.length
  const toWritten = ({ start, end }: Span) => ({
    start: startOf(start),
    end: end > start ? startOf(end - 1) + 1 : startOf(end),
  })
  return { text: plain, toWritten }
}
