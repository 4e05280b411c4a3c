import type { Localized } from '../../grammar/catalogue/localized.ts'
import { isRecord, readJson } from '../language/record.ts'
import { connectionText, failureCode } from './connection-text.ts'
import type { Answer, Fetch } from './fetch.ts'

/** What a service answered that gives credentials. */
export interface ServiceAnswer {
  readonly ok: boolean
  readonly status: number
  readonly text: string
}

/** What to ask. */
export interface ServiceQuestion {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: string
  /** In milliseconds. */
  readonly patience: number
}

/**
 * Asks a service that gives credentials; in place of an answer, the words for why there is none. Follows no redirects: what is asked
 * with holds keys or tokens, and who answers elsewhere was not named.
 */
export async function askService(
  fetch: Fetch,
  address: string,
  { patience, ...init }: ServiceQuestion,
): Promise<ServiceAnswer | { readonly reason: Localized }> {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    return {
      reason: {
        en: 'it is not an address that begins with http:// or https://',
        zh: '它不是以 http:// 或 https:// 开头的地址',
      },
    }
  }
  if (url.username || url.password) {
    return { reason: { en: 'a user and password in an address are not sent', zh: '不会发送地址中的用户名和密码' } }
  }
  try {
    const answer = await fetch(address, { ...init, redirect: 'manual', signal: AbortSignal.timeout(patience) })
    const text = await answer.text()
    return isRedirect(answer) ? { reason: redirected(answer, url) } : { ok: answer.ok, status: answer.status, text }
  } catch (error) {
    const code = failureCode(error)
    const words = (locale: 'en' | 'zh') => connectionText(code, url.host, locale)
    return { reason: { en: `there is no answer: ${words('en')}`, zh: `没有响应：${words('zh')}` } }
  }
}

const isRedirect = ({ status }: Answer): boolean => status >= 300 && status < 400

function redirected({ status, headers }: Answer, from: URL): Localized {
  const to = headers?.get('location') ?? ''
  const host = URL.canParse(to, from.href) ? new URL(to, from).host : '?'
  return {
    en: `it redirects to ${host} (${status}), which is not followed; name the last address itself`,
    zh: `它重定向到 ${host}（${status}），不会跟随；请直接指定最终地址`,
  }
}

/** Codes are words and points; whatever else a server puts there may be a secret, or signs for a terminal. */
const CODE = /^(?=.{3,80}$)[A-Z][A-Za-z]*(\.[A-Z][A-Za-z]*)*$/

/** The code of an answer in JSON or XML. */
export function codeOf(text: string): string | undefined {
  const value = readJson(text)
  const code = isRecord(value) ? value.Code : /<Code>([^<]*)<\/Code>/.exec(text)?.[1]
  return typeof code === 'string' && CODE.test(code) ? code : undefined
}

/** What is wrong with an answer that has no keys: its code, its status, or what it is in place of JSON. Never repeats it. */
export function describeAnswer({ ok, status, text }: ServiceAnswer): Localized {
  const code = codeOf(text)
  if (code !== undefined && code !== 'Success') {
    return ok
      ? { en: `the answer holds no keys: ${code} (${status})`, zh: `响应中没有密钥：${code}（${status}）` }
      : { en: `${code} (${status})`, zh: `${code}（${status}）` }
  }
  if (!ok) return { en: `the status is ${status}`, zh: `状态码为 ${status}` }
  if (isRecord(readJson(text))) return { en: 'the answer holds no keys', zh: '响应中没有密钥' }
  return /^\s*</.test(text)
    ? {
        en: `the answer holds no keys: it is HTML or XML (${status}); look at the address, and for a proxy or portal on the way`,
        zh: `响应中没有密钥：它是 HTML 或 XML（${status}）；请检查地址以及途中的代理或登录页`,
      }
    : {
        en: `the answer holds no keys: it is not a JSON object (${status})`,
        zh: `响应中没有密钥：它不是 JSON 对象（${status}）`,
      }
}

/** An address for people: without what may be a secret in it. */
export function shownAddress(address: string): string {
  if (!URL.canParse(address)) return '?'
  const { host, protocol, pathname } = new URL(address)
  return /^https?:$/.test(protocol) ? `${protocol}//${host}${pathname}` : '?'
}
