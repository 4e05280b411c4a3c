import { createReadStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Locale, Localized } from '../../language/diagnostic.ts'
import type { CompiledJob } from '../../recipe/index.ts'
import { fileProblem, type Io, UsageError } from '../io.ts'
import { usage } from './usage.ts'

/** The first line of a lock file. */
const HEAD = '{"oss-process-lock":1}'

const NO_LOCK: Localized = {
  en: '"{file}" is no lock file; its first line should be {head}.',
  zh: '"{file}" 不是锁文件；第一行应为 {head}。',
}

/** Differences that are shown; the rest is counted. */
const SHOWN = 20

/** A job as a line of a lock file: what is done to which object, not where it is sent. */
export function lockLine({ bucket, key, label, via, process }: CompiledJob): string {
  return JSON.stringify({ ...(bucket && { bucket }), key, ...(label && { label }), via, process })
}

/** The text of a lock file. */
export function lockText(lines: readonly string[]): string {
  return `${[HEAD, ...lines].join('\n')}\n`
}

/**
 * Compares compiled jobs with a lock file, in any order.
 * @throws UsageError when the file cannot be read or is none.
 */
export async function lockChecker(
  file: string,
  io: Io,
  locale: Locale,
): Promise<{ readonly see: (line: string) => void; readonly finish: () => readonly string[] }> {
  const expected = await readLock(file, io, locale)
  const added: string[] = []
  let more = 0
  const see = (line: string) => {
    const count = expected.get(line) ?? 0
    if (count > 1) expected.set(line, count - 1)
    else if (count === 1) expected.delete(line)
    else if (added.length < SHOWN) added.push(`+ ${line}`)
    else more++
  }
  const finish = () => {
    const removed = [...expected.keys()]
    const left = more + Math.max(0, removed.length - SHOWN)
    return [...removed.slice(0, SHOWN).map(line => `- ${line}`), ...added, ...(left > 0 ? [`… ${left}`] : [])]
  }
  return { see, finish }
}

async function readLock(file: string, io: Io, locale: Locale): Promise<Map<string, number>> {
  const lines = new Map<string, number>()
  let head: string | undefined
  try {
    for await (const line of createInterface({ input: createReadStream(path.resolve(io.cwd, file)) })) {
      if (head === undefined) head = line
      else if (line !== '') lines.set(line, (lines.get(line) ?? 0) + 1)
    }
  } catch (error) {
    throw new UsageError(fileProblem(error, file, locale))
  }
  if (head !== HEAD) throw usage(NO_LOCK, { file, head: HEAD }, locale)
  return lines
}
