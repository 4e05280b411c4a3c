import type { OperandBefore } from './before.ts'

const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g
const RUN_TOGETHER = /^((?:pre)?sign(?:ed|ature)?)(url|uri|link)s?$/
const SIGNED = /^(?:pre)?signed$/
const SIGNING = /^(?:presign|sign|signature)$/
const ADDRESS = /^(?:ur[li]s?|links?|href|src|address)$/
/** "not signed", "to be signed", "is signed"; the SDKs for phones have `presignPublicObjectURL`, which signs nothing. */
const OTHERWISE = /^(?:not?|non|un|never|without|before|to|be|is|are|has|needs?|should|can|if|public)$/
/** "sign in", "signed up". */
const ACCOUNT = /^(?:in|out|up|off|on)$/

/** True where the name of an expression says that it gives a signed URL. */
export function isSigned({ name, call }: Pick<OperandBefore, 'name' | 'call'>, separator: string): boolean {
  const words = wordsOf(name)
  const at = words.findIndex(word => SIGNED.test(word) || SIGNING.test(word))
  const word = words[at]
  if (word === undefined || words.includes('public') || ACCOUNT.test(words[at + 1] ?? '')) return false
  if (OTHERWISE.test(words[(words[at - 1] === 'pre' ? at - 1 : at) - 1] ?? '')) return false
  const address = words.some(part => ADDRESS.test(part))
  const certain = call || isAmpersand(separator)
  const isPre = word.startsWith('pre') || words[at - 1] === 'pre'
  // A `signedImageUrl` or a `signatureUrl` may be that of the picture of a signed paper; who goes on with "&" knows of a query.
  if (!SIGNED.test(word)) return address ? certain : call && isPre
  if (certain || isPre) return address || at === words.length - 1
  return words.length === 1 || ADDRESS.test(words[at + 1] ?? '')
}

function isAmpersand(separator: string): boolean {
  return separator !== '' && separator !== '?'
}

/** The words of a name in camel, snake or kebab case, in lower case. */
function wordsOf(name: string): string[] {
  const words = (name.match(WORD) ?? []).map(word => word.toLowerCase())
  return words.flatMap(word => {
    const [, signed, address] = RUN_TOGETHER.exec(word) ?? []
    return signed !== undefined && address !== undefined ? [signed, address] : [word]
  })
}
