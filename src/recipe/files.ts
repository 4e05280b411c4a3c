import { createReadStream, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, isAbsolute, join, normalize, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Localized } from '../../grammar/catalogue/localized.ts'
import { RequestError } from '../request/problem.ts'
import type { IncludeLoader } from './include.ts'
import { isMissing } from './inventory.ts'
import type { ManifestOpener } from './manifest-input.ts'

/** Reads an included file from the disk, relative to the file that includes it. */
export const loadFile: IncludeLoader = (path, from) => {
  const name = beside(path, from)
  try {
    return { name, text: readFileSync(name, 'utf8') }
  } catch (error) {
    return { name, problem: reasonOf(error) }
  }
}

/** A path as written in a file, seen from where the program runs. */
function beside(path: string, from: string): string {
  return isAbsolute(path) ? path : normalize(`${dirname(from)}/${path}`)
}

type Bytes = AsyncIterable<Uint8Array | string>

/**
 * Opens manifests as streams of bytes; errors come out of the stream. `-` is `stdin`. What can be read only once, such as a pipe, may be
 * opened again when it was read to its end: a copy is kept until the program ends.
 */
export function createOpener(stdin: Bytes = process.stdin): ManifestOpener {
  const streams = new Map<string, ReadOnce>()
  return (path, from) => {
    const name = path === '-' ? path : resolve(beside(path, from))
    if (name !== '-' && !isStream(name)) return createReadStream(name, { highWaterMark: PIECE })
    const known = streams.get(name)
    if (known) return readAgain(known)
    const stream: ReadOnce = { copy: openCopy(), isWhole: false }
    streams.set(name, stream)
    return readFirst(name === '-' ? stdin : createReadStream(name, { highWaterMark: PIECE }), stream)
  }
}

const PIECE = 65_536

/** A stream that was opened once. */
interface ReadOnce {
  /** The descriptor of a file that has no name any more. */
  readonly copy: number
  isWhole: boolean
}

function isStream(name: string): boolean {
  const stats = statSync(name, { throwIfNoEntry: false })
  return stats !== undefined && !stats.isFile() && !stats.isDirectory()
}

function openCopy(): number {
  const name = join(tmpdir(), `oss-process-${process.pid}-${Math.random().toString(36).slice(2)}`)
  const descriptor = openSync(name, 'wx+', 0o600)
  rmSync(name)
  return descriptor
}

async function* readFirst(chunks: Bytes, stream: ReadOnce): AsyncGenerator<Uint8Array | string> {
  for await (const chunk of chunks) {
    writeSync(stream.copy, Buffer.from(chunk))
    yield chunk
  }
  stream.isWhole = true
}

function readAgain({ copy, isWhole }: ReadOnce): Bytes {
  if (!isWhole) throw new Error('it is a stream that is being read already')
  return createReadStream('', { fd: copy, start: 0, autoClose: false, highWaterMark: PIECE })
}

/** Unpacks a stream that starts as gzip does, or must do; any other stays as it is. */
export async function* unpacked(chunks: Bytes, isForced: boolean): AsyncGenerator<Uint8Array | string> {
  const iterator = chunks[Symbol.asyncIterator]()
  const first = await iterator.next()
  if (first.done) return
  const { value } = first
  const rest: Bytes = { [Symbol.asyncIterator]: () => iterator }
  const isPacked = typeof value !== 'string' && value[0] === 0x1f && value[1] === 0x8b
  if (isPacked || isForced) yield* gunzip(Buffer.from(value), rest)
  else {
    yield value
    yield* rest
  }
}

async function* gunzip(first: Uint8Array, rest: Bytes): AsyncGenerator<Uint8Array> {
  const packed = Readable.from(
    (async function* () {
      yield first
      yield* rest
    })(),
  )
  const bytes = createGunzip({ chunkSize: PIECE })
  // An error of the file has to end the stream that is read.
  packed.on('error', error => bytes.destroy(error))
  packed.pipe(bytes)
  try {
    yield* bytes
  } finally {
    packed.destroy()
  }
}

const REASONS: Readonly<Record<string, Localized>> = {
  EISDIR: { en: 'it is a folder', zh: '是目录' },
  EACCES: { en: 'there is no permission', zh: '没有权限' },
  Z_DATA_ERROR: { en: 'it is not a gzip file, or it is damaged', zh: '不是 gzip 文件，或已损坏' },
  Z_BUF_ERROR: { en: 'its gzip data is cut off', zh: 'gzip 数据不完整' },
}

/** Why something cannot be read; in both languages where it says so itself. */
export function reasonOf(error: unknown): Localized {
  if (!(error instanceof Error)) return { en: String(error), zh: String(error) }
  if (isMissing(error)) return { en: 'there is no such file', zh: '文件不存在' }
  const known = 'code' in error ? REASONS[String(error.code)] : undefined
  if (known) return known
  const { en, zh } = error instanceof RequestError ? error.text : { en: error.message, zh: error.message }
  return { en: withoutStop(en), zh: withoutStop(zh) }
}

/** A sentence as part of another one, which has a stop of its own. */
const withoutStop = (sentence: string): string => sentence.replace(/[.。]$/, '')
