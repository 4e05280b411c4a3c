import { skipBalanced } from './balance.ts'
import { isComment } from './ending.ts'
import type { Host } from './host.ts'
import { matchAt, percentEscapeLength } from './units.ts'

/** The farthest end of a template tag that is looked for. */
const FARTHEST = 2000

/** `%` with a name, a place (`1$`, `1\$` where `$` is a variable), flags, a width, a precision and a length, as the languages have them, and its letter. */
const CONVERSION =
  /%(?:\([\w.]+\)|\{[\w.]+\}|<[\w.]+>)?(?:\d+\\?\$|\[\d+\])?[-+ 0,#'_^(]*(?:\d+|\*(?:\d+\$)?)?(?:\.(?:\d+|\*(?:\d+\$)?)?)?(?:hh?|ll?|[zjtqL]|I(?:32|64))?(?:\[\d+\])?[A-Za-z@]|%\{\w+\}/y
/** Behind `_` or `,` no value begins with what these escapes stand for. */
const NUMBER_CONVERSION =
  /%0?[12]?\d(?:\.(?:\d+|\*)?)?(?:hh?|ll?|[zjtqL])?[diouxXeEfFgGcs](?=[,/|&"'`\\\s]|x%\d{0,2}d|$)/y
const C_MACRO = /%[-+ 0-9.]*"\s*PRI\w+\s*"/y
const DOLLAR_NAME = /\$(?:[A-Za-z_]\w*|\d+|[@*?!])/y
const PHP_TAIL = /(?:->\w+|\[[^\]\s]{0,40}\])+/y
const SWIFT = /\\#*\(/y
const PLACEHOLDER = /(?:<|&lt;)\p{L}[\p{L}\w -]*(?:>|&gt;)|<\w{1,20}:\w{1,20}\s[^<>]{0,200}>/uy
/** What Blade has between texts. */
const DIRECTIVE = /@(?:if|elseif|unless|isset|empty|auth|can)\s*\(|@(?:else|end[a-z]+)\b/y
const AT_NAME = /@[A-Za-z_][\w.]*/y
const BATCH_NAME = /%(?:[A-Za-z_]\w*%|(?:~[a-z]*)?\d|%[A-Za-z])|!\w+!/y
const VELOCITY_NAME = /\$!?(?:\{[^{}\n]*\}|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*(?:\([^()\n]*\))?)*)/y
/** `w_%1` of Qt. */
const QT_PLACE = /%\d{1,2}(?![\da-fA-F%])/y
/** `w_~w` of Erlang. */
const TILDE = /~[\d.*]*[a-zA-Z]/y
/** What programs replace by hand where a value stands: `w_:w`, `w_#w#`, `w_@w@`, `w_%w%`. */
const REPLACED = /:[A-Za-z]\w*|#\w+#|@\w+@|%[A-Za-z]\w*%(?![\dA-Fa-f]{2})/y
const CONDITION = /\bif_\w+$/

/** The offset behind the run-time hole that starts at `at`, or -1 where none starts. `before` is the text read so far. */
export function skipHole(host: Host, at: number, before: string): number {
  const { text, family } = host
  switch (text[at]) {
    case '$':
      return skipDollar(host, at)
    case '{':
      return CONDITION.test(before) ? -1 : skipBraces(host, at)
    case '#':
      if (text[at + 1] === '{' || (text[at + 1] === '(' && family.markup)) return skipBalanced(host, at + 2)
      return skipReplaced(text, at, before)
    case ':':
      return skipReplaced(text, at, before)
    case '~':
      return family.name === 'elixir' ? behind(TILDE, text, at) : -1
    case '%':
      return skipConversion(host, at, before)
    case '\\':
      return skipInterpolation(host, at)
    case '<':
      return skipTag(text, at, before)
    case '&':
      return /[_,/]$/.test(before) ? behind(PLACEHOLDER, text, at) : -1
    case '@':
      return Math.max(skipAt(host, at), skipReplaced(text, at, before))
    case '[':
      return /[_,/]$/.test(before) ? skipSquare(host, at, before) : -1
    case '!':
      return family.name === 'batch' ? behind(BATCH_NAME, text, at) : -1
    default:
      return -1
  }
}

function behind(pattern: RegExp, text: string, at: number): number {
  const match = matchAt(pattern, text, at)
  return match === undefined ? -1 : at + match.length
}

function skipDollar(host: Host, at: number): number {
  const { text, family } = host
  if (family.name === 'velocity') return behind(VELOCITY_NAME, text, at)
  const next = text[at + 1]
  if (next === '{' || next === '(') return skipBalanced(host, at + 2)
  const end = behind(DOLLAR_NAME, text, at)
  if (end < 0 || family.name !== 'php') return end
  return end + (matchAt(PHP_TAIL, text, end)?.length ?? 0)
}

function skipBraces(host: Host, at: number): number {
  const { text } = host
  if (text[at + 1] === '{') return closing(text, at + 2, text.startsWith('{{{', at) ? '}}}' : '}}')
  if (text.startsWith('{!!', at)) return closing(text, at, '!!}')
  const end = skipBalanced(host, at + 1, 600)
  return end > 0 && !text.slice(at, end).includes('\n\n') ? end : -1
}

function closing(text: string, at: number, closer: string): number {
  const found = text.slice(at, at + FARTHEST).indexOf(closer)
  return found < 0 ? -1 : at + found + closer.length
}

/** `%d`, but not `%2F`, which is a percent escape; `w_%5d` is a conversion and no bracket. */
function skipConversion(host: Host, at: number, before: string): number {
  const { text, family } = host
  const isValue = /[_,]$|_\uFFFCx$/.test(before) && matchAt(NUMBER_CONVERSION, text, at) !== undefined
  if (!isValue && percentEscapeLength(text, at) > 0) return -1
  const own = family.name === 'c' ? C_MACRO : family.name === 'batch' ? BATCH_NAME : undefined
  const isQt = family.name === 'c' && before.endsWith('_')
  const end = Math.max(
    own ? behind(own, text, at) : -1,
    isQt ? behind(QT_PLACE, text, at) : -1,
    skipReplaced(text, at, before),
  )
  return end > 0 ? end : behind(CONVERSION, text, at)
}

function skipInterpolation(host: Host, at: number): number {
  const { text } = host
  const opener = matchAt(SWIFT, text, at)
  return opener ? skipBalanced(host, at + opener.length) : -1
}

/** `<?= e ?>`, `<%= e %>`, `<{e}>`, `<!--{e}-->`, and the placeholder `<name>` where a value is expected. */
function skipTag(text: string, at: number, before: string): number {
  if (text[at + 1] === '?') return closing(text, at, '?>')
  if (text[at + 1] === '%') return closing(text, at, '%>')
  if (text[at + 1] === '{') return closing(text, at, '}>')
  if (text.startsWith('<!--{', at)) return closing(text, at, '}-->')
  return /[_,/]$/.test(before) ? behind(PLACEHOLDER, text, at) : -1
}

const SQUARE = /\[[^[\]\s"'`<>(){}]{1,40}\](?![(*+?{\w])/y

function skipReplaced(text: string, at: number, before: string): number {
  return before.endsWith('_') ? behind(REPLACED, text, at) : -1
}

/** `[[name]]`, and the placeholder `[name]` of a value, or of any word in comments and manuals. */
function skipSquare(host: Host, at: number, before: string): number {
  const { text, family } = host
  if (text[at + 1] === '[') return closing(text, at + 2, ']]')
  return before.endsWith('_') || family.name === 'markdown' || isComment(host, at) ? behind(SQUARE, text, at) : -1
}

/** `@{name}` of Less and Perl, and Razor's `@name` and `@(e)`. */
function skipAt(host: Host, at: number): number {
  const { text, family } = host
  if (text[at + 1] === '{') return skipBalanced(host, at + 2)
  if (text[at + 1] === '(' && family.markup) return skipBalanced(host, at + 2)
  const directive = family.markup ? matchAt(DIRECTIVE, text, at) : undefined
  if (directive) return directive.endsWith('(') ? skipBalanced(host, at + directive.length) : at + directive.length
  return family.atHoles ? behind(AT_NAME, text, at) : -1
}
