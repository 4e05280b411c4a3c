import { createHash } from 'node:crypto'
import { fstatSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { type Crc64, createCrc64 } from './crc64.ts'
import { type OpenedFile, readFrom } from './files.ts'
import type { Content } from './store.ts'

/** What a file holds. */
export interface Digest {
  readonly size: number
  /** As the stat of the file tells it; renaming keeps it. */
  readonly mtimeMs: number
  /** The number of the file on its disk, which renaming keeps too. */
  readonly ino: number
  /** MD5, upper-case hexadecimal. */
  readonly etag: string
  readonly crc64: string
}

interface Sum {
  update(chunk: Uint8Array): void
  digest(): Pick<Digest, 'etag' | 'crc64'>
}

function createSum(): Sum {
  const md5 = createHash('md5')
  const crc: Crc64 = createCrc64()
  return {
    update: chunk => {
      md5.update(chunk)
      crc.update(chunk)
    },
    digest: () => ({ etag: md5.digest('hex').toUpperCase(), crc64: crc.digest() }),
  }
}

/** Writes a file, synced, behind what it holds already, and says what it holds then. */
export async function writeContent(file: string, content: Content, before?: OpenedFile): Promise<Digest> {
  const handle = await open(file, 'wx')
  try {
    const sum = createSum()
    for await (const chunk of chunksOf(content, before)) {
      sum.update(chunk)
      await handle.writeFile(chunk)
    }
    await handle.datasync()
    const { size, mtimeMs, ino } = await handle.stat()
    return { size, mtimeMs, ino, ...sum.digest() }
  } finally {
    await handle.close()
  }
}

async function* chunksOf(content: Content, before: OpenedFile | undefined): AsyncGenerator<Uint8Array> {
  if (before) yield* readFrom(before.descriptor)
  if (content instanceof Uint8Array) yield content
  else yield* content
}

/** How often a file is read that somebody writes meanwhile, before what was read last counts. */
const ATTEMPTS = 3

/** Says what an open file holds. */
export async function digestOf(descriptor: number): Promise<Digest> {
  for (let attempt = 1; ; attempt++) {
    const { size, mtimeMs, ino } = fstatSync(descriptor)
    const sum = createSum()
    for await (const chunk of readFrom(descriptor)) sum.update(chunk)
    const after = fstatSync(descriptor)
    const isSame = after.size === size && after.mtimeMs === mtimeMs
    if (isSame || attempt === ATTEMPTS) return { size: after.size, mtimeMs: after.mtimeMs, ino, ...sum.digest() }
  }
}
