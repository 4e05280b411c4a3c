import { parentPort } from 'node:worker_threads'
import { makeReader } from './read.ts'
import { type BatchAnswer, claimed, lintBatch, type WorkerQuestion } from './workers.ts'

parentPort?.once('message', (question: WorkerQuestion) => {
  const answer = (message: BatchAnswer) => parentPort?.postMessage(message)
  const read = makeReader()
  for (const batch of claimed(question.claims)) answer({ batch, outcomes: lintBatch(batch, question, read) })
  answer({ batch: undefined, outcomes: [] })
  parentPort?.close()
})
