import { problem } from './problem.ts'

/** The part of the global `fetch` that is used. */
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; redirect?: 'manual'; signal: AbortSignal },
) => Promise<Answer>

/** The part of its answer that is used. */
export interface Answer {
  readonly ok: boolean
  readonly status: number
  readonly headers?: { get(name: string): string | null }
  text(): Promise<string>
}

type Environment = Readonly<Record<string, string | undefined>>

/** Whether the environment names a proxy for some addresses, in either case. */
export function hasProxy(env: Environment): boolean {
  return ['HTTPS_PROXY', 'HTTP_PROXY'].some(name => env[name] || env[name.toLowerCase()])
}

/** A `fetch` that goes through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name; the global one where they name none. */
export function fetchThrough(env: Environment): Fetch {
  if (!hasProxy(env)) return fetch
  return async (url, init) => {
    const { EnvHttpProxyAgent, fetch: fetchWith } = await import('undici')
    return fetchWith(url, { ...init, dispatcher: new EnvHttpProxyAgent(proxiesIn(env)) })
  }
}

/** The proxies as undici takes them. */
export function proxiesIn(env: Environment): { httpProxy?: string; httpsProxy?: string; noProxy?: string } {
  const pick = (name: string) => env[name.toLowerCase()] || env[name] || undefined
  const [httpProxy, httpsProxy] = ['HTTP_PROXY', 'HTTPS_PROXY'].map(name => proxyAddress(name, pick(name)))
  const noProxy = pick('NO_PROXY')
  return { ...(httpProxy && { httpProxy }), ...(httpsProxy && { httpsProxy }), ...(noProxy && { noProxy }) }
}

/** The address of a proxy, whose scheme may be left out. It may hold a password, so that it is not repeated. */
function proxyAddress(name: string, given: string | undefined): string | undefined {
  if (given === undefined) return undefined
  const address = given.includes('://') ? given : `http://${given}`
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return address
  throw problem(
    'proxy-address',
    {
      en: '{name} is not the address of a proxy; expected one such as http://proxy.example.com:8080.',
      zh: '{name} 不是代理地址；应类似 http://proxy.example.com:8080。',
    },
    { name },
  )
}
