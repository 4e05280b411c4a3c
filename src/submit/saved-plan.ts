import { linesOf } from '../files/lines.ts'
import { fileError } from '../files/problem.ts'
import { openLine, sealLine } from '../files/sealed-line.ts'
import { isRecord, readJson } from '../language/record.ts'
import { problem } from '../request/problem.ts'
import type { OssRequest } from '../request/request.ts'
import { type SendJob, toSendJob } from './job.ts'

/** A plan as it was saved: exactly these jobs are to be sent. */
export interface SavedPlan {
  /** The journals that it was made by, seen from the folder of the plan. */
  readonly journals: readonly string[]
  /** Whether jobs in doubt are among those to be sent. */
  readonly resends: boolean
  /** Whether jobs whose tasks failed are among them. */
  readonly retriesFailed?: boolean
}

/** A job of a plan, and which of its journals records it. */
export interface SavedJob {
  readonly job: SendJob
  readonly journal: number
}

const START = '{ "oss-process-plan": '
const VERSION = 2
const END = '] }'

/** The first line of a plan: a plan is JSON with one job a line, each under a checksum, without signatures and credentials. */
export function planHead({ journals, resends, retriesFailed }: SavedPlan): string {
  const retries = retriesFailed ? ' "retriesFailed": true,' : ''
  return `${START}${VERSION}, "resends": ${resends},${retries} "journals": ${JSON.stringify(journals)}, "jobs": [`
}

/** A job of a plan as a line; the first one has no comma in front. */
export function planJob({ job, journal }: SavedJob, isFirst: boolean): string {
  const { request, region, label, process } = job
  return `${isFirst ? '' : ','}\n${sealLine({ journal, region, label, process, request }).trimEnd()}`
}

/** What follows the last job. */
export const PLAN_END: string = `\n${END}\n`

/** Whether a text begins as a plan does. */
export function isPlan(text: string): boolean {
  return /^\s*\{\s*"oss-process-plan"/.test(text)
}

/** Reads the first line of a plan. Throws a RequestError where it is none. */
export function readPlan(file: string): SavedPlan {
  try {
    for (const { line } of linesOf(file)) return readHead(line, file)
  } catch (error) {
    throw error instanceof Error && 'code' in error ? fileError(error, file) : error
  }
  throw noPlan(file)
}

/** Reads the jobs of a plan, one by one. Throws a RequestError where one is not as it was planned, and where the end is missing. */
export function* planJobs(file: string): Generator<SavedJob> {
  const { journals } = readPlan(file)
  let number = 0
  let isEnded = false
  for (const { line: whole } of linesOf(file)) {
    const line = whole.trimEnd()
    if (isEnded || (number > 0 && line === '')) throw noPlan(file)
    isEnded = line === END
    if (!isEnded && number > 0) yield readJob(line, journals.length, file, number)
    number++
  }
  if (!isEnded) throw noPlan(file)
}

function readHead(line: string, file: string): SavedPlan {
  const value = readJson(`${line.trimEnd()}${END}`)
  if (!isRecord(value) || !Array.isArray(value.journals)) throw noPlan(file)
  if (value['oss-process-plan'] !== VERSION) throw noPlan(file)
  const journals = value.journals.filter(isText)
  return { resends: value.resends === true, ...(value.retriesFailed === true && { retriesFailed: true }), journals }
}

function readJob(line: string, journals: number, file: string, number: number): SavedJob {
  const item = openLine(line.replace(/,$/, ''))
  if (!isRecord(item)) throw changed(file, number)
  const { journal, region, label, process, request: given } = item
  const request = readRequest(given)
  if (!request || !isText(region) || !isText(label) || !isText(process)) throw changed(file, number)
  if (typeof journal !== 'number' || journal < 0 || journal >= journals) throw changed(file, number)
  return { job: toSendJob(request, process, label, region), journal }
}

function readRequest(value: unknown): OssRequest | undefined {
  if (!isRecord(value) || !isRecord(value.headers) || !Array.isArray(value.query)) return undefined
  const { method, endpoint, bucket, key, body, addressing } = value
  if (!isText(method) || !isText(endpoint) || !isText(bucket) || !isText(key) || !isText(body)) return undefined
  if (addressing !== undefined && addressing !== 'virtual' && addressing !== 'path' && addressing !== 'cname')
    return undefined
  const headers = Object.fromEntries(
    Object.entries(value.headers).filter((pair): pair is [string, string] => isText(pair[1])),
  )
  const query = value.query.flatMap((pair: unknown) => {
    if (!Array.isArray(pair)) return []
    const [name, text]: unknown[] = pair
    return isText(name) && isText(text) ? [[name, text] as const] : []
  })
  return { method, endpoint, bucket, key, body, headers, query, addressing }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function noPlan(file: string): Error {
  return problem(
    'plan-form',
    {
      en: '"{file}" is not a complete plan of this version; make it again with "oss-process plan --out {file} RECIPE".',
      zh: '"{file}" 不是此版本的完整计划文件；请用 "oss-process plan --out {file} 配方" 重新生成。',
    },
    { file },
  )
}

function changed(file: string, number: number): Error {
  return problem(
    'plan-changed',
    {
      en: 'Job {number} of the plan "{file}" was changed after it was planned; make the plan again.',
      zh: '计划 "{file}" 中的第 {number} 个任务在生成后被修改；请重新生成计划。',
    },
    { number, file },
  )
}
