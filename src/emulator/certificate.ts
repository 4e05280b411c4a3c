import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'
import {
  bits,
  explicit,
  type Identifier,
  identifier,
  integer,
  octets,
  rawInteger,
  sequence,
  setOf,
  TRUE,
  tagged,
  text,
  time,
} from './der.ts'

/** A certificate and its key, PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

const LIFE = 30 * 24 * 3600 * 1000

const COMMON_NAME: Identifier = [2, 5, 4, 3]
const ECDSA_WITH_SHA256: Identifier = [1, 2, 840, 10045, 4, 3, 2]
const BASIC_CONSTRAINTS: Identifier = [2, 5, 29, 19]
const SUBJECT_ALTERNATIVE_NAME: Identifier = [2, 5, 29, 17]

/** Makes a certificate for localhost, the names below it, the loopback addresses and a host. It lives as long as the server; its key is on no disk. */
export function makeCertificate(host: string): Certificate {
  const names = ['localhost', '*.localhost', '127.0.0.1', '::1', ...(host === '' ? [] : [host])]
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const algorithm = sequence(identifier(ECDSA_WITH_SHA256))
  const said = toBeSigned(publicKey, algorithm, [...new Set(names)])
  const certificate = sequence(said, algorithm, bits(sign('sha256', said, privateKey)))
  return { cert: pem(certificate), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

/** What the issuer says of the key: RFC 5280, 4.1, version 3; issuer and subject are the same. */
function toBeSigned(key: KeyObject, algorithm: Buffer, names: readonly string[]): Buffer {
  const name = sequence(setOf(sequence(identifier(COMMON_NAME), text('oss-process local OSS'))))
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  const now = Date.now()
  return sequence(
    explicit(0, integer(2)),
    rawInteger(serial),
    algorithm,
    name,
    sequence(time(new Date(now)), time(new Date(now + LIFE))),
    name,
    key.export({ type: 'spki', format: 'der' }),
    explicit(
      3,
      sequence(
        sequence(identifier(BASIC_CONSTRAINTS), TRUE, octets(sequence(TRUE))),
        sequence(identifier(SUBJECT_ALTERNATIVE_NAME), octets(sequence(...names.map(alternativeName)))),
      ),
    ),
  )
}

function alternativeName(name: string): Buffer {
  return isIP(name) ? tagged(0x87, addressBytes(name)) : tagged(0x82, Buffer.from(name))
}

/** The bytes of an IP address, 4 or 16; the zone of one is no part of it. */
function addressBytes(given: string): Buffer {
  const address = given.replace(/%.*$/, '')
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  const [, head = '', ipv4] = /^(.*:)(\d+(?:\.\d+){3})$/.exec(address) ?? [address, address]
  const tail = ipv4 === undefined ? '' : addressBytes(ipv4).toString('hex').replace(/^.{4}/, '$&:')
  const [left = [], right] = `${head}${tail}`.split('::').map(half => half.split(':').filter(group => group !== ''))
  const zeros = right ? Array<string>(8 - left.length - right.length).fill('0') : []
  return Buffer.from([...left, ...zeros, ...(right ?? [])].map(group => group.padStart(4, '0')).join(''), 'hex')
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
