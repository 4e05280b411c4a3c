import type {
  CompletionItem,
  CompletionList,
  DocumentSymbol,
  Hover,
  InlayHint,
  MarkupContent,
  SelectionRange,
  SignatureHelp,
} from 'vscode-languageserver'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { complete } from '../editing/completion.ts'
import { type SegmentKind, segmentsOf } from '../editing/highlight.ts'
import { hintsOf } from '../editing/hints.ts'
import { hoverAt } from '../editing/hover.ts'
import { spansAround } from '../editing/selection.ts'
import { signatureAt } from '../editing/signature.ts'
import { sizesOf } from '../editing/sizes.ts'
import { parseTree } from '../language/parser.ts'
import { print } from '../language/printer.ts'
import { HOLE, type Span } from '../language/tree.ts'
import { walk } from '../language/walk.ts'
import type { Config } from '../project/config.ts'
import type { Facts } from '../trace/facts.ts'
import { placeOf, rangeOf } from './document.ts'
import { begunAt, caretAt, stringsIn } from './in-string.ts'
import type { OpenFile } from './open-file.ts'
import { MarkupKind, SymbolKind } from './protocol.ts'

/** How words are shown. */
export interface Showing {
  readonly locale: Locale
  /** True where the editor shows Markdown. */
  readonly hasMarkdown: boolean
}

/** What is known of what stands at an offset. */
export function hoverIn(file: OpenFile, offset: number, showing: Showing): Hover | null {
  const caret = caretAt(file, offset)
  const found = caret && hoverAt(caret.string.text, caret.offset, showing.locale)
  if (!caret || !found) return null
  return {
    range: rangeOf(file.document, caret.string.toHost(found.span)),
    contents: markup(found.title, found.notes, showing),
  }
}

function markup(title: string, notes: readonly string[], { hasMarkdown }: Showing): MarkupContent {
  if (!hasMarkdown) return { kind: MarkupKind.PlainText, value: [title, ...notes].filter(Boolean).join('\n') }
  const heading = title === '' ? [] : [`**${escapeMarkdown(title)}**`]
  return { kind: MarkupKind.Markdown, value: [...heading, ...notes.map(escapeMarkdown)].join('  \n') }
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~&!]/g, '\\$&')
}

/** What may be written at an offset. */
export function completionsIn(
  file: OpenFile,
  offset: number,
  showing: Showing,
  config: Config | undefined,
): CompletionList {
  const none = { isIncomplete: false, items: [] }
  const caret = caretAt(file, offset) ?? begunAt(file, offset)
  if (!caret) return none
  const { string, offset: at } = caret
  const { locale } = showing
  const found = complete(string.text, at, { locale, buckets: Object.keys(config?.buckets ?? {}) })
  if (!found || string.text.slice(found.span.start, found.span.end).includes(HOLE)) return none
  const items = found.items.flatMap((item, index): CompletionItem[] => {
    const [edit, ...others] = string.hostEdits({ span: found.span, text: item.insert }) ?? []
    if (!edit || others.length > 0) return []
    return [
      {
        label: item.label,
        detail: item.detail,
        ...(item.notes.length > 0 && { documentation: markup('', item.notes, showing) }),
        sortText: String(index).padStart(4, '0'),
        filterText: file.document.text.slice(edit.span.start, offset) || item.label,
        textEdit: { range: rangeOf(file.document, edit.span), newText: edit.text },
      },
    ]
  })
  // What fits is worked out here, by other names, too; so it is asked for again at every letter.
  return { isIncomplete: true, items }
}

/** What the Base64 in a range holds, and the size behind each operation where the source is known. */
export function hintsIn(
  file: OpenFile,
  { start, end }: Span,
  sources: readonly Facts[],
  locale: Locale,
): readonly InlayHint[] {
  return stringsIn(file)
    .filter(({ span }) => span.start <= end && start <= span.end)
    .flatMap(({ text, toHost }) =>
      [...hintsOf(text), ...sizesOf(text, sources, locale)].map(({ offset, label }) => {
        const place = toHost({ start: offset - 1, end: offset }).end
        return { position: placeOf(file.document, place), label, paddingLeft: true }
      }),
    )
}

/** The operation whose parameters are written at an offset. */
export function signatureIn(file: OpenFile, offset: number, showing: Showing): SignatureHelp | null {
  const caret = caretAt(file, offset) ?? begunAt(file, offset)
  const found = caret && signatureAt(caret.string.text, caret.offset, showing.locale)
  if (!found) return null
  const parameters = found.parameters.map(({ span: { start, end }, notes }) => ({
    label: [start, end] satisfies [number, number],
    documentation: markup('', notes, showing),
  }))
  const { label, title, active } = found
  const signature = { label, documentation: title, parameters }
  return { signatures: [signature], activeSignature: 0, ...(active !== undefined && { activeParameter: active }) }
}

/** The ranges around places, from the inside; a place outside of all strings is alone. */
export function selectionsIn(file: OpenFile, offsets: readonly number[]): SelectionRange[] {
  return offsets.map(offset => {
    const caret = caretAt(file, offset)
    const spans = caret ? spansAround(caret.string.text, caret.offset).map(span => caret.string.toHost(span)) : []
    const all = spans.length > 0 ? spans : [{ start: offset, end: offset }]
    const parentOf = (index: number): SelectionRange | undefined => {
      const span = all[index]
      const parent = span && parentOf(index + 1)
      return span && { range: rangeOf(file.document, span), ...(parent && { parent }) }
    }
    return parentOf(0) ?? { range: rangeOf(file.document, { start: offset, end: offset }) }
  })
}

/** The strings of a file with their operations. */
export function symbolsIn(file: OpenFile): readonly DocumentSymbol[] {
  const { document } = file
  return stringsIn(file).map(({ text, span, toHost }) => {
    const children: DocumentSymbol[] = []
    walk(parseTree(text).tree, {
      operation: operation => {
        const range = rangeOf(document, toHost(operation))
        const name = shown(operation.name)
        children.push({
          name,
          detail: shown(print(operation)),
          kind: SymbolKind.Function,
          range,
          selectionRange: range,
        })
      },
    })
    const range = rangeOf(document, span)
    return { name: shown(text), kind: SymbolKind.String, range, selectionRange: range, children }
  })
}

/** A text for a list: in one line, not empty. */
function shown(text: string): string {
  return text.replaceAll(HOLE, '…').replace(/\s+/g, ' ').slice(0, 200) || '…'
}

const TOKENS: Readonly<Record<SegmentKind, string>> = {
  category: 'namespace',
  operation: 'function',
  name: 'parameter',
  value: 'string',
  mark: 'operator',
}

/** The kinds of tokens, in the order of their numbers. */
export const TOKEN_TYPES: readonly string[] = Object.values(TOKENS)

/** The pieces of the strings as the protocol packs them: five numbers each, places relative to the piece before. */
export function tokensIn(file: OpenFile): number[] {
  const { document } = file
  const data: number[] = []
  let end = 0
  let last = { line: 0, character: 0 }
  for (const { span, part } of piecesIn(file)) {
    const { start, end: behind } = rangeOf(document, span)
    if (span.start < end || start.line !== behind.line || behind.character <= start.character) continue
    const character = start.line === last.line ? start.character - last.character : start.character
    data.push(
      start.line - last.line,
      character,
      behind.character - start.character,
      TOKEN_TYPES.indexOf(TOKENS[part]),
      0,
    )
    end = span.end
    last = start
  }
  return data
}

function piecesIn(file: OpenFile): readonly { readonly span: Span; readonly part: SegmentKind }[] {
  const pieces = stringsIn(file).flatMap(({ text, toHost }) =>
    segmentsOf(text, parseTree(text).tree, [])
      .filter(segment => !segment.text.includes(HOLE))
      .map(segment => ({ span: toHost(segment), part: segment.part })),
  )
  return pieces.sort((one, other) => one.span.start - other.span.start)
}
