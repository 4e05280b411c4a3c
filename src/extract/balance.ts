import { type Host, spend } from './host.ts'
import { matchAt } from './units.ts'

/** The longest expression that is followed; a longer one is no part of a process string. */
const LONGEST = 2000

/** The offset behind the quoted text that opens at `at`, or -1 where it is not closed: on its line, or for a backtick anywhere near. */
function skipString(host: Host, at: number, limit: number): number {
  const { text } = host
  const quote = text[at]
  for (let here = at + 1; here < text.length && here < limit; here++) {
    const character = text[here]
    if (character === quote) return spend(host, here - at) ? here + 1 : -1
    if (character === '\\') here++
    else if (character === '\n' && quote !== '`') break
    else if (character === '$' && quote === '`' && text[here + 1] === '{') {
      const end = skipNested(host, here + 2, limit)
      if (end < 0) return -1
      here = end - 1
    }
  }
  spend(host, limit - at)
  return -1
}

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** The offset behind the bracket that closes the one before `at`, past nested brackets and strings, or -1. */
export function skipBalanced(host: Host, at: number, length: number = LONGEST): number {
  return skipNested(host, at, at + length)
}

function skipNested(host: Host, at: number, limit: number): number {
  const { text } = host
  const open = [CLOSERS[text[at - 1] ?? ''] ?? '}']
  for (let here = at; here < text.length && here < limit && spend(host, 1); here++) {
    const character = text[here] ?? ''
    const closer = CLOSERS[character]
    if (closer) open.push(closer)
    else if (character === open.at(-1)) {
      open.pop()
      if (open.length === 0) return here + 1
    } else if (character === '"' || character === "'" || character === '`') {
      const end = skipString(host, here, limit)
      if (end > 0) here = end - 1
    }
  }
  return -1
}

const STOP = /%>|\?>|=>|<\/|;|,|[)\]}]/y
const OPENER = /[([{]/
const TAKES_STRING = /[=|&?:+*!<>(,.%~@-]\s*$|\b(?:or|and|if|else|not|in|return)\s*$/
const CONTINUES = /\s*(?:\?\.|->|\.(?!\.)|::)\s*[A-Za-z_$@]/y
/** `encode(a):gsub(b, c)` of Lua, `base64:encode(a)` of Erlang. */
const COLON_METHOD = /:[A-Za-z_]\w*(?=\()/y
const CAST = /\((?:int|string|float|str|long)\)\s*/y

function methodAt({ text, family }: Host, at: number): string | undefined {
  const mayFollow = family.name === 'elixir' ? /[\w)]/ : /\)/
  return mayFollow.test(text[at - 1] ?? '') ? matchAt(COLON_METHOD, text, at) : undefined
}

/** The offset behind the operand of a joining operator that starts at `at`; `at` itself where there is none. */
export function skipOperand(host: Host, at: number, isJoin: (at: number) => boolean): number {
  const { text } = host
  let here = at + (matchAt(CAST, text, at)?.length ?? 0)
  for (const limit = at + LONGEST; here < text.length && here < limit && spend(host, 1); ) {
    const character = text[here] ?? ''
    if (OPENER.test(character)) {
      const end = skipNested(host, here + 1, limit)
      if (end < 0) break
      here = end
    } else if (character === '"' || character === "'" || character === '`') {
      if (!TAKES_STRING.test(text.slice(Math.max(at, here - 12), here))) break
      const end = skipString(host, here, limit)
      if (end < 0) break
      here = end
    } else if (character === '\n' || character === '.' || character === '?' || character === ':') {
      const next = matchAt(CONTINUES, text, here) ?? methodAt(host, here)
      if (next) here += next.length
      else if (character === '\n' || endsOperand(text, here, isJoin)) break
      else here += text.startsWith('??', here) || text.startsWith('::', here) ? 2 : 1
    } else if (matchAt(STOP, text, here) || (here > at && isJoin(here))) break
    else here++
  }
  return at + text.slice(at, here).trimEnd().length
}

/** True for a joining dot, and for `?` and `:` of a conditional expression. */
function endsOperand(text: string, at: number, isJoin: (at: number) => boolean): boolean {
  const character = text[at]
  if (character === '.') return isJoin(at) || !/\d/.test(text[at + 1] ?? '')
  return !(text.startsWith('??', at) || text.startsWith('?:', at) || text.startsWith('::', at))
}
