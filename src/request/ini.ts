/** The sections of an INI file; names and keys lower case, keys without hyphens and underscores, as ossutil reads them. */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>

/** A key as ossutil compares it: accessKeyID, access-key-id and access_key_id are the same. */
export const plainKey = (key: string): string => key.toLowerCase().replace(/[-_\s]/g, '')

/** A value without the quotes that stand around all of it, as the SDKs for Go read it. */
const unquote = (value: string): string => /^(["'])((?:(?!\1).)*)\1$/.exec(value)?.[2] ?? value

/** Reads an INI file, with `=` or a colon behind its keys. Lines that begin with `#` or `;` are comments; what is no pair is passed over. */
export function readIni(text: string): Ini {
  const sections = new Map<string, Map<string, string>>()
  let section = new Map<string, string>()
  for (const line of text.split(/\r\n?|\n/).map(one => one.trim())) {
    const name = /^\[(.*)\]$/.exec(line)?.[1]?.trim().replace(/\s+/g, ' ').toLowerCase()
    const [, key, value] = /^([^#;=:][^=:]*)[=:](.*)$/.exec(line) ?? []
    if (name !== undefined) {
      section = sections.get(name) ?? new Map()
      sections.set(name, section)
    } else if (key !== undefined && value !== undefined) section.set(plainKey(key), unquote(value.trim()))
  }
  return sections
}
