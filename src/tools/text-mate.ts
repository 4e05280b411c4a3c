import { categories } from '../../grammar/operations/index.ts'
import { allTokens, markOf, type ProductionPart, patternOf, readProductions } from './productions.ts'

/** What editors colour each terminal as, by its label or name. */
const SCOPES: Readonly<Record<string, string>> = {
  Pipe: 'keyword.operator.pipe',
  Slash: 'punctuation.separator.operation',
  Comma: 'punctuation.separator.parameter',
  Open: 'keyword.control.conditional',
  Close: 'keyword.control.conditional',
  Category: 'entity.name.namespace',
  Name: 'entity.name.function',
  ParameterName: 'variable.parameter',
  Value: 'constant.other.value',
}

/** What ends a word where it stands in the text of a program: blanks, quotes, the rest of a URL, holes, braces. */
const ENDS = String.raw`\s"'\x60<>()&#$\{}`
/** What ends a whole string there: a brace may belong to a conditional. */
const END = String.raw`(?=[\s"'\x60<>()&#$\{])|$`

/** The grammar for editors, of files with one string a line. */
export function textMateGrammar(): object {
  return {
    name: 'OSS process string',
    scopeName: 'source.oss-process',
    fileTypes: ['oss'],
    patterns: [
      { match: String.raw`^\s*#.*$`, name: 'comment.line.number-sign.oss-process' },
      {
        match: String.raw`^\s*(https?://\S*?[?&])(x-oss-(?:async-)?process)(=)`,
        captures: captures(['markup.underline.link', 'variable.other.key', 'punctuation.separator.key-value']),
      },
      { match: String.raw`^\s*https?://\S*`, name: 'markup.underline.link.oss-process' },
      { include: '#stages' },
    ],
    repository: { stages: { patterns: stagePatterns() } },
  }
}

/** The same inside of the texts of other languages: behind the key of a request, or at the start of a piece in quotes. */
export function textMateInjection(): object {
  const known = Object.entries(categories)
    .map(([name, { operations }]) => [name, Object.keys(operations).filter(operation => operation !== '')] as const)
    .filter(([, operations]) => operations.length > 0)
    .map(([name, operations]) => `${name}/(?:${operations.join('|')})(?![\\w-])`)
  const region = (begin: string) => ({
    begin,
    end: END,
    name: 'meta.embedded.oss-process',
    patterns: [{ include: 'source.oss-process#stages' }],
  })
  return {
    name: 'OSS process string in other languages',
    scopeName: 'injection.oss-process',
    // What is coloured already is left out: else a region would begin in itself, where it begins.
    injectionSelector: 'L:source -comment -meta.embedded.oss-process, L:text -comment -meta.embedded.oss-process',
    patterns: [
      region(String.raw`(?<=x-oss-process=|x-oss-async-process=)(?=\w+/)`),
      region(String.raw`(?<=["'\x60])(?=${known.join('|')}|if_[a-z]+_[a-z]+_[0-9]+\{)`),
    ],
  }
}

/** One pattern a mark with what may follow it, and the terminals that begin a stage. */
function stagePatterns(): readonly object[] {
  const productions = readProductions()
  const repetitions = productions.flatMap(({ parts }) => parts.flatMap(repetitionsIn))
  const behindMarks = new Map(repetitions.map(([mark, name]) => [mark, leadingOf(name)] as const))
  return [
    ...['Open', 'Close'].map(name => ({ match: patternText(name), name: `${SCOPES[name]}.oss-process` })),
    ...Array.from(behindMarks, ([mark, labels]) => ({
      match: `(${escaped(markOf(mark) ?? '')})${labels.map(({ terminal }) => `(${patternText(terminal)})?`).join('')}`,
      captures: captures([SCOPES[mark], ...labels.map(({ label }) => SCOPES[label])]),
    })),
    { match: patternText('Word'), name: `${SCOPES.Category}.oss-process` },
  ]

  /** The optional terminals at the begin of a production. */
  function leadingOf(name: string): readonly { label: string; terminal: string }[] {
    const parts = productions.find(production => production.name === name)?.parts ?? []
    const end = parts.findIndex(({ kind }) => kind !== 'option')
    return parts
      .slice(0, end < 0 ? undefined : end)
      .flatMap(part => (part.kind === 'option' ? part.parts : []))
      .flatMap(part => (part.kind === 'terminal' ? [{ label: part.label ?? part.name, terminal: part.name }] : []))
  }
}

/** Each mark that begins a repetition, with the production behind it. */
function repetitionsIn(part: ProductionPart): readonly (readonly [mark: string, production: string])[] {
  if (part.kind === 'choice') return part.alternatives.flat().flatMap(repetitionsIn)
  if (part.kind !== 'repetition') return []
  const [mark, production] = part.parts
  return mark?.kind === 'terminal' && production?.kind === 'production' ? [[mark.name, production.name]] : []
}

/** The pattern of a token in the text of a program: without what has to stand before it, and with more that ends it. */
function patternText(terminal: string): string {
  const token = allTokens().find(({ name }) => name === terminal)
  const pattern = token && patternOf(token)
  if (!pattern || !('source' in pattern)) throw new Error(`"${terminal}" is no token with a text of its own.`)
  return pattern.source.replace(/^\(\?<[=!][^)]*\)/, '').replace('[^', `[^${ENDS}`)
}

function escaped(mark: string): string {
  return mark === '|' ? '\\|' : mark
}

function captures(scopes: readonly (string | undefined)[]): object {
  return Object.fromEntries(scopes.map((scope, index) => [index + 1, { name: `${scope}.oss-process` }]))
}
