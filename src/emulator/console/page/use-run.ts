import { useEffect, useState } from 'preact/hooks'
import type { LintResult } from '../../../lint/lint.ts'
import { type Answer, acceptTask, type Place, runString, saveResult } from './api.ts'
import type { Run } from './result.tsx'

/** Runs strings, one at a time. */
export interface Runner {
  readonly run: Run
  /** The string that was run. */
  readonly ran: string
  start(place: Place, process: string, linted: LintResult): Promise<void>
  clear(): void
}

/** Keeps what became of the string that was run last. */
export function useRun(): Runner {
  const [run, setRun] = useState<Run>({ kind: 'none' })
  const [ran, setRan] = useState('')
  useEffect(() => {
    if (run.kind !== 'result') return undefined
    return () => URL.revokeObjectURL(run.result.url)
  }, [run])
  return {
    run,
    ran,
    clear: () => setRun({ kind: 'none' }),
    start: async (place, process, linted) => {
      setRun({ kind: 'running' })
      setRan(process)
      const answer = await runBy(place, process, linted)
      const { via } = linted
      setRun(answer.ok ? answer.value : { kind: 'refused', problem: answer.problem, process, via })
    },
  }
}

async function runBy(place: Place, process: string, { via }: LintResult): Promise<Answer<Run>> {
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

function then<T>(answer: Answer<T>, toRun: (value: T) => Run): Answer<Run> {
  return answer.ok ? { ok: true, value: toRun(answer.value) } : answer
}
