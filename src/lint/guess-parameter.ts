import type { CatalogOperation } from '../catalogue/catalogue.ts'
import { ownValue } from '../language/own.ts'

/** The parameter that a word of recipes or of other services stands for, `w` for `width`; '' where nothing stands for it. */
export function parameterOfWord({ main, parameters }: CatalogOperation, word: string): string | undefined {
  const own = ownValue(main?.misnamed, word)
  return own ?? [...parameters].find(([name, spec]) => spec.word === word && name !== '')?.[0]
}

/** `w=100`, `w-100`, `w100` and `width=100` as `w_100`; Base64 takes any letters, so that it needs a sign to be told from a word. */
export function separateParameter(found: string, entry: CatalogOperation): string | undefined {
  const [, word = '', value = ''] = /^([a-z][a-z-]*)[=:_](.+)$/s.exec(found) ?? []
  const own = entry.parameters.has(word) ? word : parameterOfWord(entry, word)
  if (own && entry.parameters.get(own)?.type.test(value) === undefined) return `${own}_${value}`
  for (const [name, { type }] of entry.parameters) {
    if (!found.startsWith(name)) continue
    const rest = found.slice(name.length)
    const text = rest.replace(/^[=:-]/, '')
    if (text !== '' && (text !== rest || type.kind !== 'base64') && type.test(text) === undefined)
      return `${name}_${text}`
  }
  return undefined
}
