import { memoizeLast } from '../../grammar/catalogue/memo.ts'
import type { Place } from './recipe.ts'

/** What an input is called, and what its row says. */
export interface SourceNames {
  readonly key: string
  readonly bucket?: string | undefined
  readonly fields?: Readonly<Record<string, string>> | undefined
}

/** One input: an object, with the columns of its row where a manifest lists it. */
export interface SourceObject {
  readonly key: string
  /** The bucket of the recipe when left out. */
  readonly bucket?: string
  readonly fields?: Readonly<Record<string, string>>
  /** Where it is listed, or where the manifest is named that lists it. */
  readonly place: Place
  /** The line of the manifest. */
  readonly line?: number
  /** The manifest as it is named. */
  readonly manifest?: string
  /** Whether OSS itself named it: whatever its name looks like, there is such an object. */
  readonly isListed?: boolean
}

/** What every input knows of itself, as `${source.key}`; the words are those of OSS for saveas. */
export const SOURCE_FIELDS = ['key', 'bucket', 'dirname', 'basename', 'barename', 'ext'] as const

/** What a list tells of its objects beside their names, as `${source.Size}`; the words are those of ListObjectsV2. */
export const LIST_FIELDS = ['Size', 'LastModified', 'StorageClass', 'ETag'] as const

/** A field of an input by its name; undefined where there is none. Keys without folder have an empty `dirname`. */
export function sourceField({ key, bucket, fields }: SourceNames, name: string): string | undefined {
  if (fields && Object.hasOwn(fields, name)) return fields[name]
  if (name === 'key') return key
  if (name === 'bucket') return bucket
  const { slash, dot } = marksOf(key)
  if (name === 'dirname') return slash < 0 ? '' : key.slice(0, slash)
  if (name === 'basename') return key.slice(slash + 1)
  if (name === 'barename') return key.slice(slash + 1, dot)
  if (name === 'ext') return dot === undefined ? '' : key.slice(dot + 1)
  return undefined
}

/** Where the last slash of a key stands, and the dot before its extension. */
interface Marks {
  /** Negative where there is none. */
  readonly slash: number
  readonly dot: number | undefined
}

/** Those of the last key are remembered: several fields of an input are asked for in a row. */
const marksOf = memoizeLast((key: string): Marks => {
  const slash = key.lastIndexOf('/')
  const dot = key.lastIndexOf('.')
  return { slash, dot: dot > slash + 1 ? dot : undefined }
})
