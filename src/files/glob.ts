/** One pattern for one name between slashes: characters, sets of them, or any number of them. */
type CharacterPattern = '*' | ((character: string) => boolean)

/** A name that has to be there, a pattern for one, or `**` for any number of them. */
type NamePattern = '**' | ((name: string) => boolean)

/** More alternatives than these in braces are no pattern that anybody wrote. */
const MOST_ALTERNATIVES = 1000

/**
 * True for paths that fit one of some patterns: `*` and `?` within a name, `**` for any number of folders, `[a-z]`, `{a,b}`. Paths have
 * forward slashes; a leading dot is nothing special. Whatever the pattern, the time grows with the lengths of both and no more.
 *
 *     makeMatcher(['src/**\/*.{js,ts}'])('src/a/b.ts') // true
 * @throws PatternError, which holds the pattern, for braces with more than a thousand alternatives.
 */
export function makeMatcher(patterns: readonly string[]): (path: string) => boolean {
  const globs = patterns.flatMap(pattern => expandBraces(pattern).map(toSegments))
  return path => {
    const names = path.split('/')
    return globs.some(segments =>
      fits(
        segments,
        names,
        segment => segment === '**',
        (segment, name) => segment !== '**' && segment(name),
      ),
    )
  }
}

/** Matches a list against another; behind each part for any number only the last one has to be tried again. */
function fits<P, T>(
  pattern: readonly P[],
  list: ArrayLike<T>,
  isMany: (part: P) => boolean,
  matches: (part: P, item: T) => boolean,
): boolean {
  let [at, next, many, taken] = [0, 0, -1, 0]
  while (at < list.length) {
    const [part, item] = [pattern[next], list[at]]
    if (part !== undefined && isMany(part)) {
      many = next++
      taken = at
    } else if (part !== undefined && item !== undefined && matches(part, item)) {
      next++
      at++
    } else if (many >= 0) {
      next = many + 1
      at = ++taken
    } else return false
  }
  return pattern.slice(next).every(isMany)
}

function toSegments(pattern: string): readonly NamePattern[] {
  const segments = pattern.split('/').map(segment => (segment === '**' ? '**' : toSegment(segment)))
  // `src/**` is what stands in src, and not src itself.
  return segments.at(-1) === '**' ? [...segments, () => true] : segments
}

function toSegment(text: string): NamePattern {
  if (!/[*?[\\]/.test(text)) return name => name === text
  const parts = Array.from(text.matchAll(/\*+|\\.|\[(?:\\.|\]?[^\]])[^\]]*\]|[\s\S]/g), ([part]) => toPart(part))
  return name =>
    fits(
      parts,
      name,
      part => part === '*',
      (part, character) => part !== '*' && part(character),
    )
}

function toPart(text: string): CharacterPattern {
  if (text.startsWith('*')) return '*'
  if (text === '?') return () => true
  if (text.length > 2) return toSet(text.slice(1, -1))
  const wanted = text.length === 2 ? text.slice(1) : text
  return character => character === wanted
}

/** `a-z0-9`, or all others behind `!` or `^`. */
function toSet(text: string): (character: string) => boolean {
  const isNegated = /^[!^]/.test(text)
  const ranges = Array.from((isNegated ? text.slice(1) : text).matchAll(/\\?([\s\S])(?:-([\s\S]))?/g), range => {
    const [, from = '', to = from] = range
    return { from, to }
  })
  return character => ranges.some(({ from, to }) => from <= character && character <= to) !== isNegated
}

/** `a.{js,ts}` is `a.js` and `a.ts`; braces without a comma are characters. */
function expandBraces(pattern: string): readonly string[] {
  let open = ['']
  for (const [part, inner] of pattern.matchAll(/\{([^{}]*,[^{}]*)\}|[^{]+|\{/g)) {
    const choices = inner === undefined ? [part] : inner.split(',')
    open = open.flatMap(before => choices.map(choice => before + choice))
    if (open.length > MOST_ALTERNATIVES) throw Object.assign(new RangeError(pattern), { name: 'PatternError' })
  }
  return open
}
