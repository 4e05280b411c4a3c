import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import type { CompiledJob } from '../../recipe/index.ts'
import type {
  Addressing,
  Credentials,
  OssRequest,
  RowSigner,
  SignatureVersion,
  SignedInRow,
  Target,
} from '../../request/index.ts'
import type { Billing } from '../../submit/index.ts'
import { usage } from '../options/usage.ts'

/** A compiled job as it is shown. */
export interface Shown {
  readonly job: CompiledJob
  /** Absent where the endpoint or the bucket is not known. */
  readonly request?: OssRequest
  readonly url?: string
  /** What it makes and costs, where the form of the output shows that. */
  readonly billing?: Billing
}

/** How requests are made of jobs. */
export interface RequestOptions {
  readonly credentials: Credentials | undefined
  readonly version: SignatureVersion
  /** The life of signed URLs in seconds; signed headers when not given. */
  readonly expires?: number | undefined
  /** Whether a job without a request is an error. */
  readonly isRequired: boolean
  /** Told of the first job that has none, in words. */
  readonly onMissing?: (words: string) => void
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
  const { requestTarget } = await import('../../recipe/index.ts')
  const { isRequired, onMissing, locale } = options
  let isTold = false
  const makeRequest = await signerOf(options)
  return job => {
    const target = requestTarget(job)
    if (typeof target === 'string') {
      if (isRequired) throw usage(MISSING[target], { key: job.key }, locale)
      if (!isTold) onMissing?.(fillMessage(MISSING[target], { key: job.key }, locale))
      isTold = true
      return { job }
    }
    // Field by field: a spread takes longer than a digest.
    const { request, url } = makeRequest(job, target)
    return { job, request, url }
  }
}

async function signerOf({ credentials, version, expires }: RequestOptions): Promise<RequestMaker> {
  const { presignRequest, processRequest, sign, url } = await import('../../request/index.ts')
  const withUrl = (request: OssRequest): SignedInRow => ({ request, url: url(request) })
  if (!credentials) return ({ via, process }, target) => withUrl(processRequest(via, target, process))
  const signInRows = await rowSigner(credentials)
  return (job, target) => {
    const { via, process, region } = job
    if (via !== 'get' && version === 'v4' && expires === undefined) return signInRows(via, job, target)
    const request = processRequest(via, target, process)
    return withUrl((expires === undefined ? sign : presignRequest)(request, credentials, { version, region, expires }))
  }
}

type RequestMaker = (job: CompiledJob, target: Target) => SignedInRow

/** Jobs in a row to one bucket in one second, signed from the second one on with what they share made once. */
interface Row {
  readonly via: 'post' | 'async'
  readonly region: string | undefined
  readonly endpoint: string
  readonly bucket: string
  readonly addressing: Addressing | undefined
  readonly second: number
  sign?: RowSigner
}

async function rowSigner(
  credentials: Credentials,
): Promise<(via: 'post' | 'async', job: CompiledJob, target: Target) => SignedInRow> {
  const { processRequest, sign, signRow, url } = await import('../../request/index.ts')
  let row: Row | undefined
  return (via, { region, process }, target) => {
    const { endpoint, bucket, key, addressing } = target
    const now = Date.now()
    const second = Math.floor(now / 1000)
    if (row && row.second === second && row.bucket === bucket && row.endpoint === endpoint) {
      if (row.via === via && row.region === region && row.addressing === addressing) {
        row.sign ??= signRow(via, { endpoint, bucket, addressing }, credentials, { region, date: new Date(now) })
        return row.sign(key, process)
      }
    }
    row = { via, region, endpoint, bucket, addressing, second }
    const request = sign(processRequest(via, target, process), credentials, { region, date: new Date(now) })
    return { request, url: url(request) }
  }
}
