import type { Locale, Localized } from '../../language/diagnostic.ts'
import type { CompiledJob } from '../../recipe/index.ts'
import type { Credentials, OssRequest, SignatureVersion } from '../../request/index.ts'
import { usage } from './usage.ts'

/** A compiled job as it is shown. */
export interface Shown {
  readonly job: CompiledJob
  /** Absent where the endpoint or the bucket is not known. */
  readonly request?: OssRequest
  readonly url?: string
}

/** How requests are made of jobs. */
export interface RequestOptions {
  readonly credentials: Credentials | undefined
  readonly version: SignatureVersion
  /** The life of signed URLs in seconds; signed headers when not given. */
  readonly expires?: number | undefined
  /** Whether a job without a request is an error. */
  readonly isRequired: boolean
  readonly locale: Locale
}

const MISSING: Readonly<Record<'endpoint' | 'bucket', Localized>> = {
  endpoint: {
    en: 'The recipe names no endpoint and no region, so "{key}" cannot be requested; write "connection: { region: cn-hangzhou }" or set OSS_REGION.',
    zh: '配方没有指定 endpoint 或 region，无法为 "{key}" 生成请求；请写 "connection: { region: cn-hangzhou }" 或设置 OSS_REGION。',
  },
  bucket: {
    en: 'The recipe names no bucket, so "{key}" cannot be requested; write "connection: { bucket: NAME }" or set OSS_BUCKET.',
    zh: '配方没有指定 bucket，无法为 "{key}" 生成请求；请写 "connection: { bucket: 名称 }" 或设置 OSS_BUCKET。',
  },
}

/**
 * Makes the requests of jobs, signed where there are credentials.
 * The function that it gives throws a UsageError for a job without request where one is required, and a RequestError where signing fails.
 */
export async function requestMaker(options: RequestOptions): Promise<(job: CompiledJob) => Shown> {
  const { toRequest } = await import('../../recipe/index.ts')
  const { presignRequest, sign, url } = await import('../../request/index.ts')
  const { credentials, version, expires, isRequired, locale } = options
  return job => {
    const made = toRequest(job)
    if (!('request' in made)) {
      if (isRequired) throw usage(MISSING[made.missing], { key: job.key }, locale)
      return { job }
    }
    if (!credentials) return { job, request: made.request, url: url(made.request) }
    const how = { version, region: job.region, expires }
    const request = (expires === undefined ? sign : presignRequest)(made.request, credentials, how)
    return { job, request, url: url(request) }
  }
}
