import { closeSync, fsyncSync, openSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A new file is only there after a crash when its folder is on the disk too. */
export function syncFolder(file: string): void {
  try {
    const folder = openSync(dirname(file), 'r')
    fsyncSync(folder)
    closeSync(folder)
  } catch {
    // Some systems cannot open folders.
  }
}

/** Writes and syncs; what arrives meanwhile shares the next write. After a failure nothing more is written. */
export function groupWriter(handle: FileHandle): (text: string) => Promise<void> {
  let next: { text: string; readonly written: Promise<void> } | undefined
  let running: Promise<void> = Promise.resolve()
  return text => {
    if (next) {
      next.text += text
      return next.written
    }
    const batch = { text, written: running.then(() => flush()) }
    const flush = async () => {
      next = undefined
      await handle.appendFile(batch.text)
      await handle.datasync()
    }
    next = batch
    running = batch.written
    return batch.written
  }
}
