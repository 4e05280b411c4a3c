import { decodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import { parseTree } from '../language/parser.ts'
import { knownIn } from './known.ts'

/** Words beside a string that are not part of it. */
export interface Hint {
  /** Where they stand. */
  readonly offset: number
  readonly label: string
}

/**
 * What the Base64 of a process string holds, behind each value.
 *
 *     hintsOf('image/watermark,text_SGVsbG8') // [{ offset: 28, label: '= "Hello"' }]
 */
export function hintsOf(text: string): readonly Hint[] {
  return knownIn(parseTree(text).tree).parameters.flatMap(({ node, spec }) => {
    const decoded = spec.type.kind === 'base64' && node.value !== '' ? decodeBase64Url(node.value) : undefined
    return decoded === undefined ? [] : [{ offset: node.end, label: `= ${JSON.stringify(decoded)}` }]
  })
}
