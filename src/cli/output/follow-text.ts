import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import type { FollowEvent } from '../../follow/index.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import { visible } from '../../report/frame.ts'
import type { FollowOutcome } from '../jobs/follow-run.ts'
import { EXIT } from './exit-codes.ts'

const MESSAGES = {
  Succeeded: { en: 'done      {name} -> {outputs}', zh: '完成    {name} -> {outputs}' },
  Failed: { en: 'failed    {name}  {code} {message}', zh: '失败    {name}  {code} {message}' },
  running: { en: 'running   {name}', zh: '运行中  {name}' },
  unknown: { en: 'unknown   {name}', zh: '未知    {name}' },
  end: {
    en: '{succeeded} done, {failed} failed, {running} running, {unknown} unknown.',
    zh: '完成 {succeeded} 个，失败 {failed} 个，运行中 {running} 个，未知 {unknown} 个。',
  },
  before: {
    en: '{failedBefore} more had failed before; --retry-failed sends those again.',
    zh: '另有 {failedBefore} 个此前已失败；可用 --retry-failed 再次发送。',
  },
  settled: {
    en: '{settled} in doubt were taken after all, {inDoubt} are in doubt still.',
    zh: '不明的任务中 {settled} 个已确认被接受，{inDoubt} 个仍不明。',
  },
} as const satisfies Record<string, Localized>

/** What happens to a task as a line for people. */
export function eventText(event: FollowEvent, locale: Locale): string {
  const { taskId, source } = event.task
  const name = source === undefined ? taskId : `${source} (${taskId})`
  if (event.type !== 'ended') return `${visible(fillMessage(MESSAGES[event.type], { name }, locale))}\n`
  const { state, code, message, outputs } = event.end
  const words = { name, code, message, outputs: outputs.join(', ') || '?' }
  return `${visible(fillMessage(MESSAGES[state], words, locale).trimEnd())}\n`
}

/** The same as a line of JSON. */
export function eventLine({ type, task, ...rest }: FollowEvent): string {
  return `${JSON.stringify({ event: type, ...task, ...('end' in rest ? rest.end : {}) })}\n`
}

/** How all stand. */
export function outcomeText(outcome: FollowOutcome, locale: Locale): string {
  const { succeeded, failed, running, unknown, settled, inDoubt, failedBefore } = outcome
  const doubts = settled + inDoubt > 0 ? `${fillMessage(MESSAGES.settled, { settled, inDoubt }, locale)}\n` : ''
  const before = failedBefore > 0 ? `${fillMessage(MESSAGES.before, { failedBefore }, locale)}\n` : ''
  return `${doubts}${fillMessage(MESSAGES.end, { succeeded, failed, running, unknown }, locale)}\n${before}`
}

/** The exit code of following: 3 where some still run, 5 where all failed, 6 where some did, now or before, or nobody knows. */
export function followCode(outcome: FollowOutcome): number {
  const { succeeded, failed, running, unknown, inDoubt, failedBefore, isInterrupted } = outcome
  if (isInterrupted) return EXIT.interrupted
  if (failed > 0 && succeeded + running + unknown + inDoubt + failedBefore === 0) return EXIT.service
  if (failed + unknown + inDoubt + failedBefore > 0) return EXIT.partial
  return running > 0 ? EXIT.changes : 0
}
