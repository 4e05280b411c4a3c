import { readObjectAddress } from '../request/object-address.ts'
import { RequestError } from '../request/problem.ts'
import type { Expansion, InputList } from './expand.ts'
import { reasonOf, unpacked } from './files.ts'
import { createFilter } from './filter.ts'
import type { Findings } from './findings.ts'
import { checkedBytes, openFirst, placesOf, readInventory } from './inventory.ts'
import { readManifest } from './manifest.ts'
import type { Chunks, InputService, ListedInput, ManifestOpener, ReportProblem } from './manifest-input.ts'
import { mergeAhead } from './merge.ts'
import { formatOf } from './read-sources.ts'
import type { Place } from './recipe.ts'
import type { ManifestFile } from './row-source.ts'
import type { SourceObject } from './source.ts'

/** How inputs are reached. */
interface Reach {
  readonly open?: ManifestOpener
  readonly service?: InputService
}

/** The inputs that pass the filters, in batches: those that the recipe names, those of its manifests, those of its lists. */
export async function* readInputs(
  expansion: Expansion,
  findings: Findings,
  reach: Reach,
): AsyncGenerator<readonly SourceObject[]> {
  const isWanted = createFilter(expansion.filter, findings)
  yield expansion.sources.filter(isWanted)
  for (const { path, place } of expansion.manifests) {
    try {
      for await (const sources of readPath(path, place, expansion, findings, openerOf(expansion, reach))) {
        yield sources.filter(isWanted)
      }
    } catch (error) {
      findings.add('manifest-read', place, { name: path, reason: reasonOf(error), cause: causeOf(error) })
    }
  }
  yield* mergeAhead(expansion.lists.map(list => readList(list, expansion, findings, reach)))
}

/** Opens files of this machine, and objects. */
function openerOf({ cells: [cell] }: Expansion, { open, service }: Reach): ManifestOpener {
  return (path, from) => {
    const address = readObjectAddress(path)
    if (address) {
      if (!service) throw new Error('OSS cannot be asked here')
      return service.read(address, cell?.connection ?? {})
    }
    if (!open) throw new Error('no files can be opened here')
    return open(path, from)
  }
}

/** The objects of a list that pass the filters; what follows its prefix has the form of the pattern. */
async function* readList(
  { bucket, prefix, place }: InputList,
  { cells: [cell], filter }: Expansion,
  findings: Findings,
  { service }: Reach,
): AsyncGenerator<readonly SourceObject[]> {
  const name = `oss://${bucket}/${prefix}`
  const common = narrower(prefix, filter.prefix ?? '')
  if (common === undefined) return
  try {
    if (!service) throw new Error('OSS cannot be asked here')
    const isWanted = createFilter({ ...filter, prefix: common }, findings)
    for await (const page of service.list({ bucket, prefix: common }, cell?.connection ?? {})) {
      yield page
        .map(object => toSource(object, bucket, place))
        .filter(isNoFolder)
        .filter(isWanted)
    }
  } catch (error) {
    findings.add('list-read', place, { name, reason: reasonOf(error), cause: causeOf(error) })
  }
}

/** The longer of two prefixes; undefined where no name can start with both. */
function narrower(one: string, other: string): string | undefined {
  if (one.startsWith(other)) return one
  return other.startsWith(one) ? other : undefined
}

async function* withoutFolders(
  batches: AsyncIterable<readonly SourceObject[]>,
): AsyncGenerator<readonly SourceObject[]> {
  for await (const sources of batches) yield sources.filter(isNoFolder)
}

/** The console makes an empty object for each folder. */
const isNoFolder = ({ key, fields }: SourceObject): boolean => fields?.Size !== '0' || !key.endsWith('/')

function toSource(
  { key, size, lastModified, storageClass, etag }: ListedInput,
  bucket: string,
  place: Place,
): SourceObject {
  const fields = { Size: size, LastModified: lastModified, StorageClass: storageClass, ETag: etag }
  return { key, bucket, place, fields, isListed: true }
}

/** The inputs that a manifest lists, or the files that the manifest of an inventory lists. */
async function* readPath(
  path: string,
  place: Place,
  expansion: Expansion,
  findings: Findings,
  open: ManifestOpener,
): AsyncGenerator<readonly SourceObject[]> {
  const file = toFile(path, place, expansion)
  const reportIn =
    (name: string): ReportProblem =>
    ({ line, reason, cutsMore, isDoubt }) => {
      const messageId = cutsMore ? 'manifest-cut' : isDoubt ? 'manifest-doubt' : 'manifest-row'
      findings.add(messageId, place, { name, line, reason })
    }
  const compression = expansion.recipe.sources?.manifest?.compression
  const unpack = (chunks: Chunks): Chunks =>
    compression === 'none' ? chunks : unpacked(chunks, compression === 'gzip' || /\.gz$/i.test(path))
  if (file.format !== 'inventory' || !/\.json$/i.test(path)) {
    yield* withoutFolders(readManifest(unpack(open(path, place.file)), file, reportIn(path)))
    return
  }
  const inventory = readInventory(await textOf(open(path, place.file)))
  if (!('files' in inventory)) {
    findings.add('manifest-read', place, { name: path, reason: inventory })
    return
  }
  const { columns, bucket, files } = inventory
  for (const { key, md5 } of files) {
    const bytes = openFirst(open, placesOf(path, key), place.file)
    const part: ManifestFile = { ...file, name: key, columns }
    try {
      const checked = unpack(md5 ? checkedBytes(bytes, md5) : bytes)
      for await (const sources of withoutFolders(readManifest(checked, part, reportIn(key)))) {
        yield bucket ? sources.map(source => ({ bucket, ...source })) : sources
      }
    } catch (error) {
      findings.add('manifest-read', place, { name: key, reason: reasonOf(error), cause: causeOf(error) })
    }
  }
}

function toFile(name: string, place: Place, { recipe, neededFields: needed }: Expansion): ManifestFile {
  const { format, key = 'key', bucket, columns } = recipe.sources?.manifest ?? {}
  return {
    name,
    place,
    key,
    needed,
    format: format ?? formatOf(name),
    ...(bucket && { bucket }),
    ...(columns && { columns }),
  }
}

async function textOf(chunks: Chunks): Promise<string> {
  const pieces: Buffer[] = []
  for await (const chunk of chunks) pieces.push(Buffer.from(chunk))
  return Buffer.concat(pieces).toString()
}

/** The id of what went wrong, for programs. */
function causeOf(error: unknown): string {
  return error instanceof RequestError ? error.id : 'file'
}
