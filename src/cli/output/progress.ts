import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import { visible } from '../../report/frame.ts'
import { clockText, connectionText } from '../../request/connection-text.ts'
import { requestHost } from '../../request/request.ts'
import type { Doubt, Failure, SendJob, SubmitEvent, SubmitSummary } from '../../submit/index.ts'
import { resultOf } from '../../submit/job.ts'
import { isAboutClock } from '../../submit/retry.ts'
import type { Io, TextOutput } from '../io.ts'

/** Shows what happens while jobs are sent. */
export interface Progress {
  report(event: SubmitEvent): void
  /** The end: what became of all, and jobs in doubt that are not part of this run. */
  finish(summary: SubmitSummary, others: readonly Doubt[]): void
}

const MESSAGES = {
  accepted: { en: 'accepted  {name}  {ids}', zh: '已接受  {name}  {ids}' },
  failed: { en: 'failed    {name}  {reason}', zh: '失败    {name}  {reason}' },
  doubt: { en: 'in doubt  {name}  {reason}', zh: '不明    {name}  {reason}' },
  lost: { en: 'no answer came ({reason})', zh: '没有收到响应（{reason}）' },
  strange: { en: 'the answer is not from OSS: {answer}', zh: '响应不是来自 OSS：{answer}' },
  taskless: {
    en: 'the answer names no task, so nobody knows whether there is one: {answer}',
    zh: '响应中没有任务编号，无法确定任务是否存在：{answer}',
  },
  unrecorded: {
    en: 'it was sent, and the journal could not be written',
    zh: '已发送，但日志无法写入',
  },
  place: { en: '(the bucket is at {endpoint})', zh: '（该 Bucket 位于 {endpoint}）' },
  clock: { en: '({text})', zh: '（{text}）' },
  elsewhere: {
    en: 'Nothing but answers that are not from OSS came, and no more was sent. Look at the endpoint, and at proxies and portals on the way.',
    zh: '收到的全部是并非来自 OSS 的响应，已停止发送。请检查 Endpoint 以及途中的代理或登录页。',
  },
  earlier: { en: 'sent before, no answer is known', zh: '此前已发送，没有收到响应' },
  retry: { en: 'again     {name}  {reason}, in {wait} ms', zh: '重试    {name}  {reason}，{wait} 毫秒后' },
  end: {
    en: '{accepted} accepted, {done} done before, {failed} failed, {inDoubt} in doubt, {notSent} not sent.',
    zh: '已接受 {accepted} 个，此前完成 {done} 个，失败 {failed} 个，不明 {inDoubt} 个，未发送 {notSent} 个。',
  },
  refused: {
    en: 'The service refuses the credentials; nothing more was sent.',
    zh: '服务拒绝了该凭证；已停止发送。',
  },
} as const satisfies Record<string, Localized>

/** What to do about jobs in doubt. */
export const DOUBT_HINT: Localized = {
  en: 'In doubt means sent without an answer: look whether the results are there, then run again with --resend for those that are not.',
  zh: '“不明”表示已发送但没有收到响应：请先检查结果是否存在，再用 --resend 重新发送缺少的任务。',
}

/** One line of JSON for each event, on standard output. */
export function jsonProgress({ stdout }: Io): Progress {
  let pending = ''
  const flush = () => {
    const text = pending
    pending = ''
    if (text !== '') stdout.write(text)
  }
  // One write for all that happens in a turn of the loop.
  const write = (value: object) => {
    if (pending === '') setImmediate(flush)
    pending += `${JSON.stringify(value)}\n`
  }
  return {
    report: ({ type, job, ...rest }) => {
      if (type !== 'done' && type !== 'left') write({ event: type, ...namesOf(job), ...flat(rest) })
    },
    finish: (summary, others) => {
      for (const { job, source, target } of others)
        write({ event: 'doubt', job, source, target, reason: 'not in this run' })
      const { problem, ...counts } = summary
      write({ event: 'end', ...counts, ...(problem && { problem: problem.text.en }) })
      flush()
    },
  }
}

function namesOf(job: SendJob): object {
  const { id, source, label } = job
  return { job: id, source, ...(label && { label }), target: resultOf(job) }
}

/** The names that the server gave stand beside those of the job. */
function flat(event: object): object {
  if (!('receipt' in event) || typeof event.receipt !== 'object') return event
  const { receipt, ...rest } = event
  return { ...receipt, ...rest }
}

/** Lines for people, and on a terminal a bar below them. */
export function textProgress(io: Io, total: number, locale: Locale): Progress {
  const bar = createBar(io.stderr, total)
  const say = (output: TextOutput, text: string) => {
    bar.hide()
    output.write(`${visible(text)}\n`)
    bar.show()
  }
  return {
    report: event => {
      if (event.type === 'left') return
      if (event.type !== 'retry') bar.advance()
      if (event.type !== 'done') say(event.type === 'retry' ? io.stderr : io.stdout, lineOf(event, locale))
    },
    finish: (summary, others) => {
      bar.hide()
      for (const { source, target } of others) {
        const name = `${source} -> ${target ?? '?'}`
        io.stdout.write(`${visible(fillMessage(MESSAGES.doubt, { name, reason: MESSAGES.earlier[locale] }, locale))}\n`)
      }
      sayEnd(summary, io, locale)
      if (summary.inDoubt + others.length > 0) io.stderr.write(`${DOUBT_HINT[locale]}\n`)
    },
  }
}

/** What happened to a job, as a line for people. */
export function eventLine(event: Exclude<SubmitEvent, { type: 'left' }>, locale: Locale): string {
  return visible(lineOf(event, locale))
}

/** What became of all jobs, and why it ended where it did so by itself. */
export function sayEnd(summary: SubmitSummary, io: Io, locale: Locale): void {
  const { accepted, done, failed, inDoubt, notSent } = summary
  io.stdout.write(`${fillMessage(MESSAGES.end, { accepted, done, failed, inDoubt, notSent }, locale)}\n`)
  if (summary.isElsewhere) io.stderr.write(`${MESSAGES.elsewhere[locale]}\n`)
  if (summary.isRefused) io.stderr.write(`${MESSAGES.refused[locale]}\n`)
}

function lineOf(event: Exclude<SubmitEvent, { type: 'left' }>, locale: Locale): string {
  const name = nameOf(event.job)
  switch (event.type) {
    case 'accepted': {
      const { taskId, requestId } = event.receipt
      return fillMessage(MESSAGES.accepted, { name, ids: taskId ?? requestId ?? '' }, locale).trimEnd()
    }
    case 'failed':
      return fillMessage(MESSAGES.failed, { name, reason: reasonOf(event.error, event.job, locale) }, locale)
    case 'doubt':
      return fillMessage(MESSAGES.doubt, { name, reason: doubtOf(event, locale) }, locale)
    case 'retry': {
      const reason = reasonOf(event.error, event.job, locale)
      return fillMessage(MESSAGES.retry, { name, reason, wait: event.wait }, locale)
    }
    case 'done':
      return name
  }
}

function nameOf({ source, label }: SendJob): string {
  return label === '' ? source : `${source} (${label})`
}

function doubtOf({ job, reason, answer = '' }: SubmitEvent & { type: 'doubt' }, locale: Locale): string {
  if (reason === 'earlier') return MESSAGES.earlier[locale]
  if (reason === 'not-recorded') return MESSAGES.unrecorded[locale]
  if (reason === 'not-from-oss') return fillMessage(MESSAGES.strange, { answer }, locale)
  if (reason === 'no-task') return fillMessage(MESSAGES.taskless, { answer }, locale)
  return fillMessage(MESSAGES.lost, { reason: connectionText(reason, requestHost(job.request), locale) }, locale)
}

function reasonOf(
  { status, code = '', message, serverCode, endpoint, serverTime }: Failure,
  { request }: SendJob,
  locale: Locale,
): string {
  if (code === 'NotFromOss' || code === 'not-from-oss') {
    return fillMessage(MESSAGES.strange, { answer: message ?? status }, locale)
  }
  if (code === 'no-task') return fillMessage(MESSAGES.taskless, { answer: message ?? '' }, locale)
  if (status === 0) return connectionText(code, requestHost(request), locale)
  const place = endpoint && fillMessage(MESSAGES.place, { endpoint }, locale)
  const clock =
    isAboutClock(code) &&
    serverTime &&
    fillMessage(MESSAGES.clock, { text: clockText(serverTime, requestHost(request), locale) }, locale)
  return [status, code, serverCode, message, place, clock].filter(Boolean).join(' ')
}

interface Bar {
  advance(): void
  hide(): void
  show(): void
}

/** Nothing where there is no terminal. */
function createBar(output: TextOutput, total: number): Bar {
  if (!output.isTTY) return { advance: () => undefined, hide: () => undefined, show: () => undefined }
  let count = 0
  return {
    advance: () => count++,
    hide: () => output.write('\r\x1b[K'),
    show: () => {
      const width = Math.min(40, Math.max(0, (output.columns ?? 80) - 20))
      const filled = total === 0 ? width : Math.round((Math.min(count, total) / total) * width)
      output.write(`[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${count}/${total}`)
    },
  }
}
