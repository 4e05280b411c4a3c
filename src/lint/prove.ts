import type { RawDiagnostic } from '../language/diagnostic.ts'
import { applyEdits, bySpan, type Edit } from '../language/edit.ts'
import { countWhile } from '../language/element.ts'
import type { Span } from '../language/tree.ts'

/** How often a text is read again to try its fixes, however many there are. */
const MAXIMUM_TRIES = 4

/** Of more fixes than this in one text none is tried alone, so that time stays linear in the text. */
const MAXIMUM_ALONE = 8

/** What proving has to know of a finding. */
type Fixable = Pick<RawDiagnostic, 'ruleId' | 'messageId' | 'severity' | 'span' | 'fix'>

/** What a text was found to hold: findings, and the process strings themselves where it is a text around some. */
export interface TextFindings<D extends Fixable = Fixable> {
  readonly diagnostics: readonly D[]
  readonly strings?: readonly Span[]
}

/**
 * Which fixes are right: made together, each of them takes its finding away, and brings no error and loses no string in its neighbourhood.
 * `relint` says what a fixed text holds. It is called a few times and not once a fix, so that time stays linear in the text.
 */
export function proveFixes<D extends Fixable>(
  text: string,
  before: TextFindings<D>,
  relint: (fixed: string) => TextFindings,
): ReadonlySet<D> {
  const proven = new Set<D>()
  let open = before.diagnostics.filter(({ fix }) => fix)
  for (let tries = 0; tries < MAXIMUM_TRIES && open.length > 0; tries++) {
    const batch = chooseFixes(open)
    const bad = tryFixes(text, batch, before, relint)
    // What was tried together with a fix that is wrong is tried again without it.
    if (bad.size === 0) for (const diagnostic of batch) proven.add(diagnostic)
    open = open.filter(diagnostic => !proven.has(diagnostic) && !bad.has(diagnostic))
  }
  return proven
}

/**
 * Like `proveFixes`, for readers who may make one fix and leave the others: each is right without them, too.
 * The slash before `sys/saveas` must become "|", but where a line break stands in the key, that only moves the error there.
 */
export function proveSingleFixes<D extends Fixable>(
  text: string,
  before: TextFindings<D>,
  relint: (fixed: string) => TextFindings,
): ReadonlySet<D> {
  const proven = proveFixes(text, before, relint)
  if (proven.size === 1 || proven.size > MAXIMUM_ALONE) return proven
  return new Set([...proven].filter(diagnostic => tryFixes(text, [diagnostic], before, relint).size === 0))
}

/** Makes fixes at once, and tells which of them are wrong. */
function tryFixes<D extends Fixable>(
  text: string,
  batch: readonly D[],
  before: TextFindings,
  relint: (fixed: string) => TextFindings,
): ReadonlySet<D> {
  const edits = batch.flatMap(({ fix = [] }) => fix).toSorted(bySpan)
  return findBad(batch, edits, before, relint(applyEdits(text, edits)))
}

/** Findings whose fixes can be made at once: of two that touch, the first one. */
export function chooseFixes<D extends Pick<Fixable, 'fix'>>(diagnostics: readonly D[]): readonly D[] {
  const taken: Edit[] = []
  return diagnostics.filter(({ fix }) => {
    if (!fix || fix.length === 0 || !fix.every(edit => isFree(edit, taken))) return false
    for (const edit of fix) taken.splice(placeOf(edit, taken), 0, edit)
    return true
  })
}

/** True for an edit that touches none of some others, which are sorted. */
function isFree({ span }: Edit, sorted: readonly Edit[]): boolean {
  const at = placeOf({ span, text: '' }, sorted)
  const [before, behind] = [sorted[at - 1]?.span, sorted[at]?.span]
  if (before && (before.start === span.start || before.end > span.start)) return false
  return !behind || (behind.start !== span.start && behind.start >= span.end)
}

/** Where an edit belongs among sorted ones. */
function placeOf({ span }: Edit, sorted: readonly Edit[]): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = sorted[middle]
    if (other && other.span.start <= span.start) low = middle + 1
    else high = middle
  }
  return low
}

/** The findings of a batch whose fix leaves them, brings more errors than it takes away, or makes strings vanish. */
function findBad<D extends Fixable>(
  batch: readonly D[],
  edits: readonly Edit[],
  before: TextFindings,
  after: TextFindings,
): ReadonlySet<D> {
  const left = new Set<string>()
  const balance = new Map<D, number>()
  const ownerOf = nearestOwner(batch)
  const blame = (position: number, by: number) => {
    const owner = ownerOf(position)
    if (owner) balance.set(owner, (balance.get(owner) ?? 0) + by)
  }
  const originally = originalPositions(edits)
  for (const { span, ...diagnostic } of after.diagnostics) {
    const position = originally(span.start)
    left.add(keyOf(diagnostic, position))
    if (diagnostic.severity === 'error') blame(position, 1)
  }
  for (const { severity, span } of before.diagnostics) if (severity === 'error') blame(span.start, -1)
  for (const { start } of after.strings ?? []) blame(originally(start), -1)
  for (const { start } of before.strings ?? []) blame(start, 1)
  const isBad = (diagnostic: D) =>
    left.has(keyOf(diagnostic, diagnostic.span.start)) || (balance.get(diagnostic) ?? 0) > 0
  return new Set(batch.filter(isBad))
}

function keyOf({ ruleId, messageId }: Pick<Fixable, 'ruleId' | 'messageId'>, position: number): string {
  return `${position} ${ruleId} ${messageId}`
}

/** The finding of a batch whose fix stands at or before an offset, or else the first one. */
function nearestOwner<D extends Fixable>(batch: readonly D[]): (position: number) => D | undefined {
  const places = batch.map(owner => ({ owner, start: Math.min(...(owner.fix ?? []).map(({ span }) => span.start)) }))
  places.sort((a, b) => a.start - b.start)
  return position => places[Math.max(0, countWhile(places, ({ start }) => start <= position) - 1)]?.owner
}

/** Maps offsets of a fixed text, which come in any order, to the text before; what an edit wrote belongs to its start. */
function originalPositions(edits: readonly Edit[]): (offset: number) => number {
  const marks: { readonly from: number; readonly to: number; readonly start: number; readonly end: number }[] = []
  let shift = 0
  for (const { span, text } of edits) {
    const from = span.start + shift
    marks.push({ from, to: from + text.length, start: span.start, end: span.end })
    shift += text.length - (span.end - span.start)
  }
  return offset => {
    let low = 0
    let high = marks.length
    while (low < high) {
      const middle = (low + high) >> 1
      const mark = marks[middle]
      if (mark && mark.from <= offset) low = middle + 1
      else high = middle
    }
    const mark = marks[low - 1]
    if (!mark) return offset
    return offset < mark.to ? mark.start : mark.end + offset - mark.to
  }
}
