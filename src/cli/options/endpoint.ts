import { regionEndpoint } from '../../request/endpoint.ts'
import type { FoundCredentials } from '../../request/index.ts'
import type { Io } from '../io.ts'
import type { ArgsOf, OptionSpecs, TextArgs } from './args.ts'
import { CREDENTIAL_OPTIONS } from './credentials.ts'
import { localOption } from './local.ts'

/** Where `--source oss://...` is asked, and by whom. */
export const ASKING_OPTIONS = {
  endpoint: {
    type: 'string',
    value: 'URL',
    description: {
      en: 'the endpoint to ask what an object is (default: from the environment or profile)',
      zh: '查询文件信息的 Endpoint（默认取自环境变量或配置）',
    },
  },
  ...localOption({
    en: 'ask a local OSS what an object is (default: that of "oss-process serve")',
    zh: '向本地 OSS 查询文件信息（默认为 "oss-process serve"）',
  }),
  ...CREDENTIAL_OPTIONS,
} satisfies OptionSpecs

/** What the user typed of them. */
export type AskingArgs = ArgsOf<typeof ASKING_OPTIONS>

/** The endpoint that `--endpoint`, the environment or the profile names, with its scheme; undefined where none does. */
export function findEndpoint(
  { text }: TextArgs<'endpoint'>,
  { env }: Io,
  found: FoundCredentials | undefined,
): string | undefined {
  const region = env.OSS_REGION || found?.region
  const byRegion = region && regionEndpoint(region)
  const endpoint = text('endpoint') || env.OSS_ENDPOINT || found?.endpoint || byRegion || undefined
  return endpoint && (endpoint.includes('://') ? endpoint : `https://${endpoint}`)
}
