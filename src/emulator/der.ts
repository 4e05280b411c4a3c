/** Values in the distinguished encoding of ASN.1 (X.690), as far as a certificate needs them. */

/** An object identifier: `[2, 5, 4, 3]`. */
export type Identifier = readonly [number, number, ...number[]]

/** A tag, the length, and the content. */
export function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content])
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

export const TRUE: Buffer = tagged(0x01, Buffer.of(0xff))

export function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts)
}

export function setOf(part: Buffer): Buffer {
  return tagged(0x31, part)
}

/** A field that says its number itself. */
export function explicit(field: number, part: Buffer): Buffer {
  return tagged(0xa0 + field, part)
}

/** A number below 128. */
export function integer(value: number): Buffer {
  return rawInteger(Buffer.of(value))
}

/** A positive number as its bytes, of which the first is below 128. */
export function rawInteger(bytes: Buffer): Buffer {
  return tagged(0x02, bytes)
}

export function octets(content: Buffer): Buffer {
  return tagged(0x04, content)
}

export function bits(content: Buffer): Buffer {
  return tagged(0x03, Buffer.of(0), content)
}

export function text(value: string): Buffer {
  return tagged(0x0c, Buffer.from(value))
}

/** Seconds of a moment before 2050. */
export function time(moment: Date): Buffer {
  const digits = moment.toISOString().slice(2, 19).replace(/\D/g, '')
  return tagged(0x17, Buffer.from(`${digits}Z`))
}

export function identifier([first, second, ...others]: Identifier): Buffer {
  return tagged(0x06, Buffer.from([first * 40 + second, ...others.flatMap(inSevens)]))
}

/** Groups of seven bits, of which all but the last say that another follows. */
function inSevens(value: number): readonly number[] {
  const more = (rest: number): readonly number[] => (rest === 0 ? [] : [...more(rest >> 7), (rest & 0x7f) | 0x80])
  return [...more(value >> 7), value & 0x7f]
}
