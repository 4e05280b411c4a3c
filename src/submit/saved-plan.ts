import { problem } from '../request/problem.ts'
import type { OssRequest } from '../request/request.ts'
import { jobId, type SendJob, toSendJob } from './job.ts'

/** A plan as it was saved: exactly these jobs are to be sent. */
export interface SavedPlan {
  readonly jobs: readonly SendJob[]
  /** The journal that it was made by, seen from the folder of the plan. */
  readonly journal: string
  /** Whether jobs in doubt are among those to be sent. */
  readonly resends: boolean
}

/** A plan as text: JSON with one job a line, without signatures and credentials. */
export function* writePlan({ jobs, journal, resends }: SavedPlan): Generator<string> {
  yield `{ "oss-process-plan": 1, "journal": ${JSON.stringify(journal)}, "resends": ${resends}, "jobs": [`
  let comma = '\n'
  for (const { id, request, region, label, process } of jobs) {
    yield `${comma}${JSON.stringify({ id, region, label, process, request })}`
    comma = ',\n'
  }
  yield '\n] }\n'
}

/** Whether a text is meant as a plan. */
export function isPlan(text: string): boolean {
  return /^\s*\{\s*"oss-process-plan"/.test(text)
}

/** Reads a plan back. Throws a RequestError where it is none, or where a job is not the one that was planned. */
export function readPlan(text: string, file: string): SavedPlan {
  const value = parse(text)
  const isCurrent = isObject(value) && value['oss-process-plan'] === 1
  if (!isCurrent || !Array.isArray(value.jobs) || !isText(value.journal)) throw noPlan(file)
  const { journal } = value
  const resends = value.resends === true
  return { journal, resends, jobs: value.jobs.map((item: unknown, index) => readJob(item, file, index + 1)) }
}

function readJob(item: unknown, file: string, number: number): SendJob {
  if (!isObject(item)) throw changed(file, number)
  const { id, region, label, process, request: given } = item
  const request = readRequest(given)
  const isWhole = isText(region) && isText(label) && isText(process) && request?.body.endsWith(`=${process}`)
  // The id is the hash of the request: who changes one has to plan anew.
  if (!request || !isWhole || jobId(request) !== id) throw changed(file, number)
  return toSendJob(request, process, label, region)
}

function readRequest(value: unknown): OssRequest | undefined {
  if (!isObject(value) || !isObject(value.headers) || !Array.isArray(value.query)) return undefined
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

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function noPlan(file: string): Error {
  return problem(
    'plan-form',
    {
      en: '"{file}" is no plan; make one with "oss-process plan --out {file} RECIPE".',
      zh: '"{file}" 不是计划文件；请用 "oss-process plan --out {file} 配方" 生成。',
    },
    { file },
  )
}

function changed(file: string, number: number): Error {
  return problem(
    'plan-changed',
    {
      en: 'Job {number} of the plan "{file}" was changed after it was planned; make the plan anew.',
      zh: '计划 "{file}" 中的第 {number} 个任务在生成后被修改；请重新生成计划。',
    },
    { number, file },
  )
}
