import { createServer } from 'node:http'
import { fileError } from '../files/problem.ts'
import type { SubmitEvent } from '../submit/submit.ts'
import { BUNDLE } from './bundle.ts'
import type { Overview } from './overview.ts'

/** What a worker has done since it began. */
export interface Metrics {
  report(event: SubmitEvent): void
  /** All of it, and the state of the queue where it is known, in the text format of Prometheus. */
  print(queue: Overview | undefined): string
}

const EVENTS = ['accepted', 'failed', 'doubt', 'retry', 'done', 'left'] as const

/** Counts what happens. */
export function createMetrics(): Metrics {
  const counts = new Map<string, number>(EVENTS.map(type => [type, 0]))
  let slowed = 0
  return {
    report: event => {
      counts.set(event.type, (counts.get(event.type) ?? 0) + 1)
      if (event.type === 'retry' && (event.error.status === 429 || event.error.status === 503)) slowed++
    },
    print: queue =>
      [
        ...family('jobs_total', 'counter', 'Jobs of this worker, by what became of a send.'),
        ...[...counts].map(([type, count]) => `oss_process_jobs_total{event="${type}"} ${count}`),
        ...single('slowed_total', 'counter', 'Answers 429 and 503.', slowed),
        ...single('queue_up', 'gauge', 'Whether Redis answers.', queue ? 1 : 0),
        ...(queue ? queueLines(queue) : []),
        '',
      ].join('\n'),
  }
}

function queueLines(queue: Overview): string[] {
  return [
    ...single('queue_waiting_jobs', 'gauge', 'Jobs that wait, at most.', queue.waiting * BUNDLE),
    ...single('queue_under_way_jobs', 'gauge', 'Jobs in the hands of workers, at most.', queue.underWay * BUNDLE),
    ...single('queue_done_jobs', 'gauge', 'Jobs with a receipt.', queue.done),
    ...single('queue_failed_jobs', 'gauge', 'Jobs that were not taken.', queue.failed),
    ...single('queue_doubt_jobs', 'gauge', 'Jobs in doubt.', queue.inDoubt),
    ...single('queue_receipts_per_second', 'gauge', 'Receipts a second of all workers.', queue.rate),
    ...single('queue_paused', 'gauge', 'Whether the queue is paused.', Number(queue.isPaused)),
  ]
}

function family(name: string, type: 'counter' | 'gauge', help: string): string[] {
  return [`# HELP oss_process_${name} ${help}`, `# TYPE oss_process_${name} ${type}`]
}

function single(name: string, type: 'counter' | 'gauge', help: string, value: number): string[] {
  return [...family(name, type, help), `oss_process_${name} ${value}`]
}

/** Where metrics are asked for. */
export interface MetricsServer {
  readonly port: number
  close(): Promise<void>
}

/** Serves `GET /metrics`. Throws a RequestError where the port cannot be had. */
export async function serveMetrics(host: string, port: number, print: () => Promise<string>): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end()
    void print().then(text => response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4' }).end(text))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(fileError(error, `${host}:${port}`)))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}
