import { memoizeLast } from '../../grammar/catalogue/memo.ts'
import { regionEndpoint } from '../request/endpoint.ts'
import { type OssRequest, processRequest, type Target } from '../request/request.ts'
import type { CompiledJob } from './jobs.ts'

/** What a job lacks to become a request. */
export type MissingForRequest = 'endpoint' | 'bucket'

/** The public endpoint of a region; the last one is remembered: jobs come in rows. */
const endpointOf = memoizeLast(regionEndpoint)

/** Where the request of a compiled job goes. Says what is missing where that is not known. */
export function requestTarget(job: CompiledJob): Target | MissingForRequest {
  const { key, bucket, region, addressing } = job
  const endpoint = job.endpoint ?? (region && endpointOf(region))
  if (!endpoint) return 'endpoint'
  return bucket ? { endpoint, bucket, key, addressing } : 'bucket'
}

/** The request of a compiled job; `sign` makes it ready to be sent. Says what is missing where it cannot be made. */
export function toRequest(
  job: CompiledJob,
): { readonly request: OssRequest } | { readonly missing: MissingForRequest } {
  const target = requestTarget(job)
  if (typeof target === 'string') return { missing: target }
  return { request: processRequest(job.via, target, job.process) }
}
