import { createHash } from 'node:crypto'
import { existsSync, truncateSync } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../../files/durable.ts'
import { makeFolders } from '../../files/folder.ts'
import type { Notification } from './notification.ts'

/** Files with the messages of each topic, one a line. */
export interface Outbox {
  /** Resolves when the message is on the disk. */
  append(topic: string, message: Notification): Promise<void>
}

/** Opens the folder of the outbox and cuts off lines that a crash has torn; their tasks run again. */
export async function openOutbox(folder: string): Promise<Outbox> {
  makeFolders(folder)
  for (const name of await readdir(folder)) if (name.endsWith('.jsonl')) await mend(join(folder, name))
  return {
    append: async (topic, message) => {
      const file = join(folder, `${fileNameOf(topic)}.jsonl`)
      const isNew = !existsSync(file)
      const handle = await open(file, 'a', 0o600)
      const { size } = await handle.stat()
      try {
        await handle.appendFile(`${JSON.stringify(message)}\n`)
        await handle.datasync()
      } catch (error) {
        // Half a line would spoil the next one.
        await handle.truncate(size)
        throw error
      } finally {
        await handle.close()
      }
      if (isNew) syncFolder(file)
    },
  }
}

const MAX_NAME = 200

/** A name for the file of a topic, whatever the topic holds. */
function fileNameOf(topic: string): string {
  const escaped = encodeURIComponent(topic).replace(/[.!'()*~]/g, escapeOne)
  if (escaped.length <= MAX_NAME) return escaped
  return `${escaped.slice(0, MAX_NAME)}%${createHash('sha256').update(topic).digest('hex').slice(0, 16)}`
}

const escapeOne = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

const CHUNK = 65_536

async function mend(file: string): Promise<void> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    for (let end = size; end > 0; end -= CHUNK) {
      const start = Math.max(0, end - CHUNK)
      const { buffer } = await handle.read(Buffer.alloc(end - start), 0, end - start, start)
      const at = buffer.lastIndexOf(10)
      if (at < 0 && start > 0) continue
      if (start + at + 1 < size) truncateSync(file, start + at + 1)
      return
    }
  } finally {
    await handle.close()
  }
}
