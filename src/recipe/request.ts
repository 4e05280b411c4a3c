import { type OssRequest, processRequest } from '../request/request.ts'
import type { CompiledJob } from './jobs.ts'

/** What a job lacks to become a request. */
export type MissingForRequest = 'endpoint' | 'bucket'

/** The request of a compiled job; `sign` makes it ready to be sent. Says what is missing where it cannot be made. */
export function toRequest(
  job: CompiledJob,
): { readonly request: OssRequest } | { readonly missing: MissingForRequest } {
  const { via, process, key, bucket, region } = job
  const endpoint = job.endpoint ?? (region && `https://oss-${region.replace(/^oss-/, '')}.aliyuncs.com`)
  if (!endpoint) return { missing: 'endpoint' }
  if (!bucket) return { missing: 'bucket' }
  return { request: processRequest(via, { endpoint, bucket, key }, process) }
}
