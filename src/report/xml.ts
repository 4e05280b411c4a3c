import { visible } from './frame.ts'

type Attributes = Readonly<Record<string, string | number>>

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
}

/** Characters that XML 1.0 cannot hold in any spelling: control characters, lone surrogates and two others. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** An XML element with its children as they are. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
  const head = `<${name}${written.join('')}`
  return children.length === 0 ? `${head}/>` : `${head}>\n${children.map(indent).join('\n')}\n</${name}>`
}

/** A text as XML holds it, in attributes and between tags. */
export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, visible)
    .replace(FORBIDDEN, '\u2426')
    .replace(/[&<>"\n\t]/g, character => ENTITIES[character] ?? character)
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}

/** A whole document. */
export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}
