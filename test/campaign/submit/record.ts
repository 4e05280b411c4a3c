import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'

/** What a journal says, read without the code that writes it. */
export interface Record {
  /** Sources with a receipt. */
  readonly done: ReadonlySet<string>
  /** Sources that were sent, and nobody knows whether they were taken. */
  readonly doubt: ReadonlySet<string>
  readonly lines: number
}

interface Line {
  readonly type: string
  readonly job: string
  readonly source?: string
  readonly sent?: boolean
}

/** Reads the lines one by one; the last one may be torn. */
export function readRecord(file: string): Record {
  const lines = existsSync(file)
    ? readFileSync(file, 'utf8')
        .replace(/^\ufeff/, '')
        .split(/\r?\n/)
    : []
  const sources = new Map<string, string>()
  const open = new Map<string, boolean>()
  const lost = new Set<string>()
  const done = new Set<string>()
  let count = 0
  for (const [index, text] of lines.entries()) {
    const entry = parse(text)
    if (!entry) {
      if (text !== '' && index < lines.length - 1) throw new Error(`Line ${index + 1} of the journal is damaged.`)
      continue
    }
    if ('version' in entry) continue
    count++
    if (isRow(entry)) {
      const [, id, , about] = entry
      const source = typeof about === 'object' && about !== null && 'source' in about ? String(about.source) : ''
      done.add(String(id))
      sources.set(String(id), source)
      open.set(String(id), false)
      continue
    }
    const { type, job } = entry
    if (type === 'send') {
      if (open.get(job)) lost.add(job)
      open.set(job, true)
      sources.set(job, entry.source ?? '')
    } else {
      open.set(job, false)
      if (type === 'receipt') done.add(job)
      if (type === 'lost' && entry.sent) lost.add(job)
    }
  }
  const isDoubt = (job: string) => !done.has(job) && (open.get(job) === true || lost.has(job))
  const named = (jobs: Iterable<string>) => new Set(Array.from(jobs, job => sources.get(job) ?? job))
  return { done: named(done), doubt: named([...sources.keys()].filter(isDoubt)), lines: count }
}

function isRow(entry: Line | readonly unknown[]): entry is readonly unknown[] {
  return Array.isArray(entry)
}

function parse(text: string): Line | readonly unknown[] | undefined {
  try {
    const { entry }: { entry?: Line | readonly unknown[] } = JSON.parse(text)
    return entry
  } catch {
    return undefined
  }
}

/** Cuts off a part of the last line, as a crash of the machine may. */
export function tear(file: string, random: () => number): void {
  if (!existsSync(file)) return
  const bytes = readFileSync(file)
  const start = bytes.subarray(0, -1).lastIndexOf(10) + 1
  const cut = 1 + Math.floor(random() * Math.max(1, bytes.length - start - 1))
  truncateSync(file, Math.max(start, bytes.length - cut))
}

/** What an editor of Windows makes of a file: a byte order mark, and carriage returns. */
export function editAsWindows(file: string): void {
  if (!existsSync(file)) return
  const text = readFileSync(file, 'utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r?\n/g, '\r\n')
  writeFileSync(file, `\ufeff${text}`)
}
