import { parentPort, workerData } from 'node:worker_threads'
import { lintPath } from './lint-path.ts'
import type { Answer, Question, WorkerSetup } from './workers.ts'

const { settings, keeping }: WorkerSetup = workerData

parentPort?.on('message', ({ batch, tasks, settings: numbers }: Question) => {
  const outcomes = tasks.flatMap((task, index) => {
    const chosen = settings[numbers[index] ?? 0]
    return chosen ? [lintPath(task, chosen, keeping)] : []
  })
  const answer: Answer = { batch, outcomes }
  parentPort?.postMessage(answer)
})
