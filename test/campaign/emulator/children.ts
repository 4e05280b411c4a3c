import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** The processes, beside this one, whose command line holds a text. */
export function processesWith(text: string): number[] {
  const pids = readdirSync('/proc').map(Number)
  return pids.filter(pid => pid > 0 && pid !== process.pid && commandLineOf(pid).includes(text))
}

/** Empty for a process that has ended, also where nobody has asked for its status yet. */
function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** Milliseconds until none of some processes is left; undefined where one still lives after `limit`. */
export async function lifetimeOf(pids: readonly number[], text: string, limit: number): Promise<number | undefined> {
  const start = performance.now()
  while (pids.some(pid => commandLineOf(pid).includes(text))) {
    if (performance.now() - start > limit) return undefined
    await pause(10)
  }
  return performance.now() - start
}
