import { isIP } from 'node:net'
import { generate } from 'selfsigned'

/** A certificate and its key, PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

const DAYS = 30

/** Makes a certificate for localhost, the names below it, the loopback addresses and a host. It lives as long as the server; its key is on no disk. */
export function makeCertificate(host: string): Certificate {
  const names = ['localhost', '*.localhost', '127.0.0.1', '::1', ...(host === '' ? [] : [host])]
  const altNames = [...new Set(names)].map(name => (isIP(name) ? { type: 7, ip: name } : { type: 2, value: name }))
  const extensions = [
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames },
  ]
  const made = generate([{ name: 'commonName', value: 'oss-process local OSS' }], {
    days: DAYS,
    keySize: 2048,
    algorithm: 'sha256',
    extensions,
  })
  return { cert: made.cert, key: made.private }
}
