import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { type Crc64, createCrc64 } from './crc64.ts'
import type { Content } from './store.ts'

/** What a file holds. */
export interface Digest {
  readonly size: number
  /** As the stat of the file tells it; renaming keeps it. */
  readonly mtimeMs: number
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

/** Writes a new file, synced, and says what it holds. */
export async function writeContent(file: string, content: Content): Promise<Digest> {
  const handle = await open(file, 'wx')
  try {
    const sum = createSum()
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      sum.update(chunk)
      await handle.writeFile(chunk)
    }
    await handle.datasync()
    const { size, mtimeMs } = await handle.stat()
    return { size, mtimeMs, ...sum.digest() }
  } finally {
    await handle.close()
  }
}

/** Reads a file and says what it holds. */
export async function digestFile(file: string): Promise<Digest> {
  const handle = await open(file, 'r')
  try {
    const { size, mtimeMs } = await handle.stat()
    const sum = createSum()
    for await (const chunk of createReadStream('', { fd: handle.fd, autoClose: false, start: 0 })) sum.update(chunk)
    return { size, mtimeMs, ...sum.digest() }
  } finally {
    await handle.close()
  }
}
