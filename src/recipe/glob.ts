const SPECIAL: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
}

/**
 * The regular expression of a pattern over object names: `*` and `?` within a folder, `**` across folders wherever it stands, `{a,b}`
 * alternatives. Not a package of globs: those take brackets, exclamation marks and parentheses for signs, which object names hold.
 */
export function globToRegExp(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*\*|[*?]|\{([^{}]*)\}|[\\^$.|+()[\]{}]/g, (found, choices?: string) => {
    if (choices !== undefined)
      return `(?:${choices
        .split(',')
        .map(choice => sourceOf(choice))
        .join('|')})`
    return SPECIAL[found] ?? `\\${found}`
  })
  return new RegExp(`^${source}$`, 'su')
}

function sourceOf(pattern: string): string {
  return globToRegExp(pattern).source.slice(1, -1)
}
