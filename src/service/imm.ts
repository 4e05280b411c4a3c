import type { Localized } from '../../grammar/catalogue/localized.ts'
import { isRecord, type JsonObject, readJsonObject } from '../language/record.ts'
import { type AcsRequest, signAcs3 } from '../request/acs3.ts'
import { plainRegion } from '../request/endpoint.ts'
import { problem } from '../request/problem.ts'
import type { OssRequest } from '../request/request.ts'
import { readServerTime, type ServiceError } from '../submit/answer.ts'
import type { Client, Tried } from './client.ts'

/** Where IMM is asked. */
export interface ImmPlace {
  /** Such as `https://imm.cn-hangzhou.aliyuncs.com`; that of the region when not given. */
  readonly endpoint?: string | undefined
  readonly region?: string | undefined
  readonly project: string
}

/** A task as IMM tells of it. */
export interface ImmTask {
  readonly taskId: string
  readonly state: 'Running' | 'Succeeded' | 'Failed'
  readonly code: string
  readonly message: string
  /** ISO 8601; empty where it is not told. */
  readonly startedAt: string
  /** `oss://bucket/object` of what it reads and writes, as far as IMM tells. */
  readonly sources: readonly string[]
  readonly outputs: readonly string[]
}

/** Version of the API. */
const IMM_VERSION = '2020-09-30'

const NO_REGION: Localized = {
  en: 'no region is known, so IMM cannot be asked; write "connection: { region: cn-hangzhou }" or give --region',
  zh: '没有地域，无法查询 IMM；请写 "connection: { region: cn-hangzhou }" 或给出 --region',
}

/** A request to IMM: parameters in the query, an empty body, as its SDK sends those that ask. */
export function immRequest(
  place: Pick<ImmPlace, 'endpoint' | 'region'>,
  action: string,
  query: AcsRequest['query'],
  body = '',
): { readonly scheme: string; readonly request: AcsRequest } {
  const { endpoint, region } = place
  const address = endpoint ?? (region && `https://imm.${plainRegion(region)}.aliyuncs.com`)
  if (!address) throw problem('imm-region', NO_REGION)
  const [, scheme = 'https', host = ''] = /^(?:(https?):\/\/)?([^/]+)/i.exec(address) ?? []
  const headers = {
    accept: 'application/json',
    'x-acs-action': action,
    'x-acs-version': IMM_VERSION,
    ...(body !== '' && { 'content-type': 'application/x-www-form-urlencoded' }),
  }
  return { scheme, request: { method: 'POST', host, path: '/', query, headers, body } }
}

/** Asks IMM; undefined where the thing that is asked for does not exist. Rejects with a RequestError where IMM does not tell. */
async function askImm(
  client: Client,
  place: ImmPlace,
  action: string,
  query: AcsRequest['query'],
): Promise<JsonObject | undefined> {
  const { scheme, request } = immRequest(place, action, [['ProjectName', place.project], ...query])
  return client.repeat<JsonObject | undefined>(
    request.host,
    async (credentials, date, signal): Promise<Tried<JsonObject | undefined>> => {
      const signed = signAcs3(request, credentials, { date })
      const answer = await client.wire.send(toOss(scheme, signed), signal)
      const value = readJsonObject(await answer.body.text())
      if (answer.status === 200 && value) return { value }
      const [code, message] = [textOf(value?.Code), textOf(value?.Message)]
      if (code.startsWith('ResourceNotFound') && !OF_PROJECT.test(`${code} ${message}`)) return { value: undefined }
      if (!value) throw problem('service-refused', NOT_JSON, { host: request.host, status: answer.status })
      const isBusy = /^(?:Throttling|ServiceUnavailable|InternalError)/.test(code)
      const refusal: ServiceError = {
        status: isBusy ? 503 : answer.status,
        code,
        message: message.slice(0, 300),
        serverTime: readServerTime(answer.headers),
      }
      return { refusal }
    },
  )
}

/** What IMM says where the project is not there, in which nothing can be. */
const OF_PROJECT = /^\w+\.Project|\bproject\b.*\bnot\b/i

const NOT_JSON: Localized = {
  en: '{host} answers {status} without JSON, so it is not IMM',
  zh: '{host} 的响应为 {status}，但不是 JSON，因此不是 IMM',
}

/** The same request for connections that carry those of OSS: the host alone, without a bucket. */
function toOss(scheme: string, { method, host, query, headers, body }: AcsRequest): OssRequest {
  const endpoint = `${scheme}://${host}`
  return { method, endpoint, bucket: '', key: '', query, headers, body }
}

/** A task by its id, whose type stands before its first hyphen; undefined where IMM does not know it. */
export async function getTask(client: Client, place: ImmPlace, taskId: string): Promise<ImmTask | undefined> {
  const found = await askImm(client, place, 'GetTask', [
    ['TaskId', taskId],
    ['TaskType', taskId.replace(/-.*$/s, '')],
    ['RequestDefinition', 'true'],
  ])
  return found && toTask(found)
}

/** Tasks a page, the most that IMM gives. */
const PAGE = '100'

/** The tasks that began in a time, ISO 8601, page by page. */
export async function* listTasks(
  client: Client,
  place: ImmPlace,
  { from, to }: { readonly from: string; readonly to: string },
): AsyncGenerator<readonly ImmTask[]> {
  let token = ''
  do {
    const page: JsonObject | undefined = await askImm(client, place, 'ListTasks', [
      ['MaxResults', PAGE],
      ['RequestDefinition', 'true'],
      ['StartTimeRange', JSON.stringify({ Start: from, End: to })],
      ...(token === '' ? [] : [['NextToken', token] as const]),
    ])
    const tasks = Array.isArray(page?.Tasks) ? page.Tasks : []
    yield tasks.flatMap(task => (isRecord(task) ? toTask(task) : []))
    token = textOf(page?.NextToken)
  } while (token !== '')
}

/** What tells of a task: an answer of IMM, or the content of a message. */
export function toTask(fields: JsonObject): ImmTask {
  const state = textOf(fields.Status)
  const definition = readJsonObject(textOf(fields.TaskRequestDefinition)) ?? {}
  return {
    taskId: textOf(fields.TaskId),
    state: state === 'Succeeded' || state === 'Failed' ? state : 'Running',
    code: textOf(fields.Code),
    message: textOf(fields.Message),
    startedAt: textOf(fields.StartTime),
    sources: [...addressesIn(fields.Sources), ...addressesIn(definition.Sources), ...addressesIn(definition.SourceURI)],
    outputs: [...addressesIn(fields.Outputs), ...addressesIn(fields.Targets)],
  }
}

/** Every `oss://...` of a value, however deep it stands. */
function addressesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.startsWith('oss://') ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(addressesIn) : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
