import { readLeaf } from '../xml.ts'

/** What OSS says of a signature that does not fit: what it read, and what it got. */
export interface OssError {
  readonly code: string
  readonly stringToSign?: string | undefined
  /** V4. */
  readonly canonicalRequest?: string | undefined
  readonly signatureProvided?: string | undefined
  readonly accessKeyId?: string | undefined
}

/** Finds the XML of an error in a text; undefined where there is none. */
export function findOssError(text: string): OssError | undefined {
  // Line breaks as they were signed.
  const [xml] = /<Error>[\s\S]*<\/Error>/.exec(text.replace(/\r\n/g, '\n')) ?? []
  const code = xml && readLeaf(xml, 'Code')
  if (!xml || !code) return undefined
  return {
    code,
    stringToSign: readLeaf(xml, 'StringToSign'),
    canonicalRequest: readLeaf(xml, 'CanonicalRequest'),
    signatureProvided: readLeaf(xml, 'SignatureProvided'),
    accessKeyId: readLeaf(xml, 'OSSAccessKeyId'),
  }
}

/** The text without the XML of an error and its declaration. */
export function withoutOssError(text: string): string {
  return text.replace(/(?:<\?xml[^>]*>\s*)?<Error>[\s\S]*<\/Error>/, '').trim()
}
