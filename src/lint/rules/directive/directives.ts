import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import type { MessageData, RawDiagnostic } from '../../../language/diagnostic.ts'
import type { Edit } from '../../../language/edit.ts'
import { countWhile } from '../../../language/element.ts'
import { positionsOf } from '../../../language/position.ts'
import { meantHint, nearest } from '../../../language/suggest.ts'
import type { Span } from '../../../language/tree.ts'

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
  /(?<open>\{\/\*|\/\*+|<!--|<%--|<%#|\{\{!(?:--)?|\{#|@\*|\(\*|--\[\[|(?<!\/)\/\/+|(?<!#)#+|(?<!-)--+|(?<!;);+|(?<!%)%+|\bREM\b|'(?=[ \t]))[ \t]*oss-process-(?<kind>disable-next-line|disable-line|disable-file|disable|enable)(?![\w-])(?<rest>[^\r\n]*)/g

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

type DirectiveKind = 'next-line' | 'line' | 'file' | 'block' | 'enable'

/** One rule of a directive, or all rules. */
interface DirectiveRule {
  readonly rule: string | undefined
  readonly span: Span
  used: boolean
}

/** A comment that switches rules off or on. */
export interface Directive {
  readonly kind: DirectiveKind
  readonly line: number
  /** The comment with its opener and closer. */
  readonly span: Span
  readonly entries: readonly DirectiveRule[]
  /** The range of offsets in which findings are dropped. */
  from: number
  to: number
}

/** A finding, and where the string starts that it is about. */
export interface LocatedFinding {
  readonly diagnostic: Pick<RawDiagnostic, 'ruleId' | 'span'>
  readonly stringStart: number
}

/** What directives left over, and what is wrong with them. */
export interface Directed {
  readonly isKept: (located: LocatedFinding) => boolean
  /**
   * Directives of the text without a use: all, those that end in it, or those that hold behind it. To be asked for when all findings
   * went through `isKept`.
   */
  readonly unused: (which?: 'ended' | 'open') => readonly RawDiagnostic[]
  /** The directives that hold in the text behind, too, where that is a piece of the same file. */
  readonly open: readonly Directive[]
}

/** What a text without directives gives. */
export const NOT_DIRECTED: Directed = { isKept: () => true, unused: () => [], open: [] }

/** Directives that hold for one finding are looked at up to this number; nobody nests more, and reading stays linear. */
const MOST_NESTED = 64

/**
 * Reads the directives of a host text. `ruleIds` are those that exist; `carried` those of the pieces before that hold here; `off` the rules
 * that do not run, with undefined where one is off that otherwise runs: nobody can tell whether a directive for those is needed.
 */
export function readDirectives(
  text: string,
  ruleIds: ReadonlySet<string>,
  carried: readonly Directive[] = [],
  off: ReadonlySet<string | undefined> = new Set(),
): Directed {
  if (carried.length === 0 && !text.includes(MARK)) return NOT_DIRECTED
  const position = positionsOf(text)
  const lineOf = (offset: number) => position(offset).line
  const own = Array.from(text.matchAll(DIRECTIVE), match => toDirective(match, text, lineOf))
  const directives = [...carried.map(directive => ({ ...directive, from: 0, to: text.length })), ...own]
  if (directives.length === 0) return NOT_DIRECTED
  const idle = closeBlocks(directives)
  const lines = lineOf(text.length) - 1
  const isOpen = ({ kind, line, to }: Directive) =>
    kind === 'file' || (kind === 'block' && to === text.length) || (kind === 'next-line' && line === lines)
  const entriesFor = indexEntries(directives, lineOf)
  return {
    open: directives.filter(isOpen).map(directive => ({ ...directive, line: directive.line - lines })),
    isKept: located => {
      const found = entriesFor(located)
      for (const entry of found) entry.used = true
      return found.length === 0
    },
    unused: which =>
      own
        .filter(directive => which === undefined || isOpen(directive) === (which === 'open'))
        .flatMap(directive => {
          const remove = () => removal(directive, text, position(directive.span.start).column - 1)
          const unused = directive.entries.filter(({ used, rule }) => !used && !off.has(rule))
          if (directive.kind !== 'enable') return unusedEntries({ ...directive, unused }, text, ruleIds, remove)
          return idle.has(directive) ? [report(directive.span, 'nothingToEnable', {}, remove())] : []
        }),
  }
}

/** Finds the entries that switch a finding off. */
function indexEntries(
  directives: readonly Directive[],
  lineOf: (offset: number) => number,
): (located: LocatedFinding) => readonly DirectiveRule[] {
  const byLine = new Map<string, DirectiveRule[]>()
  const byRule = new Map<string, { readonly directive: Directive; readonly entry: DirectiveRule }[]>()
  for (const directive of directives) {
    if (directive.kind === 'enable') continue
    for (const entry of directive.entries) {
      const { kind, line } = directive
      if (kind === 'line' || kind === 'next-line')
        pushTo(byLine, `${kind === 'line' ? line : line + 1} ${entry.rule ?? ''}`, entry)
      else pushTo(byRule, entry.rule ?? '', { directive, entry })
    }
  }
  return ({ diagnostic: { ruleId, span }, stringStart }) => {
    const lines = new Set([lineOf(span.start), lineOf(stringStart)])
    return ['', ruleId].flatMap(rule => [
      ...[...lines].flatMap(line => (byLine.get(`${line} ${rule}`) ?? []).slice(0, MOST_NESTED)),
      ...lastStarted(byRule.get(rule) ?? [], span.start).flatMap(({ directive, entry }) =>
        span.start >= directive.from && span.start < directive.to ? [entry] : [],
      ),
    ])
  }
}

function pushTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

/** The last ones of a list in the order of the text that start at or before an offset, and those of the whole file. */
function lastStarted<T extends { readonly directive: Directive }>(list: readonly T[], offset: number): readonly T[] {
  if (list.length <= MOST_NESTED) return list
  const count = countWhile(list, ({ directive }) => (directive.from ?? 0) <= offset)
  return list.slice(Math.max(0, count - MOST_NESTED), count)
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
  const entries = Array.from(names.matchAll(/[\w-]+(?:\/[\w-]+)*/g), ({ 0: rule, index }) => ({
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

const KINDS: Readonly<Record<string, DirectiveKind>> = {
  'disable-next-line': 'next-line',
  'disable-line': 'line',
  'disable-file': 'file',
  disable: 'block',
  enable: 'enable',
}

/** Ends each block at the next directive that switches its rules on; the result are those that end nothing. */
function closeBlocks(directives: readonly Directive[]): ReadonlySet<Directive> {
  const idle = new Set<Directive>()
  let open: Directive[] = []
  for (const directive of directives) {
    if (directive.kind === 'block') open = [...open.slice(1 - MOST_NESTED), directive]
    if (directive.kind !== 'enable') continue
    const wanted = new Set(directive.entries.map(({ rule }) => rule))
    const isEnded = ({ entries }: Directive) =>
      wanted.has(undefined) || entries.every(({ rule }) => rule !== undefined && wanted.has(rule))
    const ended = open.filter(isEnded)
    for (const block of ended) block.to = directive.span.start
    open = open.filter(block => !ended.includes(block))
    if (ended.length === 0) idle.add(directive)
  }
  return idle
}

function unusedEntries(
  { unused, ...directive }: Directive & { readonly unused: Directive['entries'] },
  text: string,
  ruleIds: ReadonlySet<string>,
  remove: () => readonly Edit[],
): readonly RawDiagnostic[] {
  const all =
    unused.length === directive.entries.length && unused.every(({ rule }) => rule === undefined || ruleIds.has(rule))
  return unused.map((entry, index) => {
    const { rule, span } = entry
    const fix = !all ? entryRemoval(text, span) : index === 0 ? remove() : undefined
    if (rule === undefined) return report(directive.span, 'unusedAll', {}, fix)
    if (ruleIds.has(rule)) return report(span, 'unused', { rule }, fix)
    return report(span, 'unknownRule', { rule, hint: meantHint(nearest(rule, ruleIds)) }, undefined)
  })
}

function report(
  span: Span,
  messageId: keyof typeof DIRECTIVE_MESSAGES,
  data: MessageData,
  fix: readonly Edit[] | undefined,
): RawDiagnostic {
  const template = DIRECTIVE_MESSAGES[messageId]
  return { ruleId: 'unused-directive', messageId, data, severity: 'warning', template, span, ...(fix && { fix }) }
}

/** Takes one rule out of a list, with a comma beside it. */
function entryRemoval(text: string, { start, end }: Span): readonly Edit[] {
  const behind = /^\s*,\s*/.exec(text.slice(end, end + 20))?.[0].length ?? 0
  const before = behind > 0 ? 0 : (/\s*,?\s*$/.exec(text.slice(Math.max(0, start - 20), start))?.[0].length ?? 0)
  return [{ span: { start: start - before, end: end + behind }, text: '' }]
}

/** Longer lines were not written by hand, and a comment does not stand alone in them. */
const LONGEST_LINE = 1000

/** Takes the comment out; its whole line when nothing else stands in it. */
function removal({ span }: Directive, text: string, column: number): readonly Edit[] {
  const before = text.slice(span.start - Math.min(column, LONGEST_LINE), span.start)
  const [behind = ''] = text.slice(span.end, span.end + LONGEST_LINE).split('\n', 1)
  const isLast = behind.trim() === '' && behind.length < LONGEST_LINE
  const isAlone = isLast && column < LONGEST_LINE && before.trim() === ''
  if (isAlone) {
    const lineEnd = span.end + behind.length
    return [{ span: { start: span.start - column, end: Math.min(lineEnd + 1, text.length) }, text: '' }]
  }
  const start = isLast ? span.start - (before.length - before.trimEnd().length) : span.start
  return [{ span: { start, end: span.end }, text: '' }]
}
