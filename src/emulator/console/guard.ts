import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { refuse } from '../engine/problem.ts'
import type { Exchange } from '../http/exchange.ts'
import { nameOf } from '../http/guard.ts'

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

const FOREIGN_HOST: Localized = {
  en: 'The console answers to the name "{host}" only where the server was bound to it; open it as localhost or 127.0.0.1.',
  zh: '控制台只响应本机地址或服务器所绑定的主机名，而不是 "{host}"；请用 localhost 或 127.0.0.1 打开。',
}
const FOREIGN_SITE: Localized = {
  en: 'The console answers only to its own page, not to another site.',
  zh: '控制台只响应自己的页面，不响应其他站点。',
}
const NOT_POST: Localized = {
  en: 'This needs the method POST, not {method}.',
  zh: '此操作须使用 POST 方法，而不是 {method}。',
}

/** Nothing is signed here, so that a name that somebody else can point to this machine must not open the console. */
export function checkHost({ host }: Pick<Exchange, 'host'>, boundHost: string): void {
  const name = nameOf(host)
  const bound = (boundHost.includes(':') ? `[${boundHost}]` : boundHost).toLowerCase()
  const isOwn = LOOPBACK.test(name) || (name !== '' && name === bound)
  if (!isOwn) throw refuse('AccessDenied', 403, FOREIGN_HOST, { host })
}

/** Reading is for the console's own page and for addresses that a person opens. */
export function checkReader({ headers }: Pick<Exchange, 'headers'>): void {
  const site = headers['sec-fetch-site'] ?? 'none'
  if (site !== 'same-origin' && site !== 'none') throw refuse('AccessDenied', 403, FOREIGN_SITE)
}

/** Changes are for the console's own page alone; a client that says nothing about its origin is refused. */
export function checkWriter({ headers, origin, method }: Pick<Exchange, 'headers' | 'origin' | 'method'>): void {
  if (method !== 'POST') throw refuse('MethodNotAllowed', 405, NOT_POST, { method })
  const site = headers['sec-fetch-site']
  const isOwnOrigin = headers.origin === origin
  const isOwn = site === undefined ? isOwnOrigin : site === 'same-origin' && (isOwnOrigin || !headers.origin)
  if (!isOwn) throw refuse('AccessDenied', 403, FOREIGN_SITE)
}
