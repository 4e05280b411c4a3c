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

let lastText = ''
let last = readAnew('')

/** Reads an endpoint such as `https://oss-cn-hangzhou.aliyuncs.com`, the scheme optional. The last one is remembered: requests come in rows. */
export function readEndpoint(endpoint: string): Endpoint {
  if (endpoint === lastText) return last
  last = readAnew(endpoint)
  lastText = endpoint
  return last
}
