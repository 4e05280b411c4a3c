const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
}

/** Characters that XML 1.0 cannot hold in any spelling: control characters, lone surrogates and two others. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
/** Where Unicode has pictures of the control characters, and of a substitute. */
const PICTURES = 0x2400
const SUBSTITUTE = '\u2426'

/** A text between tags; what XML cannot hold is shown by pictures. */
export function escapeXml(text: string): string {
  return escapeSigns(text, /[&<>"\r]/g)
}

/** A text in an attribute, or between tags where it has to stay on one line. */
export function escapeXmlLine(text: string): string {
  return escapeSigns(text, /[&<>"\r\n\t]/g)
}

function escapeSigns(text: string, signs: RegExp): string {
  return text.replace(FORBIDDEN, pictureOf).replace(signs, sign => ENTITIES[sign] ?? sign)
}

function pictureOf(character: string): string {
  const code = character.charCodeAt(0)
  return code < 32 ? String.fromCharCode(PICTURES + code) : SUBSTITUTE
}

/** An element with a text. */
export function leaf(name: string, text: string | number | boolean): string {
  return `<${name}>${escapeXml(String(text))}</${name}>`
}

/** The text of the first element of a name, which has no elements in it. */
export function readLeaf(xml: string, name: string): string | undefined {
  const start = xml.indexOf(`<${name}>`)
  const end = start < 0 ? -1 : xml.indexOf(`</${name}>`, start)
  return end < 0 ? undefined : decodeText(xml.slice(start + name.length + 2, end))
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const REFERENCE = /<!\[CDATA\[(.*?)\]\]>|&(?:(lt|gt|quot|apos|amp)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/gs

function decodeText(text: string): string {
  if (!text.includes('&') && !text.includes('<')) return text
  return text.replace(REFERENCE, (whole, raw?: string, named?: string, decimal?: string, hex?: string) => {
    if (raw !== undefined) return raw
    if (named !== undefined) return NAMED[named] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** An element with elements inside. */
export function group(name: string, ...children: readonly string[]): string {
  return `<${name}>${children.join('')}</${name}>`
}

type Attributes = Readonly<Record<string, string | number>>

/** An element with attributes, and with what is inside on lines of its own. */
export function block(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXmlLine(String(value))}"`)
  const head = `<${name}${written.join('')}`
  return children.length === 0 ? `${head}/>` : `${head}>\n${children.map(indent).join('\n')}\n</${name}>`
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}

/** A whole document. */
export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`
}
