import { type Diagnostic, fillMessage, type Locale, type Localized, rulePage } from '../language/diagnostic.ts'
import type { Edit } from '../language/edit.ts'
import { positionsOf } from '../language/position.ts'
import { nearest } from '../language/suggest.ts'
import type { Span } from '../language/tree.ts'

/** What is said of directives. */
export const DIRECTIVE_MESSAGES: {
  readonly unused: Localized
  readonly unusedAll: Localized
  readonly unknownRule: Localized
  readonly nothingToEnable: Localized
} = {
  unused: {
    en: 'The directive switches {rule} off, but it reports nothing here; expected no directive.',
    zh: '指令关闭了 {rule}，但它在这里没有报告任何问题；应删除指令。',
  },
  unusedAll: {
    en: 'The directive switches all rules off, but none reports anything here; expected no directive.',
    zh: '指令关闭了所有规则，但这里没有任何问题；应删除指令。',
  },
  unknownRule: {
    en: 'The directive names the rule "{rule}", which does not exist.{hint}',
    zh: '指令中的规则 "{rule}" 不存在。{hint}',
  },
  nothingToEnable: {
    en: 'The directive switches rules on that no directive before it switched off; expected no directive.',
    zh: '指令重新打开规则，但前面没有指令关闭它们；应删除指令。',
  },
}

/** Every directive holds this, so that most files need no closer look. */
const MARK = 'oss-process-'

/** A comment that opens directly before the directive, in the comment syntaxes of host languages. */
const DIRECTIVE =
  /(?<open>\{\/\*|\/\*+|<!--|<%--|<%#|\{\{!(?:--)?|\{#|@\*|\(\*|--\[\[|\/\/+|#+|--+|;+|%+|\bREM\b|'(?=[ \t]))[ \t]*oss-process-(?<kind>disable-next-line|disable-line|disable-file|disable|enable)(?![\w-])(?<rest>[^\r\n]*)/g

/** How a comment ends that has an end; the others end with the line. */
const CLOSERS: Readonly<Record<string, string>> = {
  '{/*': '*/}',
  '/*': '*/',
  '/**': '*/',
  '<!--': '-->',
  '<%--': '--%>',
  '<%#': '%>',
  '{{!--': '--}}',
  '{{!': '}}',
  '{#': '#}',
  '@*': '*@',
  '(*': '*)',
  '--[[': ']]',
}

type Kind = 'next-line' | 'line' | 'file' | 'block' | 'enable'

/** One rule of a directive, or all rules. */
interface Entry {
  readonly rule: string | undefined
  readonly span: Span
  used: boolean
}

/** A comment that switches rules off or on. */
export interface Directive {
  readonly kind: Kind
  readonly line: number
  /** The comment with its opener and closer. */
  readonly span: Span
  readonly entries: readonly Entry[]
  /** The range of offsets in which findings are dropped. */
  from: number
  to: number
}

/** A finding, and where the string starts that it is about. */
export interface Located {
  readonly diagnostic: Diagnostic
  readonly stringStart: number
}

/** What directives left over, and what is wrong with them. */
export interface Directed {
  readonly isKept: (located: Located) => boolean
  /**
   * Directives of the text without a use: all, those that end in it, or those that hold behind it. To be asked for when all findings
   * went through `isKept`.
   */
  readonly unused: (which?: 'ended' | 'open') => readonly Diagnostic[]
  /** The directives that hold in the text behind, too, where that is a piece of the same file. */
  readonly open: readonly Directive[]
}

const KEEP_ALL: Directed = { isKept: () => true, unused: () => [], open: [] }

/** Reads the directives of a host text. `ruleIds` are those that exist; `carried` those of the pieces before that hold here. */
export function readDirectives(
  text: string,
  ruleIds: ReadonlySet<string>,
  locale: Locale,
  carried: readonly Directive[] = [],
): Directed {
  if (carried.length === 0 && !text.includes(MARK)) return KEEP_ALL
  const lineOf = (offset: number) => position(offset).line
  const position = positionsOf(text)
  const own = Array.from(text.matchAll(DIRECTIVE), match => toDirective(match, text, lineOf))
  const directives = [...carried.map(directive => ({ ...directive, from: 0, to: text.length })), ...own]
  if (directives.length === 0) return KEEP_ALL
  const idle = closeBlocks(directives, text.length)
  const lines = lineOf(text.length) - 1
  const isOpen = ({ kind, line, to }: Directive) =>
    kind === 'file' || (kind === 'block' && to === text.length) || (kind === 'next-line' && line === lines)
  return {
    open: directives.filter(isOpen).map(directive => ({ ...directive, line: directive.line - lines })),
    isKept: ({ diagnostic, stringStart }) => {
      const found = directives.flatMap(directive =>
        covers(directive, diagnostic.span.start, stringStart, lineOf)
          ? directive.entries.filter(({ rule }) => rule === undefined || rule === diagnostic.ruleId)
          : [],
      )
      for (const entry of found) entry.used = true
      return found.length === 0
    },
    unused: which =>
      own
        .filter(directive => which === undefined || isOpen(directive) === (which === 'open'))
        .flatMap(directive =>
          directive.kind === 'enable'
            ? idle.has(directive)
              ? [report(directive.span, 'nothingToEnable', {}, removal(directive, text), locale)]
              : []
            : unusedEntries(directive, text, ruleIds, locale),
        ),
  }
}

/** True for a rule that one of some directives switches off in the whole file, also before itself. */
export function isOffInFile(ruleId: string, directives: readonly Directive[]): boolean {
  const found = directives.flatMap(({ kind, entries }) =>
    kind === 'file' ? entries.filter(({ rule }) => rule === undefined || rule === ruleId) : [],
  )
  for (const entry of found) entry.used = true
  return found.length > 0
}

function toDirective(match: RegExpExecArray, text: string, lineOf: (offset: number) => number): Directive {
  const { open = '', kind = '', rest = '' } = match.groups ?? {}
  const start = match.index
  const closer = CLOSERS[open]
  const closed = closer ? rest.indexOf(closer) : -1
  const body = closed < 0 ? rest : rest.slice(0, closed)
  const bodyStart = start + match[0].length - rest.length
  const end = bodyStart + (closed < 0 ? rest.trimEnd().length : closed + (closer?.length ?? 0))
  const line = lineOf(start)
  const names = body.replace(/(?:^|\s)--(?:\s.*)?$/s, '')
  const entries = Array.from(names.matchAll(/[\w-]+/g), ({ 0: rule, index }) => ({
    rule,
    span: { start: bodyStart + index, end: bodyStart + index + rule.length },
    used: false,
  }))
  const span = { start, end }
  return {
    kind: KINDS[kind] ?? 'block',
    line,
    span,
    entries: entries.length > 0 ? entries : [{ rule: undefined, span, used: false }],
    from: kind === 'disable-file' ? 0 : end,
    to: text.length,
  }
}

const KINDS: Readonly<Record<string, Kind>> = {
  'disable-next-line': 'next-line',
  'disable-line': 'line',
  'disable-file': 'file',
  disable: 'block',
  enable: 'enable',
}

/** Ends each block at the next directive that switches its rules on; the result are those that end nothing. */
function closeBlocks(directives: readonly Directive[], length: number): ReadonlySet<Directive> {
  const idle = new Set<Directive>()
  for (const [index, enable] of directives.entries()) {
    if (enable.kind !== 'enable') continue
    const open = directives.slice(0, index).filter(block => block.kind === 'block' && block.to === length)
    const wanted = new Set(enable.entries.map(({ rule }) => rule))
    const ended = open.filter(
      ({ entries }) => wanted.has(undefined) || entries.every(({ rule }) => rule !== undefined && wanted.has(rule)),
    )
    for (const block of ended) block.to = enable.span.start
    if (ended.length === 0) idle.add(enable)
  }
  return idle
}

function covers(
  { kind, line, from, to }: Directive,
  start: number,
  stringStart: number,
  lineOf: (offset: number) => number,
): boolean {
  if (kind === 'enable') return false
  if (kind === 'file' || kind === 'block') return start >= from && start < to
  const wanted = kind === 'next-line' ? line + 1 : line
  return lineOf(start) === wanted || lineOf(stringStart) === wanted
}

function unusedEntries(
  directive: Directive,
  text: string,
  ruleIds: ReadonlySet<string>,
  locale: Locale,
): readonly Diagnostic[] {
  const unused = directive.entries.filter(({ used }) => !used)
  const all =
    unused.length === directive.entries.length && unused.every(({ rule }) => rule === undefined || ruleIds.has(rule))
  return unused.map((entry, index) => {
    const { rule, span } = entry
    const fix = !all ? entryRemoval(text, span) : index === 0 ? removal(directive, text) : undefined
    if (rule === undefined) return report(directive.span, 'unusedAll', {}, fix, locale)
    if (ruleIds.has(rule)) return report(span, 'unused', { rule }, fix, locale)
    const guess = nearest(rule, ruleIds)
    const hint = guess ? (locale === 'zh' ? `是否想写 "${guess}"？` : ` Did you mean "${guess}"?`) : ''
    return report(span, 'unknownRule', { rule, hint }, undefined, locale)
  })
}

function report(
  span: Span,
  messageId: keyof typeof DIRECTIVE_MESSAGES,
  data: Readonly<Record<string, string>>,
  fix: readonly Edit[] | undefined,
  locale: Locale,
): Diagnostic {
  return {
    ruleId: 'unused-directive',
    messageId,
    severity: 'warning',
    message: fillMessage(DIRECTIVE_MESSAGES[messageId], data, locale),
    span,
    url: rulePage('unused-directive'),
    ...(fix && { fix }),
  }
}

/** Takes one rule out of a list, with a comma beside it. */
function entryRemoval(text: string, { start, end }: Span): readonly Edit[] {
  const behind = /^\s*,\s*/.exec(text.slice(end, end + 20))?.[0].length ?? 0
  const before = behind > 0 ? 0 : (/\s*,?\s*$/.exec(text.slice(Math.max(0, start - 20), start))?.[0].length ?? 0)
  return [{ span: { start: start - before, end: end + behind }, text: '' }]
}

/** Takes the comment out; its whole line when nothing else stands in it. */
function removal({ span }: Directive, text: string): readonly Edit[] {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1
  const newline = text.indexOf('\n', span.end)
  const lineEnd = newline < 0 ? text.length : newline
  const before = text.slice(span.start === 0 ? 0 : lineStart, span.start)
  const isAlone = before.trim() === '' && text.slice(span.end, lineEnd).trim() === ''
  if (isAlone)
    return [{ span: { start: span.start - before.length, end: newline < 0 ? lineEnd : newline + 1 }, text: '' }]
  const isLast = text.slice(span.end, lineEnd).trim() === ''
  return [
    {
      span: { start: isLast ? span.start - (before.length - before.trimEnd().length) : span.start, end: span.end },
      text: '',
    },
  ]
}
