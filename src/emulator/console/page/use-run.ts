import { useEffect, useRef, useState } from 'preact/hooks'
import { type ApiAnswer, acceptTask, runString, saveResult } from './api.ts'
import type { LastRun, Ran } from './result.tsx'

/** Runs strings, one at a time. */
export interface Runner {
  readonly run: LastRun
  /** What was run last; undefined after `clear`. */
  readonly ran: Ran | undefined
  start(ran: Ran): Promise<void>
  /** Forgets what was run: what comes of it is shown nowhere. */
  clear(): void
}

/** Keeps what became of the string that was run last. */
export function useRun(): Runner {
  const [run, setRun] = useState<LastRun>({ kind: 'none' })
  const [ran, setRan] = useState<Ran>()
  const awaited = useRef<Ran | undefined>(undefined)
  useEffect(() => {
    if (run.kind !== 'result') return undefined
    return () => URL.revokeObjectURL(run.result.url)
  }, [run])
  return {
    run,
    ran,
    clear: () => {
      awaited.current = undefined
      setRun({ kind: 'none' })
      setRan(undefined)
    },
    start: async request => {
      awaited.current = request
      setRun({ kind: 'running' })
      setRan(request)
      const answer = await runBy(request)
      if (awaited.current !== request) return
      setRun(answer.ok ? answer.value : { kind: 'refused', problem: answer.problem })
    },
  }
}

async function runBy({ place, process, via }: Ran): Promise<ApiAnswer<LastRun>> {
  const started = performance.now()
  switch (via) {
    case 'get':
      return then(await runString(place, process), result => ({ kind: 'result', result, name: place.key }))
    case 'post':
      return then(await saveResult(place, process), object => {
        const took = performance.now() - started
        return { kind: 'saved', object, took }
      })
    case 'async':
      return then(await acceptTask(place, process), ({ taskId }) => ({ kind: 'task', taskId }))
  }
}

function then<T>(answer: ApiAnswer<T>, toRun: (value: T) => LastRun): ApiAnswer<LastRun> {
  return answer.ok ? { ok: true, value: toRun(answer.value) } : answer
}
