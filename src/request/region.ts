import { problem } from './problem.ts'
import { endpointHost } from './request.ts'

// oss-cn-hangzhou, oss-cn-hangzhou-internal, vpc100-oss-cn-hangzhou, and the dual-stack form cn-hangzhou.oss
const publicHost = /(?:^|\.|vpc100-)oss-([a-z0-9-]+?)(?:-internal)?\.(?:oss-[a-z-]+\.)?aliyuncs\.com(?::\d+)?$/
const dualStackHost = /(?:^|\.)([a-z]+-[a-z0-9-]+)\.oss\.aliyuncs\.com(?::\d+)?$/

/** The region in an endpoint of Alibaba Cloud, such as `cn-hangzhou`; none for acceleration and own domains. */
export function findRegion(endpoint: string): string | undefined {
  const host = endpointHost(endpoint)
  const region = (publicHost.exec(host) ?? dualStackHost.exec(host))?.[1]
  return region?.startsWith('accelerate') ? undefined : region
}

/** The region to sign for: the one given, without `oss-`, else the one in the endpoint. */
export function getRegion(endpoint: string, given?: string): string {
  const region = given?.replace(/^oss-/, '') || findRegion(endpoint)
  if (region) return region
  throw problem(
    'region-unknown',
    {
      en: 'The region cannot be read from the endpoint "{endpoint}"; signature version 4 needs one, such as "cn-hangzhou": give it as the region.',
      zh: '无法从 Endpoint "{endpoint}" 得知地域；V4 签名需要地域，例如 "cn-hangzhou"：请指定 region。',
    },
    { endpoint },
  )
}
