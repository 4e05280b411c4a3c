import path from 'node:path'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import { defineCommand } from '../options/args.ts'
import { asUsage } from '../options/as-usage.ts'
import { openQueue, QUEUE_OPTIONS } from '../options/queue.ts'

const WRITTEN: Localized = {
  en: '{written} new in "{file}", of {read} receipts.',
  zh: '"{file}" 新增 {written} 个，共读取 {read} 个回执。',
}

export const receiptsCommand = defineCommand({
  name: 'receipts',
  summary: { en: 'write the receipts of a queue as a journal', zh: '把队列的回执写成日志' },
  usage: '--queue URL',
  most: 0,
  options: {
    ...QUEUE_OPTIONS,
    journal: {
      type: 'string',
      value: 'FILE',
      description: {
        en: 'where to (default: NAME.journal); what it has stays',
        zh: '写入的日志（默认 名称.journal）；已有内容保留',
      },
    },
    remove: {
      type: 'boolean',
      description: {
        en: 'take receipts out of Redis when they are on the disk; the marks that keep jobs from being sent twice stay',
        zh: '写入磁盘后从 Redis 删除回执；防止重复发送的标记仍保留',
      },
    },
  },
  examples: [
    {
      command: 'oss-process receipts --queue redis://localhost:6379 --journal recipe.journal',
      comment: {
        en: 'again and again, also while workers send; "plan" and "submit" read the journal',
        zh: '可反复运行，worker 发送时也可以；"plan" 和 "submit" 会读取该日志',
      },
    },
  ],
  async run(args, io) {
    const { locale } = args
    const { openJournal } = await import('../../submit/index.ts')
    const { writeReceipts } = await import('../../queue/index.ts')
    const queue = await openQueue(args, io)
    try {
      const file = path.resolve(io.cwd, args.text('journal') ?? `${args.text('name') ?? 'jobs'}.journal`)
      const journal = await asUsage(() => openJournal(file), locale)
      try {
        const { written, read } = await asUsage(
          () => writeReceipts(queue.connection, journal, args.flag('remove')),
          locale,
        )
        const name = path.relative(io.cwd, file)
        io.stdout.write(`${fillMessage(WRITTEN, { written, read, file: name }, locale)}\n`)
        return 0
      } finally {
        await journal.close()
      }
    } finally {
      await queue.close()
    }
  },
})
