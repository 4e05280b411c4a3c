import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { systemCode } from '../language/given.ts'
import { readJsonObject } from '../language/record.ts'
import { problem } from '../request/problem.ts'
import { resolveLink } from './durable.ts'

/**
 * Keeps other processes off a journal, by whatever symbolic links they name it, until the function that it gives is called. A lock whose process has died is taken over.
 * Throws a RequestError while another process holds it.
 */
export function lock(file: string): () => void {
  const name = `${resolveLink(file)}.lock`
  const mine = `${JSON.stringify({ host: hostname(), pid: process.pid, start: startOf(process.pid) })}\n`
  for (let round = 0; round < 10; round++) {
    if (create(name, mine)) return () => rmSync(name, { force: true })
    const theirs = findText(name)
    if (theirs === undefined) continue
    if (isHeld(theirs)) throw locked(name, theirs)
    takeAway(name, theirs)
  }
  throw locked(name, findText(name) ?? '')
}

/** The file appears with its text or not at all, so that nobody reads half of it. */
function create(name: string, text: string): boolean {
  const draft = `${name}.${process.pid}`
  const descriptor = openSync(draft, 'w')
  try {
    writeSync(descriptor, text)
    linkSync(draft, name)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  } finally {
    closeSync(descriptor)
    rmSync(draft, { force: true })
  }
}

/** Removes a dead lock. Where another process was faster, what is moved is its new lock, which goes back. */
function takeAway(name: string, theirs: string): void {
  const aside = `${name}.${process.pid}.old`
  try {
    renameSync(name, aside)
    if (findText(aside) === theirs) rmSync(aside)
    else renameSync(aside, name)
  } catch {
    // Gone meanwhile: the next round sees.
  }
}

function findText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function isHeld(text: string): boolean {
  const { host, pid, start } = read(text)
  if (pid === undefined) return false
  if (host !== hostname()) return true
  return isAlive(pid) && (start === undefined || startOf(pid) === start)
}

function read(text: string): { readonly host?: unknown; readonly pid?: number; readonly start?: unknown } {
  const { pid, host, start } = readJsonObject(text) ?? {}
  return typeof pid === 'number' ? { pid, host, start } : {}
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
}

/** When a process began, where the system tells: its number may have been given to another one since. */
function startOf(pid: number): string | undefined {
  return findText(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')[19]
}

function locked(name: string, text: string): Error {
  return problem(
    'journal-locked',
    {
      en: 'The journal is in use by another process (number {pid}); wait for it to end. If there is none, remove "{name}".',
      zh: '日志正被另一个进程使用（进程号 {pid}）；请等待其结束。如果没有这样的进程，请删除 "{name}"。',
    },
    { pid: read(text).pid ?? '?', name },
  )
}
