import { type FSWatcher, watch } from 'node:fs'

/** Editors write a file in several steps. */
const SETTLE_MS = 80

/** Changes in folders. */
export interface Watch {
  /** Resolves when something has changed since the last call and is quiet again, or `signal` is aborted. */
  changed(): Promise<void>
  /** Watches other folders. */
  follow(folders: readonly string[]): void
  close(): void
}

/** Watches folders, without those in them. */
export function watchFolders(signal: AbortSignal | undefined): Watch {
  const watchers = new Map<string, FSWatcher>()
  let isChanged = false
  let wake: (() => void) | undefined
  let timer: NodeJS.Timeout | undefined
  const notice = () => {
    isChanged = true
    clearTimeout(timer)
    timer = setTimeout(() => wake?.(), SETTLE_MS)
  }
  signal?.addEventListener('abort', () => wake?.())
  return {
    changed: async () => {
      while (!isChanged && !signal?.aborted)
        await new Promise<void>(resolve => {
          wake = resolve
        })
      isChanged = false
    },
    follow: folders => {
      for (const [folder, watcher] of watchers) {
        if (folders.includes(folder)) continue
        watcher.close()
        watchers.delete(folder)
      }
      for (const folder of folders) if (!watchers.has(folder)) add(folder)
    },
    close: () => {
      clearTimeout(timer)
      for (const watcher of watchers.values()) watcher.close()
    },
  }

  function add(folder: string): void {
    try {
      watchers.set(
        folder,
        watch(folder, notice).on('error', () => watchers.delete(folder)),
      )
    } catch {
      // The folder is gone, or the system watches no more; the others are watched.
    }
  }
}
