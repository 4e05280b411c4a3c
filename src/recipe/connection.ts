import { regions } from '../../grammar/operations/regions.ts'
import { findEndpointFault, isBucketName, plainRegion, readEndpoint } from '../request/endpoint.ts'
import type { Addressing } from '../request/request.ts'
import { isImpossible } from './expression.ts'
import { type CellValues, constantOf, fillText } from './fill.ts'
import { type Findings, hint } from './findings.ts'
import type { Connection, Place, Text } from './recipe.ts'
import { ADDRESS_WITH_USER } from './secrets.ts'

/** Where requests go, with all variables filled in. */
export interface ResolvedConnection {
  readonly endpoint?: string
  readonly region?: string
  readonly bucket?: string
  /** The project of IMM, where tasks are asked for. */
  readonly imm?: string
  /** `cname` where the endpoint is a domain bound to the bucket. */
  readonly addressing?: Addressing
}

/** Puts the values of a cell into a connection, over which `given` wins, and checks that its parts fit each other. */
export function resolveConnection(
  connection: Connection,
  scope: CellValues,
  given: ResolvedConnection,
  file: string,
  findings: Findings,
): ResolvedConnection {
  const text = (value: Text | undefined) => {
    const found = value && constantOf(fillText(value, scope))
    return found !== undefined && isImpossible(found) ? undefined : found || undefined
  }
  const endpoint = given.endpoint ?? text(connection.endpoint)
  const region = given.region ?? text(connection.region)
  const bucket = given.bucket ?? text(connection.bucket)
  const imm = given.imm ?? text(connection.imm)
  const whole = connection.place ?? { file, start: 0, end: 0 }
  const placeOf = (name: 'endpoint' | 'region' | 'bucket'): Place =>
    given[name] === undefined ? (connection[name]?.place ?? whole) : whole
  if (region) checkRegion(region, placeOf('region'), findings)
  if (bucket && !isBucketName(bucket)) findings.add('connection-bucket', placeOf('bucket'), { found: bucket })
  const isOwn = connection.cname !== undefined && given.endpoint === undefined
  const cname = isOwn ? connection.cname : undefined
  const host = endpoint ? checkEndpoint(endpoint, { region, bucket, cname, place: placeOf('endpoint') }, findings) : {}
  const { bucket: hostBucket = bucket, endpoint: own = endpoint } = host
  return {
    ...(own && { endpoint: own }),
    ...(region && { region }),
    ...(hostBucket && { bucket: hostBucket }),
    ...(imm && { imm }),
    ...(cname && { addressing: 'cname' }),
  }
}

/** How all regions are called. */
const REGION = /^[a-z]+(?:-[a-z0-9]+)+$/

function checkRegion(found: string, place: Place, findings: Findings): void {
  const id = plainRegion(found)
  if (Object.hasOwn(regions, id)) return
  const near = hint(id, Object.keys(regions))
  // A region that is newer than this list differs in its number.
  const isNew = Object.keys(regions).some(known => withoutDigits(known) === withoutDigits(id))
  const isNone = !REGION.test(id) || (near.en !== '' && !isNew)
  findings.add(isNone ? 'unknown-region' : 'new-region', place, { found, hint: near })
}

function withoutDigits(id: string): string {
  return id.replace(/\d+/g, '')
}

interface Around {
  readonly region: string | undefined
  readonly bucket: string | undefined
  readonly cname: boolean | undefined
  readonly place: Place
}

/** A bucket in front of a host of OSS, or of the dual-stack form. */
const BUCKET_HOST =
  /^([a-z0-9][a-z0-9-]{1,61}[a-z0-9])\.((?:s3\.)?(?:oss-|vpc100-oss-)[a-z0-9-]+\.(?:oss-[a-z-]+\.)?aliyuncs\.com(?::\d+)?|[a-z]+-[a-z0-9-]+\.oss\.aliyuncs\.com(?::\d+)?)$/
const KNOWN_HOST = /(?:^|\.)aliyuncs\.com(?::\d+)?$/

/** Checks an endpoint; the bucket that stands in it, and the endpoint without it. */
function checkEndpoint(
  endpoint: string,
  { region, bucket, cname, place }: Around,
  findings: Findings,
): Pick<ResolvedConnection, 'endpoint' | 'bucket'> {
  const { host, scheme, region: hostRegion, isPathStyle } = readEndpoint(endpoint)
  if (isFaulty(endpoint, place, findings)) return {}
  if (cname && hostRegion && !BUCKET_HOST.test(host)) findings.add('endpoint-cname', place, { endpoint })
  if (isPathStyle || cname) return {}
  if (hostRegion) checkRegion(hostRegion, place, findings)
  if (hostRegion && region && hostRegion !== plainRegion(region)) {
    findings.add('region-endpoint', place, { endpoint, found: hostRegion, region })
  }
  if (!KNOWN_HOST.test(host) && cname === undefined) findings.add('endpoint-host', place, { endpoint })
  const [, inHost, rest] = BUCKET_HOST.exec(host) ?? splitOwn(host, bucket)
  if (inHost === undefined || rest === undefined) return {}
  if (bucket !== undefined && inHost !== bucket) {
    findings.add('endpoint-bucket', place, { endpoint, found: inHost, bucket })
    return {}
  }
  findings.add('endpoint-repeats', place, { bucket: inHost, expected: rest })
  return { bucket: inHost, endpoint: endpoint.includes('://') ? `${scheme}://${rest}` : rest }
}

/** Reports what is no endpoint at all. */
function isFaulty(endpoint: string, place: Place, findings: Findings): boolean {
  const fault = findEndpointFault(endpoint)
  const { scheme } = readEndpoint(endpoint)
  if (fault === 'scheme') findings.add('endpoint-scheme', place, { endpoint, found: scheme })
  if (fault === 'user') findings.add('secret-value', place, { kind: ADDRESS_WITH_USER })
  if (fault === 'form') findings.add('endpoint-form', place, { endpoint })
  if (fault === 'path') {
    const [, expected = '', found = ''] = /^([^/?#]*)(.*)$/.exec(endpoint.trim().replace(/^\w+:\/\//, '')) ?? []
    findings.add('endpoint-path', place, { endpoint, found, expected })
  }
  return fault !== undefined
}

/** The bucket in front of another host. */
function splitOwn(host: string, bucket: string | undefined): readonly (string | undefined)[] {
  return bucket && host.startsWith(`${bucket}.`) ? [host, bucket, host.slice(bucket.length + 1)] : []
}
