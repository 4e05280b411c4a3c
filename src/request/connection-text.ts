import { COLON, type Locale, type Localized } from '../../grammar/catalogue/localized.ts'
import { fillMessage } from '../language/diagnostic.ts'

/** What went wrong before there was an answer, by the code of the system or of the client: what it means and what to look at. */
const CODES: readonly (readonly [code: RegExp, text: Localized])[] = [
  [
    /^ENOTFOUND$/,
    {
      en: 'the host {host} does not exist; check the endpoint, the region and the bucket',
      zh: '主机 {host} 不存在；请检查 Endpoint、地域和 Bucket',
    },
  ],
  [
    /^EAI_/,
    {
      en: 'the name of {host} could not be looked up; check the network and the DNS server',
      zh: '无法解析主机名 {host}；请检查网络和 DNS 服务器',
    },
  ],
  [
    /^ECONNREFUSED$/,
    {
      en: 'nothing listens at {host}; check the port, and whether the server runs',
      zh: '{host} 没有在监听；请检查端口以及服务是否已启动',
    },
  ],
  [
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE|PrematureClose.*)$/,
    {
      en: '{host} closed the connection without an answer; look for a proxy or firewall on the way',
      zh: '{host} 未作响应就关闭了连接；请检查途中的代理或防火墙',
    },
  ],
  [
    /^(ETIMEDOUT|ESOCKETTIMEDOUT|TimeoutError|.*TimeoutError|UND_ERR_.*TIMEOUT)$/,
    {
      en: '{host} did not answer in time; check the network, and whether an internal endpoint is used from outside',
      zh: '{host} 没有及时响应；请检查网络，以及是否在外网使用了内网 Endpoint',
    },
  ],
  [
    /^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/,
    { en: 'there is no way to {host}; check the network', zh: '无法到达 {host}；请检查网络' },
  ],
  [
    /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|ERR_TLS_CERT)/,
    {
      en: 'the certificate of {host} cannot be trusted; check the host name, and whether there is a proxy in between',
      zh: '{host} 的证书不可信；请检查主机名，以及途中是否有代理',
    },
  ],
  [
    /^(EPROTO|ERR_SSL|ERR_TLS)/,
    {
      en: '{host} does not speak TLS there; check whether the endpoint should begin with http://',
      zh: '{host} 在该端口不使用 TLS；请检查 Endpoint 是否应以 http:// 开头',
    },
  ],
  [
    /^bad port$/,
    {
      en: 'the port of {host} is one that programs do not connect to by HTTP, since other services use it; choose another one',
      zh: '{host} 的端口属于其他服务，程序不会以 HTTP 连接它；请换一个端口',
    },
  ],
  [
    /^(ERR_PROXY|PROXY)/,
    {
      en: 'the proxy refuses to connect to {host}; check HTTPS_PROXY and NO_PROXY',
      zh: '代理拒绝连接 {host}；请检查 HTTPS_PROXY 和 NO_PROXY',
    },
  ],
]

const BEHIND: Localized = { en: '{text} ({code})', zh: '{text}（{code}）' }

/** What a connection that failed with a code means, with the code behind; the code alone where it is not known. */
export function connectionText(code: string, host: string, locale: Locale): string {
  const text = CODES.find(([pattern]) => pattern.test(code))?.[1]
  return text
    ? fillMessage(BEHIND, { text: fillMessage(text, { host }, locale), code }, locale)
    : `${host}${COLON[locale]}${code}`
}

const CLOCK: Localized = {
  en: 'set the clock of this machine: that of {host} says {time}',
  zh: '请校准本机时钟：{host} 的时间为 {time}',
}

/** What to do where a request is refused for its time, which the server tells. */
export function clockText(time: Date, host: string, locale: Locale): string {
  return fillMessage(CLOCK, { host, time: time.toISOString() }, locale)
}

/** The code of what went wrong before there was an answer, or else its words. */
export function failureCode(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (!(cause instanceof Error)) return String(cause)
  return 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : cause.name === 'Error' || cause.name === 'RequestError'
      ? cause.message
      : cause.name
}
