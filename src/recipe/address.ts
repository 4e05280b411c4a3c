import type { Text } from './recipe.ts'

/** Splits `oss://bucket/object` at the slash behind the bucket; a text without the scheme is an object alone. */
export function splitAddress(text: Text): [bucket: Text | undefined, object: Text] {
  const { parts, place, inner } = text
  const [first, ...rest] = parts
  if (typeof first !== 'string' || !first.startsWith('oss://')) return [undefined, text]
  const all = [first.slice('oss://'.length), ...rest]
  const at = all.findIndex(part => typeof part === 'string' && part.includes('/'))
  const slashed = all[at]
  if (typeof slashed !== 'string')
    return [
      { parts: all, place },
      { parts: [''], place },
    ]
  const slash = slashed.indexOf('/')
  const before = [...all.slice(0, at), slashed.slice(0, slash)].filter(part => part !== '')
  const after = [slashed.slice(slash + 1), ...all.slice(at + 1)].filter(
    (part, index) => part !== '' || (index === 0 && at === all.length - 1),
  )
  const isConstant = inner !== undefined && at === 0
  const bucketPlace = isConstant ? { ...place, start: inner + 6, end: inner + 6 + slash } : place
  const objectPlace = isConstant ? { ...place, start: inner + 7 + slash } : place
  return [
    { parts: before, place: bucketPlace },
    { parts: after, place: objectPlace, ...(isConstant && { inner: inner + 7 + slash }) },
  ]
}
