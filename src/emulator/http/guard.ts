import { isIP } from 'node:net'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import type { Credentials } from '../../request/index.ts'
import { reveal } from '../../request/secret.ts'
import { refuse } from '../engine/problem.ts'
import type { Store } from '../store/store.ts'
import { findRule } from './cors.ts'
import type { Exchange } from './exchange.ts'

/** For whom a local OSS with the well-known key answers, beside this machine. */
export interface GuardOptions {
  /** The host name or address that the server listens at. */
  readonly boundHost: string
  /** Names of hosts, with all below them: of this server, and of sites whose pages may use it. */
  readonly allow: readonly string[]
}

/** Refuses what a page of another site sends, or a name that somebody else has pointed to this machine. */
export type Guard = (exchange: Exchange, store: Store) => Promise<void>

const FOREIGN_HOST: Localized = {
  en: 'The access key here is the well-known one, so the local OSS answers only to names of this machine, not to "{host}". Start it with --allow {name}, or with a key of your own.',
  zh: '此处使用公开的默认密钥，因此本地 OSS 只响应本机的名称，而不是 "{host}"。请用 --allow {name} 启动，或使用自己的密钥。',
}
const FOREIGN_SITE: Localized = {
  en: 'The access key here is the well-known one, so the local OSS refuses what a page of another site ({site}) sends. Start it with --allow {name}, give the bucket a CORS rule for that site, or use a key of your own.',
  zh: '此处使用公开的默认密钥，因此本地 OSS 拒绝其他站点（{site}）的页面发来的请求。请用 --allow {name} 启动，为存储空间设置 CORS 规则，或使用自己的密钥。',
}

const LOOPBACK = /^(?:localhost|(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/
/** Names of OSS and IMM, under which a client comes that has this server as its proxy. */
const PUBLIC = /(?:^|\.)(?:oss|imm)(?:-[a-z0-9-]+)?(?:\.[a-z0-9-]+)*\.aliyuncs\.com$/

/** A host without its port, and without the dot of the root that it may end in. */
export const nameOf = (host: string): string => host.toLowerCase().replace(/\.?(?::\d+)?$/, '')
const isBelow = (name: string, of: string): boolean => name === of || name.endsWith(`.${of}`)

/** The guard of a server that takes the well-known key. */
export function createGuard({ boundHost, allow }: GuardOptions): Guard {
  const bound = (isIP(boundHost) === 6 ? `[${boundHost}]` : boundHost).toLowerCase()
  const own = [bound, ...allow.map(nameOf)].filter(name => name !== '')
  const isOwn = (name: string, { request }: Exchange) =>
    LOOPBACK.test(name) || own.some(other => isBelow(name, other)) || isAddressOf(name, request.socket.localAddress)

  const checkSite = async (exchange: Exchange, store: Store) => {
    const { headers, bucket } = exchange
    const site = siteOf(headers)
    const isCross = headers['sec-fetch-site'] === 'cross-site'
    const name = site && URL.canParse(site) ? nameOf(new URL(site).host) : undefined
    if (name === undefined ? !isCross && site === undefined : isOwn(name, exchange)) return
    const rules = site !== undefined && (await store.findBucket(bucket)) ? await store.listCors(bucket) : []
    if (site !== undefined && rules.some(rule => findRule([rule], site) !== undefined)) return
    throw refuse('AccessDenied', 403, FOREIGN_SITE, { site: site ?? 'cross-site', name: name ?? 'HOST' })
  }
  return async (exchange, store) => {
    const name = nameOf(exchange.host)
    if (name !== '' && !isOwn(name, exchange) && !PUBLIC.test(name)) {
      throw refuse('AccessDenied', 403, FOREIGN_HOST, { host: exchange.host, name })
    }
    await checkSite(exchange, store)
  }
}

/** The site of the page that sends a request; a browser tells it in one header or the other. */
function siteOf({ origin, referer }: Exchange['headers']): string | undefined {
  if (origin !== undefined) return origin
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined
}

/** A number cannot be pointed elsewhere: it is the one at which the request came in. */
function isAddressOf(name: string, local: string | undefined): boolean {
  const address = name.replace(/^\[(.*)\]$/, '$1')
  return isIP(address) !== 0 && (local === address || local === `::ffff:${address}`)
}

/** Whether a key is the one that a local OSS has when it is given none: everybody knows it. */
export function isWellKnown({ accessKeyId, accessKeySecret }: Credentials): boolean {
  return accessKeyId === 'local' && reveal(accessKeySecret) === 'local-secret'
}
