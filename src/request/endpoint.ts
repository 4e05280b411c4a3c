import { memoizeLast } from '../../grammar/catalogue/memo.ts'
/** An endpoint read apart. */
export interface Endpoint {
  /** `https` when the endpoint names none. */
  readonly scheme: string
  /** Host and port, lower case. */
  readonly host: string
  /** The region in a host of Alibaba Cloud, such as `cn-hangzhou`; none for acceleration and own domains. */
  readonly region: string | undefined
  /** True where no bucket can stand before the host: IP addresses and localhost. */
  readonly isPathStyle: boolean
}

// oss-cn-hangzhou, oss-cn-hangzhou-internal, vpc100-oss-cn-hangzhou, and the dual-stack form cn-hangzhou.oss
const publicHost = /(?:^|\.|vpc100-)oss-([a-z0-9-]+?)(?:-internal)?\.(?:oss-[a-z-]+\.)?aliyuncs\.com(?::\d+)?$/
const dualStackHost = /(?:^|\.)([a-z]+-[a-z0-9-]+)\.oss\.aliyuncs\.com(?::\d+)?$/
const pathStyleHost = /^(?:localhost|\d+\.\d+\.\d+\.\d+|\[.*\])(?::\d+)?$/

const regionOf = (host: string): string | undefined => {
  const region = (publicHost.exec(host) ?? dualStackHost.exec(host))?.[1]
  return region?.startsWith('accelerate') ? undefined : region
}

function readAnew(endpoint: string): Endpoint {
  const text = endpoint.trim().toLowerCase()
  const scheme = /^\w+(?=:\/\/)/.exec(text)?.[0] ?? 'https'
  const host = text.replace(/^\w+:\/\//, '').replace(/\/.*$/, '')
  return { scheme, host, region: regionOf(host), isPathStyle: pathStyleHost.test(host) }
}

/** Reads an endpoint such as `https://oss-cn-hangzhou.aliyuncs.com`, the scheme optional. The last one is remembered: requests come in rows. */
export const readEndpoint: (endpoint: string) => Endpoint = /* @__PURE__ */ memoizeLast(readAnew)

/**
 * What keeps an endpoint from being one, without repeating a password: another scheme than http and https, a user in front of the host,
 * no host, a port that there is not, or a path. Undefined where it is one.
 */
export function findEndpointFault(endpoint: string): 'scheme' | 'user' | 'form' | 'path' | undefined {
  const text = endpoint.trim()
  const url = text.includes('://') ? text : `https://${text}`
  if (!/^https?:/i.test(url)) return 'scheme'
  if (/^\w+:\/\/[^/?#]*@/.test(url)) return 'user'
  if (!URL.canParse(url) || /^\w+:\/\/\//.test(url)) return 'form'
  return /^\w+:\/\/[^/?#]*[/?#]./.test(url) ? 'path' : undefined
}

/** The host of a request read apart. */
export interface RequestHost {
  /** In front of the endpoint; undefined where it stands in the path, and for domains of their own. */
  readonly bucket: string | undefined
  /** Without the bucket; undefined for domains of their own. */
  readonly endpoint: string | undefined
  readonly addressing: 'virtual' | 'path' | 'cname'
}

// oss-cn-hangzhou, vpc100-oss-cn-hangzhou, s3.oss-cn-hangzhou, and the dual-stack form cn-hangzhou.oss; a bucket has no dots
const serviceHost =
  /^(?:([a-z0-9-]{3,63})\.)?((?:(?:s3\.)?(?:vpc100-)?oss-[a-z0-9-]+|[a-z]+-[a-z0-9-]+\.oss)\.aliyuncs\.com)(:\d+)?$/
const otherBucketHost = /^([a-z0-9-]+)\.((?:[^\s,]*\.)?(?:aliyuncs\.com|localhost)(?::\d+)?)$/

/** Reads the host of a request: the bucket stands in front of names of Alibaba Cloud and of localhost, and behind IP addresses. */
export function readHost(host: string): RequestHost {
  // A name may end in the dot of the root.
  const text = host.toLowerCase().replace(/\.(?=$|:\d+$)/, '')
  if (pathStyleHost.test(text)) return { bucket: undefined, endpoint: text, addressing: 'path' }
  const [, front, service, port = ''] = serviceHost.exec(text) ?? []
  if (service !== undefined) {
    return { bucket: front, endpoint: service + port, addressing: front === undefined ? 'path' : 'virtual' }
  }
  const [, bucket, endpoint] = otherBucketHost.exec(text) ?? []
  if (bucket !== undefined) return { bucket, endpoint, addressing: 'virtual' }
  return { bucket: undefined, endpoint: undefined, addressing: 'cname' }
}

/** A region without the `oss-` that some tools write before it. */
export function plainRegion(region: string): string {
  return region.replace(/^oss-/, '')
}

/** The public endpoint of a region. */
export function regionEndpoint(region: string): string {
  return `https://oss-${plainRegion(region)}.aliyuncs.com`
}

/** Whether a name can be a bucket's: 3 to 63 lower-case letters, digits and hyphens, none at an end. It becomes part of a host. */
export function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)
}
