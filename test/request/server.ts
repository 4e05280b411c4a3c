import { createHash, createHmac } from 'node:crypto'

/** A request as a server sees it. */
export interface Received {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

const rawQuery = (url: string): Map<string, string> => {
  const at = url.indexOf('?')
  const map = new Map<string, string>()
  for (const piece of at < 0 ? [] : url.slice(at + 1).split('&')) {
    const [name = '', ...value] = piece.split('=')
    map.set(decodeURIComponent(name), decodeURIComponent(value.join('=')))
  }
  return map
}

const bytes = (text: string, kept: string): string =>
  [...Buffer.from(text, 'utf8')]
    .map(byte => String.fromCharCode(byte))
    .map(one =>
      /[A-Za-z0-9]/.test(one) || kept.includes(one)
        ? one
        : `%${Buffer.from(one, 'latin1').toString('hex').toUpperCase()}`,
    )
    .join('')

const resourceOf = (url: string, pathStyle: boolean): string => {
  const [, host = '', path = ''] = /^https?:\/\/([^/]+)([^?]*)/.exec(url) ?? []
  return decodeURIComponent(pathStyle ? path : `/${host.split('.')[0]}${path}`)
}

function acceptsV4(
  received: Received,
  query: Map<string, string>,
  headers: Map<string, string>,
  secret: string,
  pathStyle: boolean,
): boolean {
  const field = (name: string) => new RegExp(`${name}=([^,\\s]+)`).exec(headers.get('authorization') ?? '')?.[1]
  const signature = query.get('x-oss-signature') ?? field('Signature')
  const credential = query.get('x-oss-credential') ?? field('Credential') ?? ''
  const extra = (query.get('x-oss-additional-headers') ?? field('AdditionalHeaders') ?? '').split(';').filter(Boolean)
  const [, date = '', region = '', product = '', last = ''] = credential.split('/')
  const scope = [date, region, product, last].join('/')
  const time = headers.get('x-oss-date') ?? query.get('x-oss-date') ?? headers.get('date')
  query.delete('x-oss-signature')
  const queryLines = [...query].map(([name, value]) => ({ name: bytes(name, '-_.~'), value: bytes(value, '-_.~') }))
  queryLines.sort((left, right) => Buffer.compare(Buffer.from(left.name), Buffer.from(right.name)))
  const signed = [...headers].filter(
    ([name]) => /^(x-oss-.*|content-type|content-md5)$/.test(name) || extra.includes(name),
  )
  signed.sort((left, right) => Buffer.compare(Buffer.from(left[0]), Buffer.from(right[0])))
  let canonical = `${received.method}\n${bytes(resourceOf(received.url, pathStyle), '-_.~/')}\n`
  canonical += queryLines.map(line => (line.value ? `${line.name}=${line.value}` : line.name)).join('&')
  canonical += `\n${signed.map(pair => `${pair.join(':')}\n`).join('')}\n${extra.join(';')}\nUNSIGNED-PAYLOAD`
  const mac = (key: string | Uint8Array, text: string) => createHmac('sha256', key).update(text).digest()
  const key = mac(mac(mac(mac(`aliyun_v4${secret}`, date), region), product), last)
  const digest = createHash('sha256').update(canonical).digest('hex')
  return mac(key, ['OSS4-HMAC-SHA256', time, scope, digest].join('\n')).toString('hex') === signature
}

function acceptsV1(
  received: Received,
  query: Map<string, string>,
  headers: Map<string, string>,
  secret: string,
  pathStyle: boolean,
): boolean {
  const inUrl = query.has('Signature')
  const signature = query.get('Signature') ?? headers.get('authorization')?.split(':')[1]
  const date = inUrl ? query.get('Expires') : (headers.get('x-oss-date') ?? headers.get('date'))
  let text = `${received.method}\n${headers.get('content-md5') ?? ''}\n${headers.get('content-type') ?? ''}\n${date}\n`
  for (const name of [...headers.keys()].sort()) if (/^x-oss-/.test(name)) text += `${name}:${headers.get(name)}\n`
  const signedNames = [...query.keys()]
    .filter(name => /^(x-oss-.*|security-token|acl|uploads|versionId)$/.test(name))
    .sort()
  const tail = signedNames.map(name => (query.get(name) ? `${name}=${query.get(name)}` : name)).join('&')
  text += resourceOf(received.url, pathStyle) + (tail ? `?${tail}` : '')
  return createHmac('sha1', secret).update(text).digest('base64') === signature
}

/** Whether the signature of a request is right, by a reading of the rules that shares nothing with the signer. */
export function accepts(received: Received, secret: string, pathStyle = false): boolean {
  const query = rawQuery(received.url)
  const headers = new Map(Object.entries(received.headers).map(([name, value]) => [name.toLowerCase(), value.trim()]))
  const isV4 = query.has('x-oss-signature') || headers.get('authorization')?.startsWith('OSS4-')
  return (isV4 ? acceptsV4 : acceptsV1)(received, query, headers, secret, pathStyle)
}
