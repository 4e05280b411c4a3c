import { COLON, COMMA, type Locale } from '../../../grammar/catalogue/localized.ts'
import { columnsOf } from '../../report/frame.ts'
import { shellWord } from '../../request/curl-command.ts'
import type { Billing } from '../../submit/index.ts'
import type { Shown } from '../jobs/requests.ts'
import { jsonLines, toJson } from './json-line.ts'
import { quantityText, resultText } from './result-text.ts'
import { table } from './table.ts'

/** A form of output, written job by job. */
export interface Format {
  /** What a job is shown with; `maybe-request` where the endpoint and the bucket are known, `billing` what it makes and costs. */
  readonly needs: 'string' | 'billing' | 'maybe-request' | 'request'
  readonly start?: string
  readonly job?: (shown: Shown, index: number) => string
  /** In place of `job`, jobs that stand in columns together. */
  readonly rows?: (jobs: readonly Shown[], isFirst: boolean, locale: Locale) => string
  /** What stands behind the jobs, of which there are so many. */
  readonly end?: (count: number) => string
}

/** The forms that `compile` writes. */
export const formats: Readonly<Record<string, Format>> = {
  text: { needs: 'maybe-request', job: (shown, index) => (index > 0 ? '\n' : '') + toText(shown) },
  process: { needs: 'string', job: ({ job }) => `${job.process}\n` },
  jsonl: { needs: 'maybe-request', job: jsonLines() },
  json: {
    needs: 'maybe-request',
    start: '[',
    job: (shown, index) => `${index > 0 ? ',' : ''}\n  ${indented(toJson(shown))}`,
    end: count => (count > 0 ? '\n]\n' : ']\n'),
  },
  table: { needs: 'billing', rows: toTable },
  curl: { needs: 'request', job: shown => `${toCurl(shown, 'curl')}\n` },
  http: { needs: 'request', job: (shown, index) => (index > 0 ? '\n' : '') + toHttpFile(shown) },
  shell: {
    needs: 'request',
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

/** A value of JSON as an item of a list. */
function indented(value: object): string {
  return JSON.stringify(value, undefined, 2).replaceAll('\n', '\n  ')
}

function toText(shown: Shown): string {
  const { job, request, url } = shown
  const heading = `# ${oneLine(nameOf(shown))}\n${job.process}\n`
  if (!request || !url) return heading
  const [, host = '', path = ''] = /^\w+:\/\/([^/]*)(.*)$/s.exec(url) ?? []
  const headers = Object.entries({ Host: host, ...request.headers }).map(([name, value]) => `${name}: ${value}\n`)
  return `${heading}\n${request.method} ${path} HTTP/1.1\n${headers.join('')}\n${request.body ?? ''}\n`
}

const HEADINGS: Readonly<Record<Locale, readonly string[]>> = {
  en: ['KEY', 'MATRIX', 'VIA', 'RESULT', 'BILLED', 'PROCESS'],
  zh: ['文件', '矩阵', '方式', '结果', '计费', '处理字符串'],
}

function toTable(jobs: readonly Shown[], isFirst: boolean, locale: Locale): string {
  const shorten = (text: string) => (columnsOf(text) > 60 ? `${text.slice(0, 59)}…` : text)
  const rows = jobs.map(({ job, billing }) => {
    const [output] = billing?.trace.outputs ?? []
    const result = output ? resultText(output, locale) : ''
    return [shorten(job.key), shorten(job.label), job.via, result, billedText(billing, locale), job.process]
  })
  return table(isFirst ? [HEADINGS[locale], ...rows] : rows)
}

/** What the string of a job is billed for, as far as it is known. */
function billedText(billing: Billing | undefined, locale: Locale): string {
  const charges = billing?.charges.map(({ item, unit, quantity, isMaximum }) => {
    const most = isMaximum && quantity !== undefined ? '≤ ' : ''
    return `${item}${COLON[locale]}${most}${quantityText(quantity, unit, locale)}`
  })
  return charges?.join(COMMA[locale]) ?? ''
}

function toCurl({ request, url = '' }: Shown, command: string): string {
  const { method = 'GET', headers = {}, body = '' } = request ?? {}
  const words = [
    `${command} -X ${method}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`),
    ...(body ? [`--data-binary ${shellWord(body)}`] : []),
    shellWord(url),
  ]
  return words.join(' \\\n  ')
}

function toHttpFile(shown: Shown): string {
  const { request, url = '' } = shown
  const { method = 'GET', headers = {}, body = '' } = request ?? {}
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`)
  return `### ${oneLine(nameOf(shown))}\n${method} ${url}\n${lines.join('')}${body && `\n${body}\n`}`
}
