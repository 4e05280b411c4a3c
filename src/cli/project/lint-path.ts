import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { type Directive, isOffInFile } from '../../config/directives.ts'
import type { Settings } from '../../config/settings.ts'
import { keepClean } from '../../report/clean-strings.ts'
import { type LintedFile, nothingIn } from '../../report/report.ts'
import { fileProblem } from '../io.ts'
import { lintFile, lintPiece } from '../lint-file.ts'
import { type Memory, makeMemory, mayHold, memoryMayHold } from './may-hold.ts'

/** One file to lint: its name, its place, and its text where that is not what stands on the disk. */
export interface Task {
  readonly file: string
  readonly path: string
  readonly text?: string
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
export type Outcome =
  | { readonly kind: 'linted'; readonly linted: LintedFile; readonly stamp?: Stamp }
  | { readonly kind: 'binary' }
  | { readonly kind: 'problem'; readonly message: string }

/** How results are kept. */
export interface Keeping {
  /** True where the strings without findings of files that are read in pieces are only counted, and not kept. */
  readonly dropClean: boolean
  /** True where stamps are wanted, for a cache. */
  readonly stamp: boolean
}

/** Bytes from which a file is read in pieces. */
const STREAMED = 16 * 1024 * 1024
const PIECE = 32 * 1024
const SHARED = 1024 * 1024
/** A line longer than this is cut; nothing in a text file has such lines but data. */
const LONGEST_LINE = 128 * 1024 * 1024
/** git looks for a zero in as many bytes. */
const BINARY_HEAD = 8000

/** Whatever stands in a list is linted. */
const LIST = /\.(?:oss|txt)$/i

/** Lints a file on the disk. Never throws. */
export function lintPath(task: Task, settings: Settings, keeping: Keeping): Outcome {
  try {
    if (task.text !== undefined) return { kind: 'linted', linted: lintWhole(task.file, task.text, settings) }
    const descriptor = openSync(task.path, 'r')
    try {
      return lintOpened(task, descriptor, settings, keeping)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    return { kind: 'problem', message: fileProblem(error, task.file, settings.locale) }
  }
}

function lintOpened({ file, earlier }: Task, descriptor: number, settings: Settings, keeping: Keeping): Outcome {
  const time = keeping.stamp ? fstatSync(descriptor).mtimeMs : 0
  const { memory, length, isWhole } = readShared(descriptor)
  const { bytes } = memory
  // Finds a zero without a look at what another file left.
  bytes[length] = 0
  if (bytes.indexOf(0) < Math.min(length, BINARY_HEAD)) return { kind: 'binary' }
  if (!isWhole) return lintPieces(file, piecesOf(descriptor, bytes.subarray(0, length)), settings, keeping)
  const lintRead = () => {
    const isOfInterest = memoryMayHold(memory, length) || LIST.test(file)
    // What is no UTF-8 is read as U+FFFD.
    return isOfInterest ? lintWhole(file, bytes.toString('utf8', 0, length), settings) : nothingIn(file)
  }
  if (!keeping.stamp) return { kind: 'linted', linted: lintRead() }
  const hash = createHash('sha256').update(bytes.subarray(0, length)).digest('base64url')
  const linted = earlier?.hash === hash ? earlier.linted : lintRead()
  return { kind: 'linted', linted, stamp: { size: length, time, hash } }
}

/** Memory that all files are read into. */
let shared: Memory | undefined

/** What was read of a file, until the next one is read. */
interface Read {
  readonly memory: Memory
  readonly length: number
  /** False for the beginning of a file that is to be read in pieces. */
  readonly isWhole: boolean
}

function readShared(descriptor: number): Read {
  shared ??= makeMemory(SHARED)
  let length = fill(shared.bytes, 0, descriptor)
  if (length === shared.bytes.length - 1) {
    const { size } = fstatSync(descriptor)
    // What is no file on a disk, such as a pipe, does not tell its size.
    if (size > STREAMED || size < length) return { memory: shared, length, isWhole: false }
    const larger = makeMemory(size + 2)
    shared.bytes.copy(larger.bytes)
    shared = larger
    length = fill(shared.bytes, length, descriptor)
  }
  return { memory: shared, length, isWhole: true }
}

/** Reads until the file ends or only the last byte of the buffer is left. The result is the length that is filled. */
function fill(buffer: Buffer, from: number, descriptor: number): number {
  let length = from
  while (length < buffer.length - 1) {
    const count = readSync(descriptor, buffer, length, buffer.length - 1 - length, null)
    if (count === 0) break
    length += count
  }
  return length
}

/** True for what git, too, takes for no text. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, BINARY_HEAD).includes(0)
}

function lintWhole(file: string, text: string, settings: Settings): LintedFile {
  return lintFile({ file, kind: file, text, source: 'file' }, settings)
}

/** Lints whole lines at a time, so that the size of a file does not matter. */
function lintPieces(file: string, pieces: Iterable<string>, settings: Settings, keeping: Keeping): Outcome {
  const parts: LintedFile[] = []
  const clean = keeping.dropClean ? undefined : keepClean()
  const unusedOpen: (() => LintedFile)[] = []
  let origin = { line: 0, offset: 0 }
  let open: readonly Directive[] = []
  for (const piece of pieces) {
    if (LIST.test(file) || mayHold(piece)) {
      const input = { file, kind: file, text: piece, source: 'file' } as const
      const linted = lintPiece(input, settings, { origin, open }, clean?.add)
      parts.push(linted.linted)
      // The text of a piece is held only where a directive of its own goes on.
      if (linted.open.some(({ entries }) => !open.some(before => before.entries === entries)))
        unusedOpen.push(linted.unusedOpen)
      open = linted.open
    } else open = open.filter(({ kind }) => kind !== 'next-line')
    origin = { line: origin.line + countLines(piece), offset: origin.offset + piece.length }
  }
  const silenced = parts.map(part => withoutSilenced(part, open))
  const all = [...silenced, ...unusedOpen.map(unused => unused())]
  return { kind: 'linted', linted: { ...join(file, all), ...(clean && { cleanStrings: clean.end() }) } }
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

/** The text of a file, of which `head` was read already, in pieces of whole lines. */
function* piecesOf(descriptor: number, head: Buffer): Generator<string> {
  const decoder = new StringDecoder('utf8')
  let rest: string[] = []
  let length = 0
  for (const bytes of chunksOf(descriptor, head)) {
    const text = decoder.write(bytes)
    const end = text.lastIndexOf('\n') + 1
    if (end === 0 && length < LONGEST_LINE) {
      rest.push(text)
      length += text.length
      continue
    }
    yield rest.join('') + text.slice(0, end || text.length)
    rest = end === 0 ? [] : [text.slice(end)]
    length = end === 0 ? 0 : text.length - end
  }
  const last = rest.join('') + decoder.end()
  if (last !== '') yield last
}

function* chunksOf(descriptor: number, head: Buffer): Generator<Buffer> {
  for (let at = 0; at < head.length; at += PIECE) yield head.subarray(at, at + PIECE)
  const buffer = Buffer.allocUnsafe(PIECE)
  for (let count = readSync(descriptor, buffer); count > 0; count = readSync(descriptor, buffer))
    yield buffer.subarray(0, count)
}

function countLines(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

function join(file: string, parts: readonly LintedFile[]): LintedFile {
  return {
    file,
    strings: parts.flatMap(({ strings }) => strings),
    diagnostics: parts
      .flatMap(({ diagnostics }) => diagnostics)
      .toSorted((one, other) => one.span.start - other.span.start),
    clean: parts.reduce((sum, { clean }) => sum + clean, 0),
  }
}
