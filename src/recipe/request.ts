import { type OssRequest, processRequest, type Target } from '../request/request.ts'
import type { CompiledJob } from './jobs.ts'

/** What a job lacks to become a request. */
export type MissingForRequest = 'endpoint' | 'bucket'

let lastRegion = ''
let lastEndpoint = ''

/** The public endpoint of a region; the last one is remembered: jobs come in rows. */
function endpointOf(region: string): string {
  if (region === lastRegion) return lastEndpoint
  lastEndpoint = `https://oss-${region.replace(/^oss-/, '')}.aliyuncs.com`
  lastRegion = region
  return lastEndpoint
}

/** Where the request of a compiled job goes. Says what is missing where that is not known. */
export function requestTarget(job: CompiledJob): Target | MissingForRequest {
  const { key, bucket, region } = job
  const endpoint = job.endpoint ?? (region && endpointOf(region))
  if (!endpoint) return 'endpoint'
  return bucket ? { endpoint, bucket, key } : 'bucket'
}

/** The request of a compiled job; `sign` makes it ready to be sent. Says what is missing where it cannot be made. */
export function toRequest(
  job: CompiledJob,
): { readonly request: OssRequest } | { readonly missing: MissingForRequest } {
  const target = requestTarget(job)
  if (typeof target === 'string') return { missing: target }
  return { request: processRequest(job.via, target, job.process) }
}
