import { createHmac, hash } from 'node:crypto'

/** Makes the HMAC-SHA256 of texts with one key, as hex digits. */
export type Mac = (text: string) => string

/** Bytes that SHA-256 takes at a time. */
const BLOCK = 64

/**
 * HMAC as RFC 2104 defines it, as two digests over a key that is laid out once: the object that `createHmac` makes for every text
 * costs more than both.
 */
export function macWith(key: Uint8Array): Mac {
  const short = key.length > BLOCK ? hash('sha256', key, 'buffer') : key
  const inner = padded(short, 0x36)
  const outer = Buffer.concat([padded(short, 0x5c), Buffer.alloc(BLOCK / 2)])
  return text => {
    outer.write(hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'hex'), BLOCK, 'hex')
    return hash('sha256', outer, 'hex')
  }
}

/** The key in a whole block, each byte changed by the one given. */
function padded(key: Uint8Array, byte: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: BLOCK }, (_, at) => (key[at] ?? 0) ^ byte))
}

/** One step of deriving a key. */
export function derive(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
