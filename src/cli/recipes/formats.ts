import { columnsOf } from '../../report/frame.ts'
import { table } from '../table.ts'
import { jsonLines } from './json-line.ts'
import type { Shown } from './requests.ts'

/** A form of output, written job by job. */
export interface Format {
  /** What a job is shown with; `maybe-request` where the endpoint and the bucket are known. */
  readonly needs: 'string' | 'maybe-request' | 'request'
  /** Whether it can be written before all jobs are known. */
  readonly isStream: boolean
  readonly start?: string
  readonly job: (shown: Shown, index: number) => string
  readonly end?: (jobs: readonly Shown[]) => string
}

/** The forms that `compile` writes. */
export const formats: Readonly<Record<string, Format>> = {
  text: { needs: 'maybe-request', isStream: true, job: (shown, index) => (index > 0 ? '\n' : '') + toText(shown) },
  process: { needs: 'string', isStream: true, job: ({ job }) => `${job.process}\n` },
  jsonl: { needs: 'maybe-request', isStream: true, job: jsonLines() },
  json: {
    needs: 'maybe-request',
    isStream: false,
    job: () => '',
    end: jobs => `${JSON.stringify(jobs.map(toJson), undefined, 2)}\n`,
  },
  table: { needs: 'string', isStream: false, job: () => '', end: toTable },
  curl: { needs: 'request', isStream: true, job: shown => `${toCurl(shown, 'curl')}\n` },
  http: { needs: 'request', isStream: true, job: (shown, index) => (index > 0 ? '\n' : '') + toHttpFile(shown) },
  shell: {
    needs: 'request',
    isStream: true,
    start: '#!/bin/sh\nset -eu\n',
    job: shown => `\n# ${oneLine(nameOf(shown))}\n${toCurl(shown, 'curl -fsS')}\n`,
  },
}

/** The input and its cell, as people know them. */
function nameOf({ job: { key, label } }: Shown): string {
  return label === '' ? key : `${key} (${label})`
}

/** A name that ends no comment. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ')
}

/** A job as a value of JSON. */
export function toJson({ job, request, url }: Shown): object {
  const { process, via, key, bucket, endpoint, region, label } = job
  const shown = { process, via, key, bucket, endpoint, region, label }
  if (!request) return shown
  const { method, headers, body } = request
  return { ...shown, request: body === '' ? { method, url, headers } : { method, url, headers, body } }
}

function toText(shown: Shown): string {
  const { job, request, url } = shown
  const heading = `# ${oneLine(nameOf(shown))}\n${job.process}\n`
  if (!request || !url) return heading
  const [, host = '', path = ''] = /^\w+:\/\/([^/]*)(.*)$/s.exec(url) ?? []
  const headers = Object.entries({ Host: host, ...request.headers }).map(([name, value]) => `${name}: ${value}\n`)
  return `${heading}\n${request.method} ${path} HTTP/1.1\n${headers.join('')}\n${request.body ?? ''}\n`
}

function toTable(jobs: readonly Shown[]): string {
  const shorten = (text: string) => (columnsOf(text) > 60 ? `${text.slice(0, 59)}…` : text)
  const rows = jobs.map(({ job }) => [shorten(job.key), shorten(job.label), job.via, job.process])
  return table([['KEY', 'MATRIX', 'VIA', 'PROCESS'], ...rows])
}

function toCurl({ request, url = '' }: Shown, command: string): string {
  const { method = 'GET', headers = {}, body = '' } = request ?? {}
  const words = [
    `${command} -X ${method}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body ? [`--data-binary ${quote(body)}`] : []),
    quote(url),
  ]
  return words.join(' \\\n  ')
}

/** A word of a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function toHttpFile(shown: Shown): string {
  const { request, url = '' } = shown
  const { method = 'GET', headers = {}, body = '' } = request ?? {}
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`)
  return `### ${oneLine(nameOf(shown))}\n${method} ${url}\n${lines.join('')}${body && `\n${body}\n`}`
}
