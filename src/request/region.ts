import { plainRegion, readEndpoint } from './endpoint.ts'
import { problem } from './problem.ts'

/** The region that is given, without `oss-`, else that in an endpoint of Alibaba Cloud, such as `cn-hangzhou`; none for acceleration and own domains. */
export function findRegion(endpoint: string, given?: string): string | undefined {
  return (given && plainRegion(given)) || readEndpoint(endpoint).region
}

/** The region to sign for: the one given, without `oss-`, else the one in the endpoint. */
export function getRegion(endpoint: string, given?: string): string {
  const region = findRegion(endpoint, given)
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
