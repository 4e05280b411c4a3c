import type { Place } from './recipe.ts'

/** One input: an object, with the columns of its row where a manifest lists it. */
export interface Source {
  readonly key: string
  /** The bucket of the recipe when left out. */
  readonly bucket?: string
  readonly fields?: Readonly<Record<string, string>>
  /** Where it is listed. */
  readonly place: Place
}

/** What every input knows of itself, as `${source.key}`; the words are those of OSS for saveas. */
export const SOURCE_FIELDS = ['key', 'bucket', 'dirname', 'basename', 'barename', 'ext'] as const

/** A field of an input by its name; undefined where there is none. Keys without folder have an empty `dirname`. */
export function sourceField({ key, bucket, fields }: Source, name: string): string | undefined {
  if (fields && Object.hasOwn(fields, name)) return fields[name]
  if (name === 'key') return key
  if (name === 'bucket') return bucket
  const slash = key.lastIndexOf('/')
  if (name === 'dirname') return slash < 0 ? '' : key.slice(0, slash)
  if (name === 'basename') return key.slice(slash + 1)
  const dot = key.lastIndexOf('.')
  const hasExtension = dot > slash + 1
  if (name === 'barename') return key.slice(slash + 1, hasExtension ? dot : undefined)
  if (name === 'ext') return hasExtension ? key.slice(dot + 1) : ''
  return undefined
}
