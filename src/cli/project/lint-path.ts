import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import type { Settings } from '../../config/settings.ts'
import type { LintedFile } from '../../report/report.ts'
import { fileProblem } from '../io.ts'
import { lintFile, lintPiece } from '../lint-file.ts'

/** One file to lint: its name, its place, and its text where that is not what stands on the disk. */
export interface Task {
  readonly file: string
  readonly path: string
  readonly text?: string
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
  /** True where the strings without findings of files that are read in pieces are only counted. */
  readonly dropClean: boolean
  /** True where stamps are wanted, for a cache. */
  readonly stamp: boolean
}

/** Bytes from which a file is read in pieces. */
const STREAMED = 16 * 1024 * 1024
const PIECE = 256 * 1024
const SHARED = 1024 * 1024
/** A line longer than this is cut; nothing in a text file has such lines but data. */
const LONGEST_LINE = 128 * 1024 * 1024
/** git looks for a zero in as many bytes. */
const BINARY_HEAD = 8000

/** Every text in which something may be found holds one of these; looking for them is much cheaper than reading closely. */
const MAY_HOLD =
  /[xX][-_][oO][sS]{2}[-_]|(?:image|video|audio|doc|hls|imm|sys|style|trigger)(?:\\{0,4}\/|%2[fF])[A-Za-z:!]|image_process=|(?:rocess|ROCESS)["']?\]?\s?(?:\(|=>|[:=])\s?@?["'`]|oss-process-/
/** Whatever stands in a list is linted. */
const LIST = /\.(?:oss|txt)$/i

/** Lints a file on the disk. Never throws. */
export function lintPath({ file, path, text }: Task, settings: Settings, keeping: Keeping): Outcome {
  try {
    if (text !== undefined) return { kind: 'linted', linted: lintWhole(file, text, settings) }
    return (
      readShared(path, (bytes, time) => {
        if (isBinary(bytes)) return { kind: 'binary' }
        const linted = lintBytes(file, bytes, settings)
        if (!keeping.stamp) return { kind: 'linted', linted }
        return { kind: 'linted', linted, stamp: { size: bytes.length, time, hash: hashOf(bytes) } }
      }) ?? lintPieces(file, path, settings, keeping)
    )
  } catch (error) {
    return { kind: 'problem', message: fileProblem(error, file, settings.locale) }
  }
}

let shared: Buffer | undefined

/** Reads a file into memory that all files share; undefined for one that is to be read in pieces. The bytes hold until the next call. */
function readShared(path: string, use: (bytes: Buffer, time: number) => Outcome): Outcome | undefined {
  const descriptor = openSync(path, 'r')
  try {
    const { size, mtimeMs } = fstatSync(descriptor)
    if (size > STREAMED) return undefined
    // One byte more than the file has tells that it did not grow meanwhile.
    if (!shared || shared.length <= size) shared = Buffer.allocUnsafeSlow(Math.max(SHARED, size + 1))
    let length = 0
    for (let count = -1; count !== 0 && length < shared.length; length += count)
      count = readSync(descriptor, shared, length, shared.length - length, null)
    return use(shared.subarray(0, length), mtimeMs)
  } finally {
    closeSync(descriptor)
  }
}

/** What a file is known by when its time has changed. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url')
}

/** What is no UTF-8 is read as U+FFFD. */
function lintBytes(file: string, bytes: Buffer, settings: Settings): LintedFile {
  return LIST.test(file) || MAY_HOLD.test(bytes.toString('latin1'))
    ? lintWhole(file, bytes.toString('utf8'), settings)
    : { file, strings: [], diagnostics: [], clean: 0 }
}

/** True for what git, too, takes for no text. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, BINARY_HEAD).includes(0)
}

function lintWhole(file: string, text: string, settings: Settings): LintedFile {
  return lintFile({ file, kind: file, text, source: 'file' }, settings)
}

/** Lints whole lines at a time, so that the size of a file does not matter. */
function lintPieces(file: string, path: string, settings: Settings, keeping: Keeping): Outcome {
  const descriptor = openSync(path, 'r')
  try {
    const parts: LintedFile[] = []
    const origin = { line: 0, offset: 0 }
    for (const piece of piecesOf(descriptor)) {
      if (origin.offset === 0 && piece.slice(0, BINARY_HEAD).includes('\0')) return { kind: 'binary' }
      if (LIST.test(file) || MAY_HOLD.test(piece)) {
        const input = { file, kind: file, text: piece, source: 'file' } as const
        parts.push(lintPiece(input, settings, origin, keeping.dropClean))
      }
      origin.line += countLines(piece)
      origin.offset += piece.length
    }
    return { kind: 'linted', linted: join(file, parts) }
  } finally {
    closeSync(descriptor)
  }
}

function* piecesOf(descriptor: number): Generator<string> {
  const buffer = Buffer.allocUnsafe(PIECE)
  const decoder = new StringDecoder('utf8')
  let rest: string[] = []
  let length = 0
  for (let count = readSync(descriptor, buffer); count > 0; count = readSync(descriptor, buffer)) {
    const text = decoder.write(buffer.subarray(0, count))
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

function countLines(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

function join(file: string, parts: readonly LintedFile[]): LintedFile {
  return {
    file,
    strings: parts.flatMap(({ strings }) => strings),
    diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
    clean: parts.reduce((sum, { clean }) => sum + clean, 0),
  }
}
