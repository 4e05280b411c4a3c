import { hash } from 'node:crypto'
import { decodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import { memoizeLast } from '../../grammar/catalogue/memo.ts'
import { type TemplateSegment, templateSegments } from '../catalogue/templates.ts'
import { parseTree } from '../language/parser.ts'
import type { Pipeline } from '../language/tree.ts'
import { sourceField } from '../recipe/source.ts'
import { getRegion } from '../request/region.ts'
import { type OssRequest, url } from '../request/request.ts'
import type { History, JobState } from './history.ts'

/** What is sent: a request with the names that people know it by. */
export interface SendJob {
  /** Hash of bucket, key and body: equal for requests that do the same, whatever host they go to. */
  readonly id: string
  /** Not signed. */
  readonly request: OssRequest
  readonly region: string
  /** Such as `oss://bucket/key`. */
  readonly source: string
  /** The values of the matrix; empty without one. */
  readonly label: string
  /** Where the result is saved, `oss://bucket/object` with the variables of OSS as they are. */
  readonly target?: string | undefined
  readonly process: string
}

/** The job of a request. Throws a RequestError where the region is not known. */
export function toSendJob(request: OssRequest, process: string, label = '', region?: string): SendJob {
  const { endpoint, bucket, key } = request
  return {
    id: jobId(request),
    request,
    region: getRegion(endpoint, region),
    source: `oss://${bucket}/${key}`,
    label,
    target: findTargetOf(process, bucket),
    process,
  }
}

/** Where a process string saves its result, without the bucket of the input. Jobs that stand in a row mostly have one string, which is not parsed anew. */
const savingOf = memoizeLast((process: string) => findSaving(parseTree(process).tree))

function findTargetOf(process: string, bucket: string): string | undefined {
  return placeOf(savingOf(process), bucket)
}

/** The id of a request by its content. The bucket stands for the host: its name is its own everywhere. */
export function jobId({ bucket, key, body, headers }: OssRequest): string {
  const asked = Object.entries(headers).filter(([name]) => name.toLowerCase().startsWith('x-oss-'))
  return digestOf([bucket, key, body, ...asked.sort()])
}

/** The id that a request had in journals whose ids are made of the host as well. */
function formerId(request: OssRequest): string {
  return digestOf([request.method, url(request), request.body])
}

function digestOf(content: unknown): string {
  return hash('sha256', JSON.stringify(content), 'hex').slice(0, 32)
}

/** What a journal tells of a job, by whichever id it knows it. */
export function stateOf({ id, request }: SendJob, history: History): JobState {
  const state = history.stateOf(id)
  return state === 'new' && history.isFormer ? history.stateOf(formerId(request)) : state
}

/** Whether a job is answered with a task, whose end nobody waits for. */
export function isAsynchronous({ request }: Pick<SendJob, 'request'>): boolean {
  return request.body.startsWith('x-oss-async-process=')
}

/** What tells where a result will be. */
interface Saving extends Pick<SendJob, 'target' | 'process'> {
  readonly request: Pick<OssRequest, 'bucket' | 'key'>
}

/** Where a process string saves the result of an input, `oss://bucket/object`; undefined where it saves none. */
export function findResult({ bucket, key, process }: Saving['request'] & Pick<Saving, 'process'>): string | undefined {
  return resultOf({ request: { bucket, key }, target: findTargetOf(process, bucket), process })
}

/** Where the result of a job will be: its target with the variables of OSS filled in that follow from the source. */
export function resultOf({ request, target, process }: Saving): string | undefined {
  if (target === undefined || !/[{}]/.test(target)) return target
  const fill = (segment: TemplateSegment): string => {
    if (segment.kind !== 'variable') return segment.text
    const value = segment.name === 'autoext' ? formatOf(process) : sourceField(request, segment.name)
    return value ?? `{${segment.name}}`
  }
  return templateSegments(target).map(fill).join('')
}

/** The format that the first operation of a media string writes. */
function formatOf(process: string): string | undefined {
  const [stage] = parseTree(process).tree.stages
  const operation = stage?.kind === 'stage' ? stage.operations[0] : undefined
  return operation?.parameters.find(({ name }) => name === 'f' || name === 'target')?.value
}

/** What `sys/saveas` names. */
interface NamedPlace {
  readonly bucket: string | undefined
  readonly object: string | undefined
}

function findSaving(tree: Pipeline): NamedPlace {
  const operations = tree.stages.flatMap(stage => (stage.kind === 'stage' ? stage.operations : []))
  const saveas = operations.findLast(({ name }) => name === 'saveas')
  const decode = (name: string) => {
    const value = saveas?.parameters.find(parameter => parameter.name === name)?.value
    return value === undefined ? undefined : decodeBase64Url(value)
  }
  return { bucket: decode('b'), object: decode('o') }
}

function placeOf({ bucket, object }: NamedPlace, ownBucket: string): string | undefined {
  return object === undefined ? undefined : `oss://${bucket ?? ownBucket}/${object}`
}
