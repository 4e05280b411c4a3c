import { fillMessage, type Locale, type Localized } from '../../language/diagnostic.ts'
import type { Doubt, Failure, SendJob, SubmitEvent, SubmitSummary } from '../../submit/index.ts'
import type { Io, Output } from '../io.ts'

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
  earlier: { en: 'sent before, no answer is known', zh: '此前已发送，没有收到响应' },
  retry: { en: 'again     {name}  {reason}, in {wait} ms', zh: '重试    {name}  {reason}，{wait} 毫秒后' },
  end: {
    en: '{accepted} accepted, {done} done before, {failed} failed, {inDoubt} in doubt, {notSent} not sent.',
    zh: '已接受 {accepted} 个，此前完成 {done} 个，失败 {failed} 个，不明 {inDoubt} 个，未发送 {notSent} 个。',
  },
  hint: {
    en: 'In doubt means sent without an answer: look whether the results are there, then run again with --resend for those that are not.',
    zh: '“不明”表示已发送但没有收到响应：请先检查结果是否存在，再用 --resend 重新发送缺少的任务。',
  },
  refused: {
    en: 'The service refuses the credentials; nothing more was sent.',
    zh: '服务拒绝了该凭证；已停止发送。',
  },
} as const satisfies Record<string, Localized>

/** One line of JSON for each event, on standard output. */
export function jsonProgress({ stdout }: Io): Progress {
  const write = (value: object) => stdout.write(`${JSON.stringify(value)}\n`)
  return {
    report: ({ type, job, ...rest }) => {
      if (type !== 'done') write({ event: type, ...namesOf(job), ...flat(rest) })
    },
    finish: (summary, others) => {
      for (const { job, source, target } of others)
        write({ event: 'doubt', job, source, target, reason: 'not in this run' })
      write({ event: 'end', ...summary })
    },
  }
}

function namesOf({ id, source, label, target }: SendJob): object {
  return { job: id, source, ...(label && { label }), target }
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
  const say = (output: Output, text: string) => {
    bar.hide()
    output.write(`${text}\n`)
    bar.show()
  }
  return {
    report: event => {
      if (event.type !== 'retry') bar.advance()
      if (event.type !== 'done') say(event.type === 'retry' ? io.stderr : io.stdout, lineOf(event, locale))
    },
    finish: (summary, others) => {
      bar.hide()
      for (const { source, target } of others) {
        const name = `${source} -> ${target ?? '?'}`
        io.stdout.write(`${fillMessage(MESSAGES.doubt, { name, reason: MESSAGES.earlier }, locale)}\n`)
      }
      const { accepted, done, failed, inDoubt, notSent } = summary
      io.stdout.write(`${fillMessage(MESSAGES.end, { accepted, done, failed, inDoubt, notSent }, locale)}\n`)
      if (inDoubt + others.length > 0) io.stderr.write(`${MESSAGES.hint[locale]}\n`)
      if (summary.isRefused) io.stderr.write(`${MESSAGES.refused[locale]}\n`)
    },
  }
}

function lineOf(event: SubmitEvent, locale: Locale): string {
  const { source, label } = event.job
  const name = label === '' ? source : `${source} (${label})`
  switch (event.type) {
    case 'accepted': {
      const { taskId, requestId } = event.receipt
      return fillMessage(MESSAGES.accepted, { name, ids: taskId ?? requestId ?? '' }, locale).trimEnd()
    }
    case 'failed':
      return fillMessage(MESSAGES.failed, { name, reason: reasonOf(event.error) }, locale)
    case 'doubt':
      return fillMessage(
        MESSAGES.doubt,
        { name, reason: event.reason === 'earlier' ? MESSAGES.earlier : event.reason },
        locale,
      )
    case 'retry':
      return fillMessage(MESSAGES.retry, { name, reason: reasonOf(event.error), wait: event.wait }, locale)
    case 'done':
      return name
  }
}

function reasonOf({ status, code, message, serverCode }: Failure): string {
  return [status || '', code, serverCode, message].filter(Boolean).join(' ')
}

interface Bar {
  advance(): void
  hide(): void
  show(): void
}

/** Nothing where there is no terminal. */
function createBar(output: Output, total: number): Bar {
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
