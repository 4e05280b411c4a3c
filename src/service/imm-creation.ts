import { type AcsRequest, signAcs3 } from '../request/acs3.ts'
import type { Credentials } from '../request/index.ts'
import { percentEncode } from '../request/percent.ts'
import { immRequest } from './imm.ts'

/** What CreateBatch and CreateTrigger take. */
export interface ImmCreation {
  readonly action: 'CreateBatch' | 'CreateTrigger'
  readonly project: string
  readonly bucket: string
  readonly prefix: string
  readonly actions: readonly { readonly Name: string; readonly Parameters: readonly string[] }[]
  readonly topic?: string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
  readonly serviceRole?: string | undefined
}

/** The role that IMM takes on unless another one is named (page "CreateBatch", ServiceRole). */
export const SERVICE_ROLE = 'AliyunIMMBatchTriggerRole'

/** The body, byte for byte as the SDK of IMM for Python sends it: a form in alphabetical order, lists and maps as compact JSON. */
export function creationBody({ project, bucket, prefix, actions, topic, tags, serviceRole }: ImmCreation): string {
  const parameters: readonly (readonly [string, string | undefined])[] = [
    ['Actions', JSON.stringify(actions)],
    ['Input', JSON.stringify({ OSS: { Bucket: bucket, ...(prefix !== '' && { Prefix: prefix }) } })],
    ['Notification', topic === undefined ? undefined : JSON.stringify({ MNS: { TopicName: topic } })],
    ['ProjectName', project],
    ['ServiceRole', serviceRole ?? SERVICE_ROLE],
    ['Tags', tags && JSON.stringify(tags)],
  ]
  return parameters.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${formEncode(value)}`])).join('&')
}

/** As forms have it: a space is a plus. */
function formEncode(text: string): string {
  return percentEncode(text).replaceAll('%20', '+')
}

/** The request, signed where there are credentials. */
export function creationRequest(
  creation: ImmCreation,
  place: { readonly endpoint?: string | undefined; readonly region?: string | undefined },
  credentials: Credentials | undefined,
): { readonly scheme: string; readonly request: AcsRequest } {
  const { scheme, request } = immRequest(place, creation.action, [], creationBody(creation))
  return { scheme, request: credentials ? signAcs3(request, credentials) : request }
}
