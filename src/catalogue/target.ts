import { templateSegments } from './templates.ts'

/** Where `sys/saveas` puts results; both may hold variables. */
export interface SaveTarget {
  /** The bucket of the source when absent. */
  readonly bucket?: string
  readonly object: string
}

/** What the variables of a target tell. */
export interface TargetFacts {
  readonly source: { readonly bucket: string; readonly key: string; readonly lastModified: Date }
  /** When the task was accepted. */
  readonly time: Date
  /** Of the result; absent while it is not made yet. */
  readonly extension?: string | undefined
  /** `640x360` */
  readonly resolution?: string | undefined
  /** From 1. */
  readonly index?: number | undefined
}

type Values = Readonly<Record<string, string | undefined>>

/** The variables by name. Times are UTC. Source: IMM TargetURI templates; OSS Variables. */
function valuesOf({ source, time, extension, resolution, index }: TargetFacts): Values {
  const { bucket, key, lastModified } = source
  const slash = key.lastIndexOf('/')
  const basename = key.slice(slash + 1)
  const dot = basename.lastIndexOf('.')
  return {
    bucket,
    key,
    dirname: slash < 0 ? '' : key.slice(0, slash),
    basename,
    barename: dot > 0 ? basename.slice(0, dot) : basename,
    ext: dot > 0 ? basename.slice(dot + 1) : '',
    ...timeValues('', lastModified),
    ...timeValues('t_', time),
    autoext: extension,
    resolution,
    index: index === undefined ? undefined : String(index),
    streamindex: index === undefined ? undefined : '0',
  }
}

function timeValues(prefix: string, date: Date): Values {
  const [year, mon, day, hour, min, sec] = date.toISOString().split(/[-T:.]/)
  const named = { year, mon, day, hour, min, sec }
  return Object.fromEntries(Object.entries(named).map(([name, value]) => [prefix + name, value]))
}

/** Fills in what is known; an unknown variable stays as it is written. An empty folder takes the slash behind it along. */
export function fillTarget(template: string, facts: TargetFacts): string {
  const values = valuesOf(facts)
  let text = ''
  let isFolderEmpty = false
  for (const segment of templateSegments(template)) {
    if (segment.kind === 'variable') {
      const value = findValue(segment.name, values)
      isFolderEmpty = value === '' && segment.name === 'dirname'
      text += value
    } else {
      const isDouble = isFolderEmpty && segment.text.startsWith('/') && (text === '' || text.endsWith('/'))
      text += isDouble ? segment.text.slice(1) : segment.text
      isFolderEmpty = false
    }
  }
  return text
}

/** A process string cannot set tags. */
function findValue(name: string, values: Values): string {
  if (name.startsWith('tags.')) return ''
  return (Object.hasOwn(values, name) ? values[name] : undefined) ?? `{${name}}`
}

/**
 * The key of a media result. OSS appends the extension to a name without one, and a number where one name has to do for several files.
 * Source: Python SDK example async_process_object; IMM CreateMediaConvertTask.
 */
export function fillKey(template: string, facts: TargetFacts, isOneOfMany: boolean): string {
  const key = fillTarget(template, facts)
  return facts.extension
    ? completeKey(key, template, facts.extension, isOneOfMany ? String(facts.index) : undefined)
    : key
}

/** A key with the extension and the number that OSS appends; `number` is undefined for a single file. */
export function completeKey(key: string, template: string, extension: string, number: string | undefined): string {
  const name = key.slice(key.lastIndexOf('/') + 1)
  if (name === '' || name.includes('.')) return key
  const isNumbered = templateSegments(template).some(part => part.kind === 'variable' && part.name === 'index')
  return `${key}${number !== undefined && !isNumbered ? `_0_${number}` : ''}.${extension}`
}
