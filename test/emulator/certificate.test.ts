import { createPrivateKey, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeCertificate } from '../../src/emulator/certificate.ts'

const LOOPBACK = 'DNS:localhost, DNS:*.localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1'

test.each([
  ['', LOOPBACK],
  ['localhost', LOOPBACK],
  ['oss.test', `${LOOPBACK}, DNS:oss.test`],
  ['0.0.0.0', `${LOOPBACK}, IP Address:0.0.0.0`],
  ['::', `${LOOPBACK}, IP Address:0:0:0:0:0:0:0:0`],
  ['fe80::1', `${LOOPBACK}, IP Address:FE80:0:0:0:0:0:0:1`],
  ['fe80::1%eth0', `${LOOPBACK}, IP Address:FE80:0:0:0:0:0:0:1`],
  ['::ffff:10.0.0.1', `${LOOPBACK}, IP Address:0:0:0:0:0:FFFF:A00:1`],
  ['1:2:3:4:5:6:7:8', `${LOOPBACK}, IP Address:1:2:3:4:5:6:7:8`],
  ['1::', `${LOOPBACK}, IP Address:1:0:0:0:0:0:0:0`],
])('a certificate for "%s" has the names', (host, names) => {
  const { cert, key } = makeCertificate(host)
  const certificate = new X509Certificate(cert)
  expect(certificate.subjectAltName).toBe(names)
  expect(certificate.subject).toBe('CN=oss-process local OSS')
  expect([certificate.ca, certificate.verify(certificate.publicKey)]).toEqual([true, true])
  expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true)
  expect(Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)).toBe(30 * 24 * 3600 * 1000)
})

test('each has a serial number of its own', () => {
  const serials = [1, 2, 3].map(() => new X509Certificate(makeCertificate('').cert).serialNumber)
  expect(new Set(serials).size).toBe(3)
})
