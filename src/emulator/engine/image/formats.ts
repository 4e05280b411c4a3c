import type { PictureFormat } from '../../../trace/image/encode.ts'

const CONTENT_TYPES: Readonly<Record<PictureFormat, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  bmp: 'image/bmp',
  gif: 'image/gif',
  tiff: 'image/tiff',
  heic: 'image/heic',
  avif: 'image/avif',
}

const SIGNATURES: readonly (readonly [format: PictureFormat, pattern: RegExp])[] = [
  ['jpg', /^\xff\xd8\xff/],
  ['png', /^\x89PNG\r\n/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF.{4}WEBP/s],
  ['bmp', /^BM/],
  ['tiff', /^(II[*+]\0|MM\0[*+])/],
  ['avif', /^.{4}ftyp(avif|avis|.{8,40}avif)/s],
  ['heic', /^.{4}ftyp(hei|hev|mif1|msf1)/s],
]

/** The MIME type of a format. */
export function contentTypeOf(format: PictureFormat): string {
  return CONTENT_TYPES[format]
}

/** How many of the first bytes tell the format. */
export const SNIFFED_BYTES = 64

/** The format that the first bytes tell; undefined for anything that OSS does not take as a picture. */
export function sniffFormat(bytes: Uint8Array): PictureFormat | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, SNIFFED_BYTES))
  return SIGNATURES.find(([, pattern]) => pattern.test(head))?.[0]
}
