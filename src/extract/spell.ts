import type { Family } from './family.ts'
import type { Units } from './units.ts'

const SAFE = /^[A-Za-z0-9,/_.=:+~|@-]*$/
const encoder = new TextEncoder()

/** How a host spells characters at an offset: as it spells the same character nearby, or else as its escapes are written. */
export function makeSpeller(
  host: string,
  family: Family,
  units: Units,
  depth: number,
): (text: string, at: number) => string {
  return (text, at) => {
    let spelled = ''
    for (const character of text) spelled += spell(character, at)
    return spelled
  }

  function spell(character: string, at: number): string {
    const example = findExample(character, at)
    if (example !== undefined) return example
    if (SAFE.test(character)) return character
    return depth > 0 ? encodeTimes(character, depth) : escapeCharacter(character, family)
  }

  /** The nearest spelling of the same character in this string. */
  function findExample(character: string, at: number): string | undefined {
    const before = units.text.lastIndexOf(character, at)
    const after = units.text.indexOf(character, at)
    const near = before >= 0 && (after < 0 || at - before <= after - at) ? before : after
    return near < 0 || units.pieces[near] === -1 ? undefined : host.slice(units.starts[near], units.ends[near])
  }

  function encodeTimes(character: string, times: number): string {
    let text = ''
    for (const byte of encoder.encode(character)) text += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    for (let time = 1; time < times; time++) text = text.replaceAll('%', '%25')
    return isPrintf() ? text.replaceAll('%', '%%') : text
  }

  function isPrintf(): boolean {
    return (
      units.text.includes('\uFFFC') &&
      units.starts.some((start, at) => host[start] === '%' && units.text[at] === '\uFFFC')
    )
  }
}

function escapeCharacter(character: string, family: Family): string {
  const code = character.codePointAt(0) ?? 0
  const hexadecimal = code.toString(16)
  switch (family.escape) {
    case 'entity':
      return `&#x${hexadecimal};`
    case 'braced':
      return `\\u{${hexadecimal}}`
    case 'unicode':
      return Array.from(character, (_, at) => character.charCodeAt(at))
        .map(unit => `\\u${unit.toString(16).padStart(4, '0')}`)
        .join('')
    case 'none':
      return character
  }
}
