import type { Span } from '../language/tree.ts'

/** How a line that is a comment is written. */
export interface CommentForm {
  readonly before: string
  readonly behind: string
}

const SLASHES: CommentForm = { before: '// ', behind: '' }
const HASH: CommentForm = { before: '# ', behind: '' }
const DASHES: CommentForm = { before: '-- ', behind: '' }
const STAR: CommentForm = { before: '/* ', behind: ' */' }
const MARKUP: CommentForm = { before: '<!-- ', behind: ' -->' }
const JSX: CommentForm = { before: '{/* ', behind: ' */}' }

const QUOTED = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`
const LONG_QUOTED = String.raw`"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'`
const C_COMMENT = String.raw`\/\/[^\n]*|\/\*[^]*?\*\/`
const TRIPLE = `"""[^]*?"""|'''[^]*?'''`
const TEMPLATE = '`(?:[^`\\\\$]|\\\\[^]|\\$(?!\\{)|\\$\\{(?:[^{}`]|`[^`]*`|\\{[^{}]*\\})*\\})*`'
const REGEX = String.raw`(?<=[=(,:;!&|?{}[]\s{0,4})\/(?![*\/])(?:[^\/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/`
const HEREDOC = String.raw`<<[-~<]?[ \t]*["']?([A-Za-z_]\w*)["']?[^\n]*\n[^]*?\n[ \t]*\1\b`
const CONTINUED = String.raw`^(?:[^\n]*\\\r?\n)+[^\n]*`
const TAG = String.raw`<\/?[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>`
const TAGS = String.raw`<!--[^]*?-->|<(pre|textarea)\b[^]*?<\/\1>|\{\{[^]*?\}\}|${TAG}`
const FENCE = String.raw`^[ \t]*(\`{3,}|~{3,})[^]*?^[ \t]*\1`
const BLOCK_SCALAR = String.raw`^( *)[^#\n]*?[:-][ \t]+[|>][-+\d]*[ \t]*\n(?:(?:\1 [^\n]*|[ \t]*)(?:\n|$))+`
const YAML_QUOTED = String.raw`(?<=[:[{,-][ \t]{1,9})(?:"(?:[^"\\]|\\[^])*"|'(?:[^']|'')*')`

/** What is looked at as a whole in the files of a language, and how a comment is written there. */
interface Language {
  readonly names: RegExp
  readonly form: CommentForm
  readonly tokens: readonly string[]
}

const SCRIPT: Language = {
  names: /\.[cm]?[jt]sx?$/i,
  form: SLASHES,
  tokens: [C_COMMENT, REGEX, QUOTED, TEMPLATE],
}
const STYLES: Language = { names: /\.css$/i, form: STAR, tokens: [C_COMMENT, QUOTED] }

const LANGUAGES: readonly Language[] = [
  SCRIPT,
  STYLES,
  { names: /\.(?:less|scss)$/i, form: SLASHES, tokens: [C_COMMENT, QUOTED] },
  {
    names: /\.php$/i,
    form: SLASHES,
    tokens: [String.raw`\?>[^]*?(?:<\?(?:php|=)|$)`, '#[^\\n]*', C_COMMENT, HEREDOC, LONG_QUOTED],
  },
  { names: /\.go$/i, form: SLASHES, tokens: [C_COMMENT, QUOTED, '`[^`]*`'] },
  { names: /\.rs$/i, form: SLASHES, tokens: [C_COMMENT, String.raw`r(#*)"[^]*?"\1`, String.raw`"(?:[^"\\]|\\[^])*"`] },
  { names: /\.cs$/i, form: SLASHES, tokens: [C_COMMENT, TRIPLE, '[@$]{0,2}@[@$]?"(?:[^"]|"")*"', QUOTED] },
  {
    names: /\.(?:c|h|cc|cpp|hpp|m|mm)$/i,
    form: SLASHES,
    tokens: [C_COMMENT, String.raw`R"(\w{0,8})\([^]*?\)\1"`, QUOTED, CONTINUED],
  },
  { names: /\.(?:java|kts?|swift|dart|scala|groovy|gradle)$/i, form: SLASHES, tokens: [C_COMMENT, TRIPLE, QUOTED] },
  { names: /\.py$/i, form: HASH, tokens: ['#[^\\n]*', TRIPLE, QUOTED, CONTINUED] },
  { names: /\.(?:ya?ml)$/i, form: HASH, tokens: ['(?<=^|\\s)#[^\\n]*', BLOCK_SCALAR, YAML_QUOTED] },
  { names: /\.oss$/i, form: HASH, tokens: [] },
  { names: /\.toml$/i, form: HASH, tokens: ['#[^\\n]*', TRIPLE, QUOTED] },
  { names: /\.jl$/i, form: HASH, tokens: ['#[^\\n]*', TRIPLE, QUOTED] },
  { names: /\.exs?$/i, form: HASH, tokens: ['#[^\\n]*', TRIPLE, LONG_QUOTED] },
  {
    names: /\.(?:rb|sh|bash|zsh|pl|r|tf|conf|ini|env|properties|ps1)$|(?:^|\/)\.env/i,
    form: HASH,
    tokens: ['(?<=^|\\s)#[^\\n]*', HEREDOC, LONG_QUOTED, CONTINUED],
  },
  { names: /\.(?:html?|vue|svelte|xml|wxml|jsp)$/i, form: MARKUP, tokens: ['<\\?[^]*?\\?>', '<%[^]*?%>', TAGS] },
  { names: /\.(?:md|markdown)$/i, form: MARKUP, tokens: [TAGS, FENCE] },
  {
    names: /\.sql$/i,
    form: DASHES,
    tokens: ['--[^\\n]*', C_COMMENT.slice(C_COMMENT.indexOf('|') + 1), "'(?:[^']|'')*'", '"[^"]*"'],
  },
  {
    names: /\.lua$/i,
    form: DASHES,
    tokens: ['--\\[\\[[^]*?\\]\\]', '--[^\\n]*', String.raw`\[(=*)\[[^]*?\]\1\]`, QUOTED],
  },
  { names: /\.hs$/i, form: DASHES, tokens: ['--[^\\n]*', '\\{-[^]*?-\\}', String.raw`"(?:[^"\\]|\\[^])*"`] },
]

/** A part of a text with one way to write comments, or none. */
interface CommentRegion extends Span {
  readonly form: CommentForm | undefined
}

/** How the comments of a file are written, by the end of its name; undefined where nobody knows. */
export function commentFormOf(file: string): CommentForm | undefined {
  return languageOf(file)?.form
}

function languageOf(file: string): Language | undefined {
  return LANGUAGES.find(({ names }) => names.test(file))
}

/** Where lines of comment may stand around a string. */
export interface CommentPlace {
  /** The start of the line before which a comment may stand. */
  readonly at: number
  /** The start of the line behind what the string stands in, where that goes over lines; a comment at `at` alone does not reach it. */
  readonly end: number | undefined
  readonly form: CommentForm
}

/**
 * A finder of the places for comments around strings of a file: never in a literal, a tag, a block of text or a line that is continued,
 * as far as their quotes and brackets tell. It gives undefined where there is no place.
 */
export function makeCommentPlaces(file: string, text: string): (string: Span) => CommentPlace | undefined {
  const language = languageOf(file)
  const parts = language ? partsOf(language, file, text) : []
  return ({ start, end }) => {
    if (!language) return undefined
    const line = lineStart(text, start)
    const at = outside(parts, line, ({ start: from }) => (from < 0 ? -1 : lineStart(text, from)))
    const form = at < 0 ? undefined : formAt(parts, at, language, file, text)
    if (!form) return undefined
    if (at === line) return { at, end: undefined, form }
    const behind = outside(parts, nextLine(text, end), part => nextLine(text, part.end))
    return behind <= text.length && text[behind - 1] === '\n' ? { at, end: behind, form } : undefined
  }
}

/** Moves a place out of the parts without comments. */
function outside(parts: readonly CommentRegion[], place: number, move: (part: CommentRegion) => number): number {
  let at = place
  for (let around = closedAround(parts, at); around && at >= 0; around = closedAround(parts, at)) at = move(around)
  return at
}

function closedAround(parts: readonly CommentRegion[], at: number): CommentRegion | undefined {
  return parts.find(({ start, end, form }) => form === undefined && start < at && at < end)
}

function formAt(
  parts: readonly CommentRegion[],
  at: number,
  { form }: Language,
  file: string,
  text: string,
): CommentForm | undefined {
  const inner = parts.find(part => part.form !== undefined && part.start <= at && at <= part.end)?.form
  return inner ?? (/\.[cm]?[jt]sx?$/i.test(file) && isChild(text, at) ? JSX : form)
}

/** True between the tags of JSX, where two slashes are text. */
function isChild(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 400), at).trimEnd()
  const next = /\S/.exec(text.slice(at, at + 200))?.[0] ?? ''
  return (/(?<![=-])>$/.test(before) && /<\/?[A-Za-z>]/.test(before)) || (/\}$/.test(before) && next === '<')
}

function partsOf(language: Language, file: string, text: string): CommentRegion[] {
  if (/\.(?:html?|vue|svelte)$/i.test(file)) return markupParts(language, text)
  const head: CommentRegion[] = /\.php$/i.test(file)
    ? [{ start: -1, end: /<\?(?:php|=)?/.exec(text)?.index ?? text.length, form: undefined }]
    : []
  return [...head, ...closedParts(language, text, 0, text.length)]
}

const ELEMENT = /<(script|style)\b(?:[^<>"']|"[^"]*"|'[^']*')*>([\s\S]*?)<\/\1>/gi

/** Scripts and styles have the comments of their languages. */
function markupParts(language: Language, text: string): CommentRegion[] {
  const parts: CommentRegion[] = []
  let from = 0
  for (const { 0: element, 1: name = '', 2: body = '', index } of text.matchAll(ELEMENT)) {
    const bodyStart = index + element.length - body.length - `</${name}>`.length
    const inner = name.toLowerCase() === 'script' ? SCRIPT : STYLES
    parts.push(...closedParts(language, text, from, bodyStart))
    parts.push(...closedParts(inner, text, bodyStart, bodyStart + body.length))
    parts.push({ start: bodyStart, end: bodyStart + body.length, form: inner.form })
    from = bodyStart + body.length
  }
  return [...parts, ...closedParts(language, text, from, text.length)]
}

/** The literals, tags and blocks of a range that go over lines. */
function closedParts({ tokens }: Language, text: string, from: number, to: number): CommentRegion[] {
  if (tokens.length === 0) return []
  const token = new RegExp(numbered(tokens), 'gm')
  const found = text.slice(from, to).matchAll(token)
  return Array.from(found)
    .filter(([whole]) => whole.includes('\n') && !whole.startsWith('//'))
    .map(({ 0: whole, index }) => ({ start: from + index, end: from + index + whole.length, form: undefined }))
}

/** One alternation of all tokens, the references in them counted on. */
function numbered(tokens: readonly string[]): string {
  let groups = 0
  const parts = tokens.map(token => {
    const shifted = token.replace(/\\([1-9])/g, (_, digit) => `\\${Number(digit) + groups}`)
    groups += [...token.matchAll(/(?<!\\)\((?!\?)/g)].length
    return shifted
  })
  return parts.join('|')
}

function lineStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
}

function nextLine(text: string, at: number): number {
  const found = text.indexOf('\n', at)
  return found < 0 ? text.length + 1 : found + 1
}
