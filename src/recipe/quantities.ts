const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Reads a time as milliseconds: `90` and `90s` are seconds, `500ms`, `1m`, `00:01:30`; undefined for what is none. */
export function readTime(text: string): number | undefined {
  const [, hours = '0', minutes, seconds] = /^(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(text) ?? []
  if (minutes !== undefined) return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000)
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? []
  return number === undefined ? undefined : Number(number) * (UNITS[unit] ?? 1000)
}

const SIZE = /^(\d+(?:\.\d+)?) ?(?:([kmgt])i?)?b?$/i

/** Reads a size as bytes, `10MB`, by 1024 as OSS counts; undefined for what is none. */
export function readSize(text: string): number | undefined {
  const [, number, unit = ''] = SIZE.exec(text.trim()) ?? []
  return number === undefined ? undefined : Number(number) * 1024 ** ' kmgt'.indexOf(unit.toLowerCase() || ' ')
}

/** The storage classes of OSS, as lists and inventories write them. */
export const STORAGE_CLASSES = ['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive'] as const

/** Reads a storage class, in any case; undefined for what is none. */
export function readStorageClass(text: string): string | undefined {
  return STORAGE_CLASSES.find(known => known.toLowerCase() === text.toLowerCase())
}
