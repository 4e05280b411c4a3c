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
  const [xml] = /<Error>[\s\S]*<\/Error>/.exec(text) ?? []
  const code = xml && field(xml, 'Code')
  if (!xml || !code) return undefined
  return {
    code,
    stringToSign: field(xml, 'StringToSign'),
    canonicalRequest: field(xml, 'CanonicalRequest'),
    signatureProvided: field(xml, 'SignatureProvided'),
    accessKeyId: field(xml, 'OSSAccessKeyId'),
  }
}

/** The text without the XML of an error and its declaration. */
export function withoutOssError(text: string): string {
  return text.replace(/(?:<\?xml[^>]*>\s*)?<Error>[\s\S]*<\/Error>/, '').trim()
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** The text of an element as it is: its line breaks are part of what was signed. */
function field(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]
  return text
    ?.replace(/\r\n/g, '\n')
    .replace(
      /&(?:(lt|gt|quot|apos|amp)|#(\d+)|#x([0-9a-f]+));/gi,
      (_, entity?: string, decimal?: string, hex?: string) =>
        entity
          ? (ENTITIES[entity] ?? '')
          : String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex ?? '0', 16)),
    )
}
