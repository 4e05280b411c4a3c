import { parentPort } from 'node:worker_threads'
import { type Answer, claimed, lintBatch, type Question } from './workers.ts'

parentPort?.once('message', (question: Question) => {
  const answer = (message: Answer) => parentPort?.postMessage(message)
  for (const batch of claimed(question.claims)) answer({ batch, outcomes: lintBatch(batch, question) })
  answer({ batch: undefined, outcomes: [] })
  parentPort?.close()
})
