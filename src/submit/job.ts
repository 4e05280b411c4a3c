import { createHash } from 'node:crypto'
import { decodeBase64Url } from '../language/base64url.ts'
import { parseTree } from '../language/parser.ts'
import type { Pipeline } from '../language/tree.ts'
import { getRegion } from '../request/region.ts'
import { type OssRequest, url } from '../request/request.ts'

/** What is sent: a request with the names that people know it by. */
export interface SendJob {
  /** Hash of method, URL without signature and body: equal for requests that do the same. */
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
    target: findTarget(parseTree(process).tree, bucket),
    process,
  }
}

/** The id of a request by its content. */
export function jobId(request: OssRequest): string {
  const text = JSON.stringify([request.method, url(request), request.body])
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

/** Where a process string saves its result, decoded. */
export function findTarget(tree: Pipeline, bucket: string): string | undefined {
  const operations = tree.stages.flatMap(stage => (stage.kind === 'stage' ? stage.operations : []))
  const saveas = operations.findLast(({ name }) => name === 'saveas')
  const decode = (name: string) => {
    const value = saveas?.parameters.find(parameter => parameter.name === name)?.value
    return value === undefined ? undefined : decodeBase64Url(value)
  }
  const object = decode('o')
  return object === undefined ? undefined : `oss://${decode('b') ?? bucket}/${object}`
}

/** What a job is about, however it is done: what the journal knows a changed job by. */
export function subjectOf({ source, target }: Pick<SendJob, 'source' | 'target'>): string {
  return `${source}\n${target ?? ''}`
}
