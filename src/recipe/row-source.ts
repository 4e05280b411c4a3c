import type { ManifestProblem, ReportProblem } from './manifest-input.ts'
import type { Manifest, ManifestFormat } from './recipe.ts'
import type { SourceObject } from './source.ts'

/** A file of a manifest that is to be read. */
export interface ManifestFile extends Pick<Manifest, 'key' | 'bucket' | 'columns'> {
  /** As it was named. */
  readonly name: string
  readonly format: ManifestFormat
  /** The columns that the recipe uses and that have no default. */
  readonly needed: ReadonlySet<string>
  readonly place: SourceObject['place']
}

const ADDRESS = /^oss:\/\/([^/]*)\/(.*)$/s

/** The input of a name, which may be an address `oss://bucket/name`. */
export function toSource(
  name: string,
  line: number,
  file: ManifestFile,
  fields?: SourceObject['fields'],
): SourceObject {
  const [, bucket, key] = name.startsWith('oss://') ? (ADDRESS.exec(name) ?? []) : []
  const { place, name: manifest } = file
  // Nearly all names have fields and no bucket; a spread would take longer than the rest.
  const source = fields
    ? { key: key ?? name, place, line, manifest, fields }
    : { key: key ?? name, place, line, manifest }
  return bucket ? { ...source, bucket } : source
}

/** The input of a row. */
export function fromFields(
  fields: Readonly<Record<string, string>>,
  line: number,
  file: ManifestFile,
  report: ReportProblem,
): SourceObject | undefined {
  const key = fields[file.key]
  if (!key) {
    report({ line, reason: emptyColumn(file.key) })
    return undefined
  }
  const source = toSource(key, line, file, fields)
  const own = file.bucket === undefined ? undefined : fields[file.bucket]
  return own ? { ...source, bucket: own } : source
}

/** Why a row is no input where it names none. */
export function emptyColumn(key: string): ManifestProblem['reason'] {
  return { en: `"${key}" is empty`, zh: `"${key}" 为空` }
}
