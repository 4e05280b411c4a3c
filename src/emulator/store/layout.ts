import {
  type Dirent,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  type Stats,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setImmediate as giveWay } from 'node:timers/promises'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { makeFolders } from '../../files/folder.ts'
import { findPlain, unlessMissing } from './files.ts'
import {
  BESIDE_FOLDER,
  findStart,
  findText,
  isKey,
  isRawName,
  namesOfKey,
  namesOfSegment,
  withoutMark,
} from './names.ts'

/** A file that holds an object. */
export interface StoredFile {
  readonly file: string
  readonly stats: Stats
}

/** A folder of a bucket, and the one with the sidecars of what lies in it. */
interface Folder {
  readonly objects: string
  readonly sidecars: string
}

/** Told of what a person has put there that can be no object, or no bucket, and why; once of each. */
export type LeftOut = (file: string, reason: Localized) => void

/** What is left out. */
export const LINK: Localized = {
  en: 'it is a symbolic link, and the local OSS follows none',
  zh: '它是符号链接，本地 OSS 不跟随符号链接',
}
const NO_FILE: Localized = { en: 'it is neither a file nor a folder', zh: '它既不是文件也不是文件夹' }
const NO_TEXT: Localized = { en: 'its name is not UTF-8', zh: '它的名称不是 UTF-8' }
const NO_KEY: Localized = {
  en: 'an object name has 1 to 1023 bytes and does not start with a backslash',
  zh: '对象名应为 1 到 1023 字节，且不以反斜杠开头',
}

/**
 * Where keys lie below the folder of a bucket. What we write has a name that every system takes, with escapes; what a person puts there
 * is the object of the name that it has. A name with an escape is ours where it has a sidecar.
 */
export interface Layout {
  sidecarFile(bucket: string, key: string): string
  /**
   * The files of a key, that of a person first; more than one only where a person has put one beside ours. The disk is asked as they
   * are taken. AccessDenied behind a link.
   */
  find(bucket: string, key: string): Iterable<StoredFile>
  /**
   * What a person has put under the names that the file and the sidecar of a key are to have gets those that we would have given it:
   * from then on these are ours. `changed` is told of folders that have got an entry.
   */
  claim(bucket: string, key: string, changed: (folder: string) => void): void
  /** The file for a new object, its folders made. `changed` is told of folders that have got an entry. */
  makeRoom(bucket: string, key: string, changed: (folder: string) => void): string
  /** Removes the folders of a file that hold nothing any more, up to the bucket's. */
  tidy(bucket: string, file: string): void
  /** The keys with a prefix, each once, in no order. */
  keys(bucket: string, prefix: string): AsyncGenerator<string>
}

/** The layout of a store with its buckets in `root` and the sidecars in a folder. */
export function createLayout(root: string, sidecars: string, leaveOut: LeftOut = () => undefined): Layout {
  const top = (bucket: string): Folder => ({ objects: path.join(root, bucket), sidecars: path.join(sidecars, bucket) })
  // No name of a folder has a bare %, so that no sidecar stands in the way of one.
  const sidecarFile = (bucket: string, key: string) => `${path.join(sidecars, bucket, ...namesOfKey(key))}%.json`
  return {
    sidecarFile,
    find: (bucket, key) => filesOf(top(bucket), key.split('/')),
    claim(bucket, key, changed) {
      if (existsSync(sidecarFile(bucket, key))) return
      namesOfKey(key).reduce((folder, name) => {
        for (const taken of [name, name + BESIDE_FOLDER]) if (giveOurName(folder, taken)) changed(folder.objects)
        return inside(folder, name)
      }, top(bucket))
    },
    makeRoom(bucket, key, changed) {
      const names = namesOfKey(key)
      const last = names.pop() ?? ''
      const folder = names.reduce((above, name) => makeFolder(above, name, changed), top(bucket))
      const plain = path.join(folder.objects, last)
      changed(folder.objects)
      return findPlain(plain)?.isDirectory() ? plain + BESIDE_FOLDER : plain
    },
    tidy(bucket, file) {
      const { objects, sidecars: beside } = top(bucket)
      removeEmptyFolders(file.startsWith(objects + path.sep) ? objects : beside, path.dirname(file))
    },
    async *keys(bucket, prefix) {
      const seen = new Set<string>()
      const segments = prefix.split('/').slice(0, -1)
      for (const folder of foldersOf(top(bucket), segments)) {
        for await (const { key, file } of walk(folder, segments.map(segment => `${segment}/`).join(''), leaveOut)) {
          if (!key.startsWith(prefix) || seen.has(key)) continue
          if (isKey(key)) {
            seen.add(key)
            yield key
          } else {
            leaveOut(file, NO_KEY)
          }
        }
      }
    },
  }
}

const inside = ({ objects, sidecars }: Folder, ...names: readonly string[]): Folder => ({
  objects: path.join(objects, ...names),
  sidecars: path.join(sidecars, ...names),
})

/** Windows has no file with such a name. */
const HAS_RAW_NAMES = path.sep === '/'

/** The names that a part of a key may have in a folder: the one that a person gives, and ours. */
function namesIn(folder: Folder, segment: string, isFolder: boolean): (readonly string[])[] {
  const ours = namesOfSegment(segment)
  const [name = ''] = ours
  if (ours.length === 1 && name === segment) return [ours]
  const isOurs = ours.length > 1 || isFolder ? existsSync(inside(folder, ...ours).sidecars) : hasSidecar(folder, name)
  const isRaw = HAS_RAW_NAMES && isRawName(segment) && textOfEntry(folder, segment, isFolder) === segment
  return [...(isRaw ? [[segment]] : []), ...(isOurs || (ours.length > 1 && !isFolder) ? [ours] : [])]
}

const hasSidecar = ({ sidecars }: Folder, name: string): boolean => existsSync(path.join(sidecars, `${name}%.json`))

/** The part of a key that a name stands for: ours is read, another one counts as it is. */
function textOfEntry(folder: Folder, name: string, isFolder: boolean): string {
  if (!name.includes('%')) return name
  const bare = isFolder ? name : withoutMark(name)
  const text = findText(bare)
  if (text === undefined) return name
  const isOurs = isFolder ? existsSync(path.join(folder.sidecars, name)) : hasSidecar(folder, bare)
  return isOurs ? text : name
}

/** What a folder's name puts in front of the keys below it. */
function textOfFolder(folder: Folder, name: string): string {
  const start = findStart(name)
  if (start !== undefined && existsSync(path.join(folder.sidecars, name))) return start
  return `${textOfEntry(folder, name, true)}/`
}

function* foldersOf(folder: Folder, segments: readonly string[]): Generator<Folder> {
  const [segment, ...rest] = segments
  if (segment === undefined) {
    yield folder
    return
  }
  for (const names of namesIn(folder, segment, true)) {
    if (areFolders(folder, names)) yield* foldersOf(inside(folder, ...names), rest)
  }
}

const areFolders = ({ objects }: Folder, names: readonly string[]): boolean =>
  names.every((_, index) => findPlain(path.join(objects, ...names.slice(0, index + 1)))?.isDirectory())

function* filesOf(bucket: Folder, segments: readonly string[]): Generator<StoredFile> {
  for (const folder of foldersOf(bucket, segments.slice(0, -1))) {
    const segment = segments.at(-1) ?? ''
    for (const names of namesIn(folder, segment, false)) {
      if (!areFolders(folder, names.slice(0, -1))) continue
      const file = path.join(folder.objects, ...names)
      const stats = findPlain(file)
      if (stats?.isFile()) yield { file, stats }
    }
    yield* besideFolder(folder, segment)
  }
}

/** An object that has a folder of its name beside it, always with a sidecar. */
function* besideFolder(folder: Folder, segment: string): Generator<StoredFile> {
  const names = namesOfSegment(segment)
  const file = path.join(folder.objects, ...names) + BESIDE_FOLDER
  const stats = areFolders(folder, names.slice(0, -1)) ? findPlain(file) : undefined
  if (stats?.isFile() && existsSync(`${path.join(folder.sidecars, ...names)}%.json`)) yield { file, stats }
}

/** What a person has given a name that we need for another key gets the one that we would have given it. True where there is such a thing. */
function giveOurName(folder: Folder, name: string): boolean {
  const taken = inside(folder, name)
  const stats = name.includes('%') ? findPlain(taken.objects) : undefined
  if (!stats) return false
  const isFolder = stats.isDirectory()
  const isOurs = isFolder ? existsSync(taken.sidecars) : hasSidecar(folder, name)
  if (isOurs || textOfEntry(folder, name, isFolder) !== name) return false
  const ours = inside(folder, ...namesOfSegment(name))
  if (isFolder) makeFolders(ours.sidecars)
  else noteAsOurs(`${ours.sidecars}%.json`)
  makeFolders(path.dirname(ours.objects))
  renameSync(taken.objects, ours.objects)
  return true
}

/** An empty sidecar says that the name is ours, and nothing of the object. */
function noteAsOurs(sidecar: string): void {
  makeFolders(path.dirname(sidecar))
  if (!existsSync(sidecar)) writeFileSync(sidecar, '[]')
}

/** Makes a folder. An object that has its name moves aside, and has a sidecar then, if an empty one. */
function makeFolder(above: Folder, name: string, changed: (folder: string) => void): Folder {
  const folder = inside(above, name)
  const stats = findPlain(folder.objects)
  if (stats?.isDirectory()) return folder
  if (stats) {
    noteAsOurs(`${folder.sidecars}%.json`)
    renameSync(folder.objects, folder.objects + BESIDE_FOLDER)
  }
  mkdirSync(folder.objects)
  changed(above.objects)
  return folder
}

function removeEmptyFolders(top: string, folder: string): void {
  for (let empty = folder; empty !== top; empty = path.dirname(empty)) {
    try {
      rmdirSync(empty)
    } catch {
      return
    }
  }
}

/** Each folder is read in one go; others may go on between two. */
async function* walk(
  folder: Folder,
  prefix: string,
  leaveOut: LeftOut,
): AsyncGenerator<{ readonly key: string; readonly file: string }> {
  await giveWay()
  for (const entry of entriesOf(folder.objects)) {
    const file = path.join(folder.objects, entry.name)
    const reason = whyLeftOut(entry, file)
    if (reason) leaveOut(file, reason)
    else if (entry.isFile()) yield { key: prefix + textOfEntry(folder, entry.name, false), file }
    else yield* walk(inside(folder, entry.name), prefix + textOfFolder(folder, entry.name), leaveOut)
  }
}

function whyLeftOut(entry: Dirent, file: string): Localized | undefined {
  if (entry.isSymbolicLink()) return LINK
  if (!entry.isFile() && !entry.isDirectory()) return NO_FILE
  // Bytes that are no text are read as this sign, and the name that they make leads nowhere.
  return entry.name.includes('\uFFFD') && !existsSync(file) ? NO_TEXT : undefined
}

const entriesOf = (folder: string): readonly Dirent[] =>
  unlessMissing(() => readdirSync(folder, { withFileTypes: true })) ?? []
