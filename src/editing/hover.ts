import { decodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { parseTree } from '../language/parser.ts'
import { categorySpan, nameSpan, type Span } from '../language/tree.ts'
import { describeOperation, describeParameter } from './describe.ts'
import { type KnownParameter, type KnownPieces, knownIn } from './known.ts'

/** What is told of a piece of a string. */
export interface Hover {
  /** The piece. */
  readonly span: Span
  /** Its name with what it means. */
  readonly title: string
  /** Short sentences. */
  readonly notes: readonly string[]
}

/**
 * What is known of the piece of a process string at an offset: an operation with how it is sent and its page, a parameter with what it
 * takes, its unit, its default and what its Base64 holds. Undefined where nothing is known.
 *
 *     hoverAt('image/resize,w_200', 14, 'en')?.title // 'w: width'
 */
export function hoverAt(text: string, offset: number, locale: Locale): Hover | undefined {
  const { categories, operations, parameters } = knownIn(parseTree(text).tree)
  const isHere = ({ start, end }: Span) => start <= offset && offset <= end
  const parameter = parameters.find(({ node }) => isHere(node))
  if (parameter) return aboutParameter(parameter, locale)
  const operation = operations.find(({ node }) => isHere(nameSpan(node)))
  if (operation) return aboutOperation(operation, locale)
  const category = categories.find(({ node }) => isHere(categorySpan(node)))
  if (!category) return undefined
  const { name, spec } = category.known
  return { span: categorySpan(category.node), title: `${name}: ${spec.title[locale]}`, notes: [] }
}

function aboutParameter({ node, spec }: KnownParameter, locale: Locale): Hover {
  const decoded = spec.type.kind === 'base64' ? decodeBase64Url(node.value) : undefined
  const reading = decoded === undefined ? [] : [`= ${JSON.stringify(decoded)}`]
  const [title = '', ...notes] = describeParameter(node.name ?? '', spec, locale)
  return { span: node, title, notes: [...notes, ...reading] }
}

function aboutOperation({ node, entry }: KnownPieces['operations'][number], locale: Locale): Hover {
  const notes = (entry.main?.notes ?? []).map(note => note[locale])
  return {
    span: nameSpan(node),
    title: `${entry.id}: ${entry.spec.title[locale]}`,
    notes: [...describeOperation(entry, locale), ...notes],
  }
}
