import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import { readJson } from '../../language/record.ts'
import { connectionText, failureCode } from '../../request/connection-text.ts'
import { fetchThrough } from '../../request/fetch.ts'
import { findRegion } from '../../request/index.ts'
import { readObjectAddress } from '../../request/object-address.ts'
import { processRequest, requestHost, type Target, url } from '../../request/request.ts'
import { sign } from '../../request/sign.ts'
import { type Facts, factsOfExtension } from '../../trace/facts.ts'
import { factsOfInfo } from '../../trace/info.ts'
import { readLeaf } from '../../xml.ts'
import type { Io } from '../io.ts'
import { asUsage } from '../options/as-usage.ts'
import { credentialsOrLocal } from '../options/credentials.ts'
import { type AskingArgs, findEndpoint } from '../options/endpoint.ts'
import { findLocal } from '../options/local.ts'

const MESSAGES = {
  noObject: {
    en: '"{name}" names no object; expected oss://BUCKET/KEY.',
    zh: '"{name}" 没有指明文件；应为 oss://BUCKET/KEY。',
  },
  noEndpoint: {
    en: 'No endpoint is known to ask for "{name}"; name one with --endpoint, OSS_ENDPOINT or OSS_REGION.',
    zh: '不知道向哪个 Endpoint 查询 "{name}"；可用 --endpoint、OSS_ENDPOINT 或 OSS_REGION 指定。',
  },
  refused: {
    en: 'OSS does not tell what "{name}" is: {answer} to {process}.',
    zh: 'OSS 没有给出 "{name}" 的信息：{process} 返回 {answer}。',
  },
  unreachable: {
    en: 'OSS cannot be asked what "{name}" is: {reason}.',
    zh: '无法向 OSS 查询 "{name}" 的信息：{reason}。',
  },
} as const satisfies Record<string, Localized>

/** How long an answer may take, in milliseconds. */
const PATIENCE = 60_000

/**
 * The facts of an object, by `image/info` or `video/info`: what its extension names first, the other where OSS refuses that.
 * @throws UsageError where nothing is told.
 */
export async function probeObject(name: string, args: AskingArgs, io: Io): Promise<Facts> {
  const { locale } = args
  const target = await targetOf(name, args, io)
  const refused: string[] = []
  for (const process of questionsFor(target.key)) {
    const answer = await ask(name, target, process, io, locale)
    if ('facts' in answer) return answer.facts
    refused.push(fillMessage(MESSAGES.refused, { name, process, answer: answer.refusal }, locale))
  }
  throw new UsageError(refused[0] ?? '')
}

/** Where to ask, and who. */
interface Asked extends Target {
  readonly region: string | undefined
  readonly credentials: Awaited<ReturnType<typeof credentialsOrLocal>>
}

async function targetOf(name: string, args: AskingArgs, io: Io): Promise<Asked> {
  const address = readObjectAddress(name)
  const say = (message: Localized) => new UsageError(fillMessage(message, { name }, args.locale))
  if (!address) throw say(MESSAGES.noObject)
  const credentials = await asUsage(() => credentialsOrLocal(args, io), args.locale)
  const local = findLocal(args)
  const endpoint = local?.endpoint ?? findEndpoint(args, io, credentials)
  if (endpoint === undefined) throw say(MESSAGES.noEndpoint)
  const told = local?.region ?? (io.env.OSS_REGION || credentials?.region)
  return { endpoint, ...address, credentials, region: findRegion(endpoint, told) }
}

function questionsFor(key: string): readonly string[] {
  const kind = factsOfExtension(extensionOf(key))?.kind
  const isMedia = kind === 'video' || kind === 'audio'
  return isMedia ? ['video/info', 'image/info'] : ['image/info', 'video/info']
}

const extensionOf = (key: string): string => /\.(\w+)$/.exec(key)?.[1]?.toLowerCase() ?? ''

async function ask(
  name: string,
  { region, credentials, ...target }: Asked,
  process: string,
  { env }: Io,
  locale: Locale,
): Promise<{ readonly facts: Facts } | { readonly refusal: string }> {
  const plain = processRequest('get', target, process)
  const request = credentials && region !== undefined ? sign(plain, credentials, { region }) : plain
  try {
    const signal = AbortSignal.timeout(PATIENCE)
    const answer = await fetchThrough(env)(url(request), {
      method: 'GET',
      headers: { ...request.headers },
      redirect: 'manual',
      signal,
    })
    const text = await answer.text()
    const facts = answer.status === 200 ? factsOfInfo(readJson(text), extensionOf(target.key)) : undefined
    const code = readLeaf(text, 'Code') ?? ''
    return facts ? { facts } : { refusal: `${answer.status} ${code}`.trim() }
  } catch (error) {
    const reason = connectionText(failureCode(error), requestHost(request), locale)
    throw new UsageError(fillMessage(MESSAGES.unreachable, { name, reason }, locale))
  }
}
