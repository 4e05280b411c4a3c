import { LIST_COMMA, type Locale, type Localized } from '../../../grammar/catalogue/localized.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import type { OpenJob, Overview } from '../../queue/index.ts'
import { visible } from '../../report/frame.ts'
import type { Io } from '../io.ts'
import { type Args, defineCommand } from '../options/args.ts'
import { asUsage } from '../options/as-usage.ts'
import { FOREIGN, type OpenQueue, openQueue, PAUSED, QUEUE_OPTIONS } from '../options/queue.ts'
import { usage } from '../options/usage.ts'

const ACTIONS = ['status', 'failed', 'doubts', 'pause', 'resume', 'drain', 'retry', 'resend'] as const
type Action = (typeof ACTIONS)[number]

const NO_ACTION: Localized = {
  en: '"{found}" is nothing that can be done with a queue; expected {actions}.',
  zh: '"{found}" 不是队列操作；应为 {actions}。',
}

const TEXTS = {
  status: {
    en: '{done} done, {failed} failed, {inDoubt} in doubt; at most {waiting} waiting, {underWay} under way; {rate} a second{end}.',
    zh: '完成 {done} 个，失败 {failed} 个，不明 {inDoubt} 个；最多 {waiting} 个等待，{underWay} 个进行中；每秒 {rate} 个{end}。',
  },
  end: { en: ', {time} left', zh: '，约剩 {time}' },
  pause: {
    en: 'Paused: what workers have in hand is finished, nothing more is taken.',
    zh: '已暂停：worker 手中的任务会完成，不再取新任务。',
  },
  resume: { en: 'The queue goes on.', zh: '队列已恢复。' },
  drain: {
    en: 'What waited was taken out and is not sent; submit it again for that.',
    zh: '等待中的任务已移除且不会发送；需要时请重新提交。',
  },
  retry: { en: 'Failed jobs that wait again: {count}.', zh: '{count} 个失败的任务已重新排队。' },
  resend: { en: 'Jobs in doubt that wait again: {count}.', zh: '{count} 个不明的任务已重新排队。' },
} as const satisfies Record<string, Localized>

export const queueCommand = defineCommand({
  name: 'queue',
  summary: { en: 'see how far a queue is; pause, resume, drain, retry', zh: '查看队列进度；暂停、恢复、清空、重试' },
  usage: `[${ACTIONS.join('|')}] --queue URL`,
  words: () => ACTIONS,
  most: 1,
  options: {
    ...QUEUE_OPTIONS,
    json: { type: 'boolean', description: { en: 'print JSON', zh: '输出 JSON' } },
  },
  examples: [
    {
      command: 'oss-process queue --queue redis://localhost:6379',
      comment: { en: 'how far it is, and when it ends', zh: '进度和预计结束时间' },
    },
    {
      command: 'oss-process queue retry --queue redis://localhost:6379',
      comment: {
        en: 'failed ones wait again; "resend" does so with those in doubt, which OSS may do twice',
        zh: '失败的任务重新排队；"resend" 对不明的任务这样做，OSS 可能重复处理',
      },
    },
  ],
  async run(args, io) {
    const found = args.positionals[0] ?? 'status'
    const action = ACTIONS.find(name => name === found)
    if (!action) throw usage(NO_ACTION, { found, actions: ACTIONS.join(LIST_COMMA[args.locale]) }, args.locale)
    const queue = await openQueue(args, io)
    try {
      return await asUsage(() => run(action, queue, args, io), args.locale)
    } finally {
      await queue.close()
    }
  },
})

/** What the user typed that tells how to show it. */
type Given = Args<'json', never, never>

async function run(action: Action, { connection, line }: OpenQueue, args: Given, io: Io): Promise<number> {
  const { addOpen, BUNDLE, MARK, openJobs, overview } = await import('../../queue/index.ts')
  let count: number | undefined
  switch (action) {
    case 'status':
      return showStatus(await overview(connection, line), BUNDLE, args, io)
    case 'failed':
      return showOpen(openJobs(connection, MARK.failed), args, io)
    case 'doubts':
      return showOpen(openJobs(connection, MARK.doubt), args, io)
    case 'pause':
      await line.queue.pause()
      break
    case 'resume':
      await line.queue.resume()
      break
    case 'drain':
      await line.queue.drain()
      break
    case 'retry':
      count = await addOpen(connection, line, MARK.failed)
      break
    case 'resend':
      count = await addOpen(connection, line, MARK.doubt)
      break
  }
  const text = args.flag('json')
    ? JSON.stringify({ action, count })
    : fillMessage(TEXTS[action], { count: count ?? 0 }, args.locale)
  io.stdout.write(`${text}\n`)
  return 0
}

function showStatus(seen: Overview, size: number, args: Given, io: Io): number {
  const { locale } = args
  const { done, failed, inDoubt, rate, isPaused, unreadable } = seen
  const [waiting, underWay] = [seen.waiting * size, seen.underWay * size]
  const seconds = rate > 0 && !isPaused ? Math.ceil((waiting + underWay) / rate) : undefined
  if (args.flag('json')) {
    io.stdout.write(
      `${JSON.stringify({ ...seen, waiting, underWay, rate: Math.round(rate), secondsLeft: seconds ?? null })}\n`,
    )
    return 0
  }
  const end = seconds ? fillMessage(TEXTS.end, { time: durationText(seconds, locale) }, locale) : ''
  const numbers = { done, failed, inDoubt, waiting, underWay, rate: Math.round(rate), end }
  io.stdout.write(`${fillMessage(TEXTS.status, numbers, locale)}\n`)
  if (isPaused) io.stdout.write(`${PAUSED[locale]}\n`)
  if (unreadable > 0) io.stdout.write(`${fillMessage(FOREIGN, { count: unreadable }, locale)}\n`)
  return 0
}

/** Seconds, minutes, hours or days, in the unit that tells it in two digits or so. */
function durationText(seconds: number, locale: Locale): string {
  const units = locale === 'zh' ? [' 秒', ' 分钟', ' 小时', ' 天'] : [' s', ' min', ' h', ' days']
  const lengths = [1, 60, 3600, 86_400]
  const index = lengths.findLastIndex((length, at) => at === 0 || seconds >= 2 * length)
  return `${Math.ceil(seconds / (lengths[index] ?? 1))}${units[index]}`
}

async function showOpen(jobs: AsyncIterable<OpenJob>, args: Given, io: Io): Promise<number> {
  for await (const { reason, bundle } of jobs) {
    const { places, jobs: bare } = bundle
    for (const [place, key] of bare) {
      const source = `oss://${places[place]?.bucket}/${key}`
      io.stdout.write(
        args.flag('json') ? `${JSON.stringify({ source, reason })}\n` : `${visible(`${source}  ${reason}`)}\n`,
      )
    }
  }
  return 0
}
