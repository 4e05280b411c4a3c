import { rm } from 'node:fs/promises'
import type { Store } from '../store/store.ts'

/** A scratch folder that is made when it is first asked for. */
export interface Scratch {
  get(): Promise<string>
  dispose(): Promise<void>
}

/** A folder of the store for one piece of work. */
export function createScratch(store: Store): Scratch {
  let folder: Promise<string> | undefined
  return {
    get: () => {
      folder ??= store.makeScratch()
      return folder
    },
    dispose: async () => {
      const made = await folder?.catch(() => undefined)
      if (made !== undefined) await rm(made, { recursive: true, force: true })
    },
  }
}
