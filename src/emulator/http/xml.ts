import { refuse } from '../engine/problem.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Characters that XML 1.0 cannot hold in any spelling. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

const escapeText = (text: string): string =>
  text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>"']/g, character => ESCAPES[character] ?? character)

/** An element with a text. */
export function leaf(name: string, text: string | number | boolean): string {
  return `<${name}>${escapeText(String(text))}</${name}>`
}

/** An element with elements inside. */
export function group(name: string, ...children: readonly string[]): string {
  return `<${name}>${children.join('')}</${name}>`
}

/** A time as it stands in the documents of OSS: of whole seconds, and some SDKs read no other. */
export function timeText(date: Date): string {
  return date.toISOString().replace(/\d{3}Z$/, '000Z')
}

/** A document as OSS sends it. */
export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`
}

const decodeText = (text: string): string =>
  text
    .replace(/<!\[CDATA\[(.*?)\]\]>/gs, (_, raw: string) => raw.replace(/[&<>]/g, found => ESCAPES[found] ?? found))
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
      return name ? (CHARACTERS[name] ?? whole) : code <= 0x10ffff ? String.fromCodePoint(code) : whole
    })

/**
 * The texts inside all elements of a name, wherever they stand. The documents that OSS takes are flat enough for that; a document type,
 * which could hold entities that grow, is refused.
 * @throws MalformedXML
 */
export function readElements(xml: string, name: string): string[] {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml) || !/^\s*(?:<\?xml[^>]*>)?\s*</.test(xml)) {
    throw refuse('MalformedXML', 400, {
      en: 'The body is not XML that this operation takes.',
      zh: '请求体不是该操作可接受的 XML。',
    })
  }
  const texts: string[] = []
  for (let at = 0; ; ) {
    const start = xml.indexOf(`<${name}>`, at)
    const end = start < 0 ? -1 : xml.indexOf(`</${name}>`, start)
    if (end < 0) return texts
    texts.push(xml.slice(start + name.length + 2, end))
    at = end
  }
}

/** The decoded text of the first element of a name. */
export function findElement(xml: string, name: string): string | undefined {
  const [text] = readElements(xml, name)
  return text === undefined ? undefined : decodeText(text)
}
