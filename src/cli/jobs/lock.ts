import { closeSync, createReadStream, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { isReplaceable, resolveLink } from '../../files/durable.ts'
import { fileError, fileProblem, UsageError } from '../../files/problem.ts'
import { type CompiledJob, createTextCounts } from '../../recipe/index.ts'
import { usage } from '../options/usage.ts'

/** The first line of a lock file. */
const HEAD = '{"oss-process-lock":1}'

const NO_LOCK: Localized = {
  en: '"{file}" is not a lock file; its first line should be {head}.',
  zh: '"{file}" 不是锁文件；第一行应为 {head}。',
}

/** Differences that are shown; the rest is counted. */
const SHOWN = 20

/** A job as a line of a lock file: what is done to which object, not where it is sent. */
export function lockLine({ bucket, key, label, via, process }: CompiledJob): string {
  return JSON.stringify({ ...(bucket && { bucket }), key, ...(label && { label }), via, process })
}

/**
 * Writes a lock file line by line, beside its name until it is whole.
 * @throws UsageError when it cannot be written.
 */
export function lockWriter(
  file: string,
  locale: Locale,
): { readonly write: (lines: readonly string[]) => void; readonly end: (isKept: boolean) => void } {
  const real = resolveLink(file)
  const draft = isReplaceable(file) ? `${real}.${process.pid}.part` : file
  const remove = () => {
    if (draft !== file) rmSync(draft, { force: true })
  }
  const attempt = <T>(act: () => T): T => {
    try {
      return act()
    } catch (error) {
      remove()
      throw new UsageError(fileError(error, file).text[locale])
    }
  }
  const descriptor = attempt(() => openSync(draft, 'w'))
  attempt(() => writeSync(descriptor, `${HEAD}\n`))
  return {
    write: lines => {
      attempt(() => writeSync(descriptor, lines.map(line => `${line}\n`).join('')))
    },
    end: isKept => {
      closeSync(descriptor)
      if (!isKept) remove()
      else if (draft !== file) attempt(() => renameSync(draft, real))
    },
  }
}

/**
 * Compares compiled jobs with a lock file, in any order. Of each line a hash is kept, and a line that is left is read again.
 * @throws UsageError when the file cannot be read or is none.
 */
export async function lockChecker(
  file: string,
  locale: Locale,
): Promise<{ readonly see: (line: string) => void; readonly finish: () => Promise<readonly string[]> }> {
  const expected = createTextCounts()
  await forEachLine(file, locale, line => expected.add(line))
  const added: string[] = []
  let more = 0
  const see = (line: string) => {
    if (expected.take(line)) return
    if (added.length < SHOWN) added.push(`+ ${line}`)
    else more++
  }
  const finish = async () => {
    const removed: string[] = []
    let left = more
    await forEachLine(file, locale, line => {
      if (!expected.take(line)) return
      if (removed.length < SHOWN) removed.push(`- ${line}`)
      else left++
    })
    return [...removed, ...added, ...(left > 0 ? [`… ${left}`] : [])]
  }
  return { see, finish }
}

async function forEachLine(file: string, locale: Locale, act: (line: string) => void): Promise<void> {
  let head: string | undefined
  try {
    for await (const line of createInterface({ input: createReadStream(file) })) {
      if (head === undefined) head = line
      else if (line !== '') act(line)
    }
  } catch (error) {
    throw new UsageError(fileProblem(error, file, locale))
  }
  if (head !== HEAD) throw usage(NO_LOCK, { file, head: HEAD }, locale)
}
