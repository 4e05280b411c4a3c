import { SaxesParser } from 'saxes'
import { refuse } from '../engine/problem.ts'
import { readBody } from './answer.ts'
import type { Exchange } from './exchange.ts'

/** An element of a document. Names have no prefix. */
export interface XmlElement {
  readonly name: string
  /** All text in it that is in no element below. */
  readonly text: string
  readonly children: readonly XmlElement[]
}

interface Growing extends XmlElement {
  text: string
  readonly children: XmlElement[]
}

/** Elements inside each other: more are in no document of OSS. */
const DEEPEST = 100

/**
 * Reads a document with namespaces. A document type, which could hold entities that grow, is refused.
 *
 *     readXml('<a><b>1 &lt; 2</b></a>').children[0]?.text // '1 < 2'
 * @throws MalformedXML. Source: XML 1.0, fifth edition.
 */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true })
  const top: Growing = { name: '', text: '', children: [] }
  const open = [top]
  const add = (piece: string) => {
    const last = open.at(-1)
    if (last) last.text += piece
  }
  parser.on('error', error => {
    throw malformed(error.message)
  })
  parser.on('doctype', () => {
    throw malformed('a document type')
  })
  parser.on('opentag', ({ local }) => {
    if (open.length > DEEPEST) throw malformed(`more than ${DEEPEST} elements inside each other`)
    const element: Growing = { name: local, text: '', children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.on('text', add)
  parser.on('cdata', add)
  parser.write(text.replace(/^\uFEFF/, '').trimStart()).close()
  const [root] = top.children
  if (!root) throw malformed('no element')
  return root
}

/** Reads the document that a request carries; `limit` is the most bytes, `name` that of its outermost element. */
export async function readXmlBody(
  { request }: Pick<Exchange, 'request'>,
  limit: number,
  name: string,
): Promise<XmlElement> {
  const root = readXml((await readBody(request, limit)).toString())
  if (root.name !== name) throw malformed(`${root.name} instead of ${name}`)
  return root
}

function malformed(reason: string): Error {
  const message = {
    en: 'The body is not XML that this operation takes ({reason}).',
    zh: '请求体不是该操作可接受的 XML（{reason}）。',
  }
  return refuse('MalformedXML', 400, message, { reason: reason.replace(/\.$/, '') })
}

/** The elements of a name in another one. */
export function elementsIn(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  return parent?.children.filter(child => child.name === name) ?? []
}

/** The texts of the elements of a name in another one, without the blanks around them. */
export function textsIn(parent: XmlElement, name: string): string[] {
  return elementsIn(parent, name).map(({ text }) => text.trim())
}

/** The text of the first element of a name in another one, as it is. */
export function findText(parent: XmlElement, name: string): string | undefined {
  return elementsIn(parent, name)[0]?.text
}
