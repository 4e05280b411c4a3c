import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync } from 'node:fs'
import { findUtf16 } from '../files/encoding.ts'
import { fileProblem } from '../files/problem.ts'
import { bySpan } from '../language/edit.ts'
import { type Directive, isOffInFile } from '../lint/rules/directive/directives.ts'
import { keepClean } from '../report/clean-strings.ts'
import { placesOf } from '../report/place.ts'
import { type LintedFile, nothingIn } from '../report/report.ts'
import { isGenerated } from './generated.ts'
import { fileInput } from './input.ts'
import { isRecipe } from './is-recipe.ts'
import { lintFile } from './lint-file.ts'
import { lintPiece } from './lint-piece.ts'
import { mayHold, memoryMayHold } from './may-hold.ts'
import { BINARY_HEAD, makeReader, piecesOf, type ReadFile } from './read.ts'
import { makeRequestLines } from './request-lines.ts'
import type { Settings } from './settings.ts'

/** One file to lint: its name, its place, and its text where that is not what stands on the disk. */
export interface LintTask {
  readonly file: string
  readonly path: string
  readonly text?: string
  /** True where the file itself was named, so that it is linted though a program wrote it. */
  readonly named?: boolean
  readonly earlier?: Earlier
}

/** What came of a file when its bytes had this hash. */
export interface Earlier {
  readonly hash: string
  readonly linted: LintedFile
}

/** By what a file is known to be the same: size, time in milliseconds, and a hash of its bytes. */
export interface Stamp {
  readonly size: number
  readonly time: number
  readonly hash: string
}

/** What came of a file. */
export type FileOutcome =
  | { readonly kind: 'linted'; readonly linted: LintedFile; readonly stamp?: Stamp }
  /** A recipe, whose linting is loaded only where there is one. */
  | { readonly kind: 'recipe'; readonly text: string }
  | { readonly kind: 'binary'; readonly isUtf16: boolean }
  | { readonly kind: 'problem'; readonly message: string }

/** How results are kept. */
export interface Keeping {
  /** True where the strings without findings of files that are read in pieces are only counted, and not kept. */
  readonly dropClean: boolean
  /** True where stamps are wanted, for a cache. */
  readonly stamp: boolean
}

/** Whatever stands in a list is linted. */
const LIST = /\.(?:oss|txt)$/i

/** Lints a file on the disk. Never throws. */
export function lintPath(
  task: LintTask,
  settings: Settings,
  keeping: Keeping,
  read: ReadFile = makeReader(),
): FileOutcome {
  try {
    const { file, text } = task
    if (text !== undefined) {
      return isRecipe(file, text)
        ? { kind: 'recipe', text }
        : { kind: 'linted', linted: lintFile(fileInput(file, text), settings) }
    }
    const descriptor = openSync(task.path, 'r')
    try {
      return lintOpened(task, descriptor, settings, keeping, read)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    return { kind: 'problem', message: fileProblem(error, task.file, settings.locale) }
  }
}

function lintOpened(
  { file, named, earlier }: LintTask,
  descriptor: number,
  settings: Settings,
  keeping: Keeping,
  read: ReadFile,
): FileOutcome {
  const time = keeping.stamp ? fstatSync(descriptor).mtimeMs : 0
  const { memory, length, isWhole } = read(descriptor)
  const { bytes } = memory
  // Finds a zero without a look at what another file left.
  bytes[length] = 0
  const head = Math.min(length, BINARY_HEAD)
  if (bytes.indexOf(0) < head) return { kind: 'binary', isUtf16: findUtf16(bytes.subarray(0, head)) !== undefined }
  if (!isWhole) return lintPieces(file, piecesOf(descriptor, bytes.subarray(0, length)), settings, keeping)
  if (/\.ya?ml$/i.test(file)) {
    const text = bytes.toString('utf8', 0, length)
    if (isRecipe(file, text)) return { kind: 'recipe', text }
  }
  if (!named && isGenerated(file, bytes.subarray(0, length))) return { kind: 'linted', linted: nothingIn(file) }
  const lintRead = () => {
    const isOfInterest = memoryMayHold(memory, length) || LIST.test(file)
    // What is no UTF-8 is read as U+FFFD.
    return isOfInterest ? lintFile(fileInput(file, bytes.toString('utf8', 0, length)), settings) : nothingIn(file)
  }
  if (!keeping.stamp) return { kind: 'linted', linted: lintRead() }
  const hash = createHash('sha256').update(bytes.subarray(0, length)).digest('base64url')
  const linted = earlier?.hash === hash ? earlier.linted : lintRead()
  return { kind: 'linted', linted, stamp: { size: length, time, hash } }
}

/** Lints whole lines at a time, so that the size of a file does not matter. */
function lintPieces(file: string, pieces: Iterable<string>, settings: Settings, keeping: Keeping): FileOutcome {
  const parts: LintedFile[] = []
  const kept = keeping.dropClean ? undefined : keepClean()
  const requests = makeRequestLines()
  let clean = 0
  const unusedOpen: (() => LintedFile)[] = []
  let origin = { line: 0, offset: 0 }
  let open: readonly Directive[] = []
  for (const piece of pieces) {
    if (LIST.test(file) || mayHold(piece)) {
      const linted = lintPiece(fileInput(file, piece), settings, { origin, open }, requests)
      parts.push(linted.linted)
      clean += linted.clean.length
      if (kept) {
        const place = placesOf(piece, origin)
        for (const { start, ...string } of linted.clean) kept.add({ ...string, start: place(start) })
      }
      // The text of a piece is held only where a directive of its own goes on.
      if (linted.open.some(({ entries }) => !open.some(before => before.entries === entries)))
        unusedOpen.push(linted.unusedOpen)
      open = linted.open
    } else open = open.filter(({ kind }) => kind !== 'next-line')
    origin = { line: origin.line + countLines(piece), offset: origin.offset + piece.length }
  }
  const silenced = parts.map(part => withoutSilenced(part, open))
  const all = [...silenced, ...unusedOpen.map(unused => unused())]
  return { kind: 'linted', linted: { ...join(file, all, clean), ...(kept && { cleanStrings: kept.end() }) } }
}

/** A directive for the whole file may stand behind what it is about. */
function withoutSilenced(part: LintedFile, open: readonly Directive[]): LintedFile {
  if (!open.some(({ kind }) => kind === 'file')) return part
  const strings = part.strings.map(string => ({
    ...string,
    diagnostics: string.diagnostics.filter(({ ruleId }) => !isOffInFile(ruleId, open)),
  }))
  return { ...part, strings }
}

function countLines(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

function join(file: string, parts: readonly LintedFile[], clean: number): LintedFile {
  return {
    file,
    strings: parts.flatMap(({ strings }) => strings),
    diagnostics: parts.flatMap(({ diagnostics }) => diagnostics).toSorted(bySpan),
    clean,
  }
}
