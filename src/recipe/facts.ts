import { type Localized, listOf } from '../../grammar/catalogue/localized.ts'
import { type Facts, type Kind, kindOfFormat } from '../trace/facts.ts'
import { type CellValues, constantOf, type Filled, fillText, textFor } from './fill.ts'
import type { Findings } from './findings.ts'
import { readSize, readStorageClass, readTime, STORAGE_CLASSES } from './quantities.ts'
import type { FactKey, Recipe } from './recipe.ts'
import { type SourceNames, sourceField } from './source.ts'

/** What is known of an input: what it shows, and how it is kept. */
export interface SourceFacts extends Facts {
  /** As OSS calls it, `IA`. */
  readonly storageClass?: string | undefined
  /** Bytes of one result. */
  readonly resultBytes?: number | undefined
}

/** Facts as far as they are told, without what follows from them. */
export type PartialFacts = { -readonly [K in keyof SourceFacts]?: SourceFacts[K] }

/** Tells what is known of an input; the process string says what kind of file it takes, where the name does not. */
export type FactReader = (source: SourceNames, process: string) => SourceFacts

interface FactColumn {
  /** Undefined for a text that says nothing. */
  readonly read: (text: string) => PartialFacts | undefined
  readonly expected: Localized
  /** Columns that tell it, by their letters alone and in lower case. */
  readonly columns: readonly string[]
}

/** A whole number from 1 on. */
function counted(name: 'width' | 'height' | 'frames', columns: readonly string[]): FactColumn {
  return {
    read: text => (/^[1-9]\d*(px)?$/.test(text) ? { [name]: Number.parseInt(text, 10) } : undefined),
    expected: { en: 'a whole number from 1 on', zh: '不小于 1 的整数' },
    columns,
  }
}

function flag(name: 'hasAlpha' | 'hasAudio', columns: readonly string[]): FactColumn {
  return {
    read: text => (/^(true|false)$/i.test(text) ? { [name]: text.toLowerCase() === 'true' } : undefined),
    expected: { en: '"true" or "false"', zh: '"true" 或 "false"' },
    columns,
  }
}

function sized(name: 'bytes' | 'resultBytes', columns: readonly string[]): FactColumn {
  const read = (text: string) => {
    const bytes = readSize(text)
    return bytes === undefined ? undefined : { [name]: bytes }
  }
  return { read, expected: { en: 'a size such as 10MB', zh: '大小，例如 10MB' }, columns }
}

const FACTS: Readonly<Record<FactKey, FactColumn>> = {
  format: {
    read: text => (kindOfFormat(text.toLowerCase()) ? { format: text.toLowerCase() } : undefined),
    expected: { en: 'a format such as jpg or mp4', zh: '格式，例如 jpg 或 mp4' },
    columns: [],
  },
  width: counted('width', ['width', 'imagewidth', 'videowidth']),
  height: counted('height', ['height', 'imageheight', 'videoheight']),
  frames: counted('frames', ['frames', 'framecount']),
  orientation: {
    read: text => (/^[1-8]$/.test(text) ? { orientation: Number(text) } : undefined),
    expected: { en: 'an EXIF orientation from 1 to 8', zh: '1 到 8 的 EXIF 方向' },
    columns: ['orientation'],
  },
  duration: {
    read: text => {
      const time = readTime(text)
      return time ? { duration: time / 1000 } : undefined
    },
    expected: {
      en: 'a time such as 90 (seconds), 500ms, 1m or 00:01:30',
      zh: '时间，例如 90（秒）、500ms、1m 或 00:01:30',
    },
    columns: ['duration'],
  },
  fps: {
    read: text => {
      const rate = readRate(text)
      return rate === undefined ? undefined : { frameRate: rate }
    },
    expected: { en: 'frames a second such as 25 or 30000/1001', zh: '每秒帧数，例如 25 或 30000/1001' },
    columns: ['fps', 'framerate'],
  },
  alpha: flag('hasAlpha', ['alpha', 'hasalpha']),
  audio: flag('hasAudio', ['audio', 'hasaudio']),
  size: sized('bytes', ['size', 'sizeb', 'bytes', 'contentlength']),
  'storage-class': {
    read: text => {
      const storageClass = readStorageClass(text)
      return storageClass === undefined ? undefined : { storageClass }
    },
    expected: listOf(STORAGE_CLASSES),
    columns: ['storageclass'],
  },
  'result-size': sized('resultBytes', ['resultsize']),
}

/** `25`, `29.97` or `30000/1001`, as ffprobe writes it. */
function readRate(text: string): number | undefined {
  const [, frames, seconds = '1'] = /^(\d+(?:\.\d+)?)(?:\/(\d+))?$/.exec(text) ?? []
  const rate = Number(frames) / Number(seconds)
  return rate > 0 && Number.isFinite(rate) ? rate : undefined
}

/**
 * Prepares to tell what is known of inputs: from `facts` of the recipe, else from the columns of the manifest, else from the name. A
 * column that the steps use is the recipe's own, and says nothing of the input.
 */
export function resolveFacts(
  { sources }: Recipe,
  values: CellValues,
  used: ReadonlySet<string>,
  findings: Findings,
): FactReader {
  const constant: PartialFacts = {}
  const open: { readonly fact: FactColumn; readonly filled: Filled }[] = []
  for (const [name, text] of sources?.facts ?? []) {
    const [fact, filled] = [FACTS[name], fillText(text, values)]
    const found = constantOf(filled)
    if (found === undefined) open.push({ fact, filled })
    else {
      const read = fact.read(found)
      if (!read) findings.add('fact-value', text.place, { name, found, expected: fact.expected })
      Object.assign(constant, read)
    }
  }
  const inColumn = columnFacts(used)
  return (source, process) => {
    const facts: PartialFacts = {}
    for (const [name, text] of Object.entries(source.fields ?? {})) Object.assign(facts, inColumn(name)?.read(text))
    Object.assign(facts, constant)
    for (const { fact, filled } of open) Object.assign(facts, fact.read(textFor(filled, source)))
    return withKind(facts, source, process)
  }
}

/** What a column tells, by its name in any spelling. */
function columnFacts(used: ReadonlySet<string>): (name: string) => FactColumn | undefined {
  const all = Object.values(FACTS)
  const known = new Map<string, FactColumn | undefined>()
  const find = (name: string) => {
    const letters = name.toLowerCase().replace(/[^a-z]/g, '')
    return used.has(`source.${name}`) ? undefined : all.find(({ columns }) => columns.includes(letters))
  }
  return name => {
    if (!known.has(name)) known.set(name, find(name))
    return known.get(name)
  }
}

/** The kinds of files that the categories of operations take. */
const KINDS: Readonly<Record<string, Kind>> = { image: 'image', video: 'video', audio: 'audio', doc: 'document' }

function withKind(facts: PartialFacts, source: SourceNames, process: string): SourceFacts {
  const extension = sourceField(source, 'ext')?.toLowerCase() ?? ''
  const format = facts.format ?? (kindOfFormat(extension) && extension)
  const category = process.slice(0, process.indexOf('/'))
  const kind = kindOfFormat(format ?? '') ?? KINDS[category] ?? 'video'
  return { ...facts, kind, format }
}
