import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { CompletionItem, DocumentLink, Hover, WorkspaceEdit } from 'vscode-languageserver'
import { isMap, isPair, isScalar, type Node, parseDocument, visit, type Document as YamlDocument } from 'yaml'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { once } from '../../grammar/catalogue/memo.ts'
import { isRecord } from '../language/record.ts'
import type { Span } from '../language/tree.ts'
import { type JsonSchema, recipeSchema } from '../recipe/index.ts'
import { SOURCE_FIELDS } from '../recipe/source.ts'
import { type ProtocolRange, rangeOf, textEditsOf } from './document.ts'
import type { OpenFile } from './open-file.ts'
import { CompletionItemKind, InsertTextFormat, MarkupKind } from './protocol.ts'

/** What stands under a caret in a recipe: the keys down to it, the key or value itself, and what stands beside it. */
interface RecipePlace {
  readonly path: readonly string[]
  readonly isKey: boolean
  readonly text: string
  readonly span: Span
  /** The keys of the same mapping. */
  readonly siblings: readonly string[]
}

/** What a placeholder for a word that is not written yet looks like; no key of a recipe does. */
const PLACEHOLDER = 'qZq'
const VARIABLE_BEGUN = /\$\{\s*([\p{L}\p{M}\p{N}_.-]*)$/u
const KEY_BEGUN = /(?:^[ \t]*(?:- +)*|[{,][ \t]*)([\w/.-]*)$/
const VALUE_BEGUN = /(?::[ \t]+|- +|\[[ \t]*|,[ \t]*)["']?([\w/.-]*)$/

/** What may be written at an offset of a recipe: keys, steps, values, variables, fragments. */
export function completionsInRecipe(
  file: OpenFile,
  offset: number,
  locale: Locale,
  hasSnippets: boolean,
): CompletionItem[] {
  const { text } = file.document
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  const begun = VARIABLE_BEGUN.exec(line)?.[1]
  if (begun !== undefined) return namedItems(file, { start: offset - begun.length, end: offset }, variablesIn(text))
  const key = KEY_BEGUN.exec(line)?.[1]
  const word = key ?? VALUE_BEGUN.exec(line)?.[1]
  if (word === undefined) return []
  const rest = /^[\w/.-]*/.exec(text.slice(offset))?.[0].length ?? 0
  const span = { start: offset - word.length, end: offset + rest }
  const isFollowed = /^[\w/.-]*\s*:/.test(text.slice(offset))
  const filler = key === undefined || isFollowed ? PLACEHOLDER : `${PLACEHOLDER}:`
  const place = placeAt(text.slice(0, span.start) + filler + text.slice(span.end), span.start)
  if (!place) return []
  if (!place.isKey && place.path.at(-1) === 'use') return namedItems(file, span, fragmentsIn(text))
  const schemas = schemasAt(place.path)
  const asked = { file, span, locale, hasSnippets }
  return place.isKey ? keyItems(schemas, place.siblings, { ...asked, isFollowed }) : valueItems(schemas, asked)
}

interface Asked {
  readonly file: OpenFile
  readonly span: Span
  readonly locale: Locale
  readonly hasSnippets: boolean
}

function namedItems({ document }: OpenFile, span: Span, names: readonly string[]): CompletionItem[] {
  return names.map(name => ({
    label: name,
    kind: CompletionItemKind.Variable,
    textEdit: { range: rangeOf(document, span), newText: name },
  }))
}

function keyItems(
  schemas: readonly JsonSchema[],
  siblings: readonly string[],
  { file, span, locale, hasSnippets, isFollowed }: Asked & { readonly isFollowed: boolean },
): CompletionItem[] {
  const range = rangeOf(file.document, span)
  const keys = schemas.flatMap(schema => entriesOf(schema.properties)).filter(([key]) => !siblings.includes(key))
  const items = [...new Map(keys)].map(([key, schema]): CompletionItem => {
    const detail = wordsOf(resolve(schema), locale)
    return {
      label: key,
      kind: CompletionItemKind.Property,
      ...(detail && { detail }),
      textEdit: { range, newText: isFollowed ? key : `${key}: ` },
    }
  })
  const whole = hasSnippets && !isFollowed ? schemas.flatMap(({ defaultSnippets }) => listOf(defaultSnippets)) : []
  return [...items, ...whole.map(snippet => snippetItem(snippet, range, locale))]
}

function snippetItem(snippet: JsonSchema, range: ReturnType<typeof rangeOf>, locale: Locale): CompletionItem {
  const [[key, body] = ['', '']] = isRecord(snippet.body) ? Object.entries(snippet.body) : []
  const parts = isRecord(body) ? Object.entries(body).map(([name, value]) => `${name}: ${String(value)}`) : []
  const value = isRecord(body) ? `{ ${parts.join(', ')} }` : String(body)
  return {
    label: String(snippet.label),
    kind: CompletionItemKind.Snippet,
    detail: wordsOf(snippet, locale),
    filterText: key,
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: { range, newText: `${key}: ${value}` },
  }
}

function valueItems(schemas: readonly JsonSchema[], { file, span }: Asked): CompletionItem[] {
  const values = schemas.flatMap(schema => (Array.isArray(schema.enum) ? schema.enum : []))
  const isWord = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value) && value !== ''
  const names = [...new Set(values.filter(isWord).map(String))]
  return names.map(name => ({
    label: name,
    kind: CompletionItemKind.EnumMember,
    textEdit: { range: rangeOf(file.document, span), newText: name },
  }))
}

/** What is known of the key, or of the key of the value, at an offset of a recipe. */
export function hoverInRecipe(file: OpenFile, offset: number, locale: Locale): Hover | null {
  const place = placeAt(file.document.text, offset)
  if (!place) return null
  const { path, isKey, span, text } = place
  const found = schemasIn(schemasAt(isKey ? path : path.slice(0, -1)), isKey ? text : (path.at(-1) ?? ''))
  const words = found.map(schema => wordsOf(schema, locale)).find(Boolean)
  if (!words) return null
  return { range: rangeOf(file.document, span), contents: { kind: MarkupKind.PlainText, value: words } }
}

/** The variables that a recipe declares, the axes of its matrix, and what every recipe has. */
function variablesIn(text: string): readonly string[] {
  const document = parseDocument(text)
  const fields = SOURCE_FIELDS.map(field => `source.${field}`)
  return [...keysAt(document, 'variables'), ...keysAt(document, 'matrix'), ...fields, 'now'].filter(
    name => name !== 'include' && name !== 'exclude',
  )
}

function fragmentsIn(text: string): readonly string[] {
  return keysAt(parseDocument(text), 'fragments')
}

function keysAt(document: YamlDocument, name: string): readonly string[] {
  const map = document.get(name, true)
  return isMap(map) ? map.items.map(({ key }) => String(key)) : []
}

function placeAt(text: string, offset: number): RecipePlace | undefined {
  const document = parseDocument(text, { strict: false, logLevel: 'silent' })
  let found: RecipePlace | undefined
  visit(document, {
    Scalar(key, node, ancestors) {
      const [start = 0, end = 0] = node.range ?? []
      if (offset < start || end < offset) return undefined
      const path = ancestors.flatMap(each => (isPair(each) && isScalar(each.key) ? [String(each.key.value)] : []))
      const map = ancestors.findLast(each => isMap(each))
      const isKey = key === 'key'
      found = {
        path: isKey ? path.slice(0, -1) : path,
        isKey,
        text: String(node.value),
        span: { start, end },
        siblings: isMap(map) ? map.items.map(pair => String(pair.key)).filter(name => name !== PLACEHOLDER) : [],
      }
      return visit.BREAK
    },
  })
  return found
}

const schema = once(recipeSchema)

/** The schemas that hold at the end of a path of keys. */
function schemasAt(path: readonly string[]): readonly JsonSchema[] {
  return path.reduce<readonly JsonSchema[]>((schemas, key) => schemasIn(schemas, key), flat(schema()))
}

function schemasIn(schemas: readonly JsonSchema[], key: string): readonly JsonSchema[] {
  return schemas.flatMap(one => {
    const named = new Map(entriesOf(one.properties)).get(key)
    if (named) return flat(named)
    const pattern = entriesOf(one.patternProperties).find(([expression]) => new RegExp(expression).test(key))?.[1]
    return pattern ? flat(pattern) : isRecord(one.additionalProperties) ? flat(one.additionalProperties) : []
  })
}

/** A schema with all that it may be: what it refers to, its alternatives, and the items of lists. */
function flat(given: JsonSchema): readonly JsonSchema[] {
  const resolved = resolve(given)
  const { anyOf, items } = resolved
  return [resolved, ...listOf(anyOf).flatMap(flat), ...(isRecord(items) ? flat(items) : [])]
}

function resolve(given: JsonSchema): JsonSchema {
  const { $ref: reference, ...rest } = given
  if (typeof reference !== 'string') return given
  let here: unknown = schema()
  for (const step of reference.slice(2).split('/'))
    here = isRecord(here) || Array.isArray(here) ? Reflect.get(here, step) : {}
  return isRecord(here) ? { ...here, ...rest } : given
}

function entriesOf(value: unknown): readonly (readonly [string, JsonSchema])[] {
  return isRecord(value)
    ? Object.entries(value).flatMap(([key, each]) => (isRecord(each) ? [[key, each] as const] : []))
    : []
}

function listOf(value: unknown): readonly JsonSchema[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

/** The words of a schema in one language: they stand one behind the other, English first. */
function wordsOf({ description }: JsonSchema, locale: Locale): string {
  if (typeof description !== 'string') return ''
  const chinese = description.search(/ \/ [^/]*[\u3400-\u9fff]/)
  if (chinese < 0) return description
  return locale === 'zh' ? description.slice(chinese + 3) : description.slice(0, chinese)
}

/** A name that can be changed: where it is declared and used. */
export interface Renaming {
  /** The one at the caret. */
  readonly here: Span
  readonly name: string
  readonly all: readonly Span[]
}

const REFERENCE = /(?<!\$)\$\{([^{}]*)\}/g
/** Not the key of an entry, `widths.small`. */
const NAME = /(?<![\w.-])[A-Za-z_][\w-]*/g

/** The variable, axis or fragment at an offset of a recipe, with all places of its name. */
function renamingAt(text: string, offset: number): Renaming | undefined {
  const document = parseDocument(text)
  const kinds = [
    { names: ['variables', 'matrix'], used: variableUses(text) },
    { names: ['fragments'], used: fragmentUses(document) },
  ]
  for (const { names, used } of kinds) {
    const declared = names.flatMap(name => declarationsIn(document, name))
    const places = [...declared, ...used.filter(use => declared.some(({ name }) => name === use.name))]
    const here = places.find(({ start, end }) => start <= offset && offset <= end)
    if (here) {
      const all = places.filter(({ name }) => name === here.name).map(({ start, end }) => ({ start, end }))
      return { here: { start: here.start, end: here.end }, name: here.name, all }
    }
  }
  return undefined
}

/** True for a name that a variable or a fragment may have. */
export function isRecipeName(name: string): boolean {
  return /^(?!source$)[A-Za-z_][\w-]*$/.test(name)
}

interface NamedSpan extends Span {
  readonly name: string
}

function declarationsIn(document: YamlDocument, key: string): readonly NamedSpan[] {
  const map = document.get(key, true)
  return isMap(map) ? map.items.flatMap(pair => namedSpan(pair.key)) : []
}

/** The span of a name without its quotes. */
function namedSpan(node: unknown): readonly NamedSpan[] {
  if (!isScalar(node) || !node.range) return []
  const [start, end] = node.range
  const quote = node.type === 'PLAIN' ? 0 : 1
  return [{ name: String(node.value), start: start + quote, end: end - quote }]
}

/** Names in `${...}`: what is calculated with, too, but no function and no default. */
function variableUses(text: string): readonly NamedSpan[] {
  return Array.from(text.matchAll(REFERENCE)).flatMap(({ 1: inside = '', index }) => {
    const names = inside.replace(/(?::-|\|).*$/s, '')
    return Array.from(names.matchAll(NAME), ({ 0: name, index: at }) => {
      const start = index + 2 + at
      return { name, start, end: start + name.length }
    })
  })
}

function fragmentUses(document: YamlDocument): readonly NamedSpan[] {
  const found: NamedSpan[] = []
  visit(document, {
    Pair(_key, { key, value }) {
      if (!isScalar(key) || key.value !== 'use') return
      const names: readonly unknown[] = isMap(value) ? value.items.map(pair => pair.key) : [value]
      found.push(...names.flatMap(namedSpan))
    },
  })
  return found
}

/** The files that a recipe includes, with the places of their names. */
function includesIn(text: string): readonly { readonly span: Span; readonly file: string }[] {
  const node = parseDocument(text).get('include', true)
  const all: Node[] = []
  if (node && typeof node === 'object' && 'items' in node) all.push(...(Array.isArray(node.items) ? node.items : []))
  else if (isScalar(node)) all.push(node)
  return all.flatMap(namedSpan).map(({ name, start, end }) => ({ span: { start, end }, file: name }))
}

/** Links to the files that a recipe includes. */
export function linksInRecipe({ document, name, isLocal }: OpenFile): DocumentLink[] {
  if (!isLocal) return []
  return includesIn(document.text).map(({ span, file }) => ({
    range: rangeOf(document, span),
    target: pathToFileURL(path.resolve(path.dirname(name), file)).href,
  }))
}

/** The name at an offset that can be changed. */
export function prepareRename(
  { document }: OpenFile,
  offset: number,
): { range: ProtocolRange; placeholder: string } | null {
  const found = renamingAt(document.text, offset)
  return found ? { range: rangeOf(document, found.here), placeholder: found.name } : null
}

/** Changes a name everywhere in a recipe. */
export function renameIn({ document }: OpenFile, offset: number, name: string): WorkspaceEdit | null {
  const found = renamingAt(document.text, offset)
  if (!found) return null
  const edits = found.all.map(span => ({ span, text: name }))
  return { changes: { [document.uri]: textEditsOf(document, edits) } }
}
