import {
  closeSync,
  fsyncSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { systemCode } from '../language/given.ts'

/** The file that symbolic links on the way lead to, whether it is there or not; a loop of them leads nowhere. */
export function resolveLink(file: string): string {
  try {
    return realpathSync(file)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') return file
  }
  const folder = dirname(file)
  const real = folder === file ? folder : resolveLink(folder)
  try {
    return resolveLink(resolve(real, readlinkSync(file)))
  } catch {
    return join(real, basename(file))
  }
}

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
export function groupWriter(handle: Pick<FileHandle, 'appendFile' | 'datasync'>): (text: string) => Promise<void> {
  let next: { text: string; readonly written: Promise<void> } | undefined
  let running: Promise<void> = Promise.resolve()
  return text => {
    if (next) {
      next.text += text
      return next.written
    }
    const batch = { text, written: running.then(() => flush()) }
    const flush = async () => {
      // What others have to say in this turn of the loop goes with it.
      await new Promise(resolve => setImmediate(resolve))
      next = undefined
      await handle.appendFile(batch.text)
      await handle.datasync()
    }
    next = batch
    running = batch.written
    return batch.written
  }
}

/** A file that is written beside the one that it replaces, so that there is always one of them whole. */
export interface DraftFile {
  write(text: string): void
  /** Puts it in the place of the file. */
  finish(): void
  /** Removes it; does nothing after `finish`. */
  discard(): void
}

/** The name that a file is written anew under, beside the one that a symbolic link leads to. */
export function draftOf(file: string): string {
  return `${resolveLink(file)}.new`
}

/** Characters that are written at a time. */
const PIECE = 1 << 20

/** Whether another file may take the place of this one: not of a device or a pipe. */
export function isReplaceable(file: string): boolean {
  const stats = statSync(file, { throwIfNoEntry: false })
  return !stats || stats.isFile() || stats.isDirectory()
}

/** Begins to write a file anew; only its owner may read it. What is no file, such as /dev/stdout or a pipe, is written as it is. */
export function writeDraft(file: string): DraftFile {
  const isFile = isReplaceable(file)
  const name = isFile ? draftOf(file) : file
  const descriptor = openSync(name, 'w', 0o600)
  let text = ''
  let isOpen = true
  const flush = () => {
    let bytes: Uint8Array = Buffer.from(text)
    text = ''
    while (bytes.length > 0) bytes = bytes.subarray(writeSync(descriptor, bytes))
  }
  const close = () => {
    if (isOpen) closeSync(descriptor)
    isOpen = false
  }
  return {
    write: more => {
      text += more
      if (text.length > PIECE) flush()
    },
    finish: () => {
      flush()
      if (isFile) fsyncSync(descriptor)
      close()
      if (!isFile) return
      renameSync(name, resolveLink(file))
      syncFolder(file)
    },
    discard: () => {
      close()
      if (isFile) rmSync(name, { force: true })
    },
  }
}
