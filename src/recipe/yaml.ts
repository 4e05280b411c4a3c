import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Parser,
  visit,
  type YAMLError,
} from 'yaml'
import type { Findings } from './findings.ts'
import { addSign, type FullWidth, findFullWidth, findYamlSigns, withPlainSigns } from './full-width.ts'
import type { Place } from './recipe.ts'
import { mistakesOf } from './yaml-errors.ts'
import { defuse, findDouble } from './yaml-traps.ts'

/** A value of the YAML text. Aliases and merge keys are resolved, so that one node may stand in several places. */
export type YamlNode = YamlScalar | YamlList | YamlMap

export interface YamlScalar {
  readonly kind: 'scalar'
  /** As it is written, without quotes: `1`, `true` and `1s` are texts. Empty where nothing is written. */
  readonly text: string
  readonly place: Place
  /** Where the first character stands in the file; absent where escapes or folding set text and file apart. */
  readonly inner?: number
  /** True where it stands without quotes. */
  readonly isPlain?: true
  /** As it stands in the file, where it goes over several lines without quotes. */
  readonly folded?: string
  /** Why nothing is there: YAML's null, or a comment that was meant as the value. */
  readonly nothing?: { readonly kind: 'null' | 'comment'; readonly written: string }
}

export interface YamlList {
  readonly kind: 'list'
  readonly items: readonly YamlNode[]
  readonly place: Place
}

export interface YamlMap {
  readonly kind: 'map'
  readonly entries: readonly YamlEntry[]
  readonly place: Place
}

export interface YamlEntry {
  readonly key: string
  readonly place: Place
  readonly value: YamlNode
  /** True where it stands in braces without a colon. */
  readonly isBare?: true
}

/** What a YAML text may be at most. A recipe of a hundred steps has some 20,000 characters and is 8 levels deep. */
const YAML_LIMITS = { characters: 1_048_576, depth: 64, nodes: 200_000 } as const

/** What is read in place of bytes that are no UTF-8, and what UTF-16 has between its letters. */
const NO_UTF8 = /[\uFFFD\0]/

/** Reads a YAML text. Every mistake becomes a finding; undefined where nothing can be made of it. */
export function readYaml(text: string, file: string, findings: Findings): YamlNode | undefined {
  if (text.length > YAML_LIMITS.characters) {
    findings.add('yaml-size', { file, start: 0, end: 0 }, { found: text.length, limit: YAML_LIMITS.characters })
    return undefined
  }
  const strange = text.search(NO_UTF8)
  if (strange >= 0) {
    findings.add('yaml-encoding', { file, start: strange, end: strange + 1 })
    return undefined
  }
  const document = compose(text, file, findings)
  return document?.contents ? convert(document.contents, text, file, findings) : undefined
}

/** The only document of a text; undefined where it has errors, which are told. */
function compose(text: string, file: string, findings: Findings): Document.Parsed | undefined {
  const tokens = [...new Parser().parse(text)]
  const deep = findDeep(tokens)
  if (deep !== undefined) {
    findings.add('yaml-depth', { file, start: deep, end: deep + 1 }, { limit: YAML_LIMITS.depth })
    return undefined
  }
  const documents = composeTokens(tokens, text.length)
  const [document] = documents
  const errors = document?.errors ?? []
  const defused = errors.length > 0 ? defuse(text, findStumble) : undefined
  if (defused && defused.traps.length > 0) {
    for (const { messageId, found, ...span } of defused.traps) {
      const expected = findDouble(found)
      if (expected) findings.add('foreign-reference', { file, ...span }, { found, expected })
      else findings.add(messageId, { file, ...span }, { found })
    }
    const [rest] = composeTokens([...new Parser().parse(defused.text)], text.length)
    tellErrors(rest?.errors ?? [], text, file, findings)
    return undefined
  }
  const [first] = errors
  if (first && tellFullWidth(first, text, file, findings)) return undefined
  tellErrors(errors, text, file, findings)
  tellErrors(document?.warnings ?? [], text, file, findings)
  if (documents[1]) {
    const [start] = documents[1].range
    findings.add('yaml-documents', { file, start, end: start })
  }
  if (document?.contents && errors.length === 0) return document
  if (document?.errors.length === 0) findings.add('yaml-empty', { file, start: 0, end: 0 })
  return undefined
}

/** Every scalar is wanted as it is written, hence the schema without numbers; equal keys are found below in linear time. */
function composeTokens(tokens: Iterable<CST.Token>, length: number): readonly Document.Parsed[] {
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, prettyErrors: false, stringKeys: false })
  return [...composer.compose(tokens, true, length)]
}

/** Full-width signs that are told of a text that is no YAML; each takes another look at the text. */
const TOLD_SIGNS = 20

/** Tells of the full-width signs over which YAML stumbles, one after the other; false where something else is in the way. */
function tellFullWidth({ pos: [first] }: YAMLError, text: string, file: string, findings: Findings): boolean {
  const signs = findYamlSigns(text)
  if (signs.length === 0 || findStumble(withPlainSigns(text, signs)) !== undefined) return false
  const told = new Set<FullWidth>()
  for (let at: number | undefined = first; at !== undefined && told.size < TOLD_SIGNS; ) {
    const others = signs.filter(sign => !told.has(sign))
    const sign = nearestSign(others, text, withoutAdded(at, told))
    if (!sign) break
    told.add(sign)
    at = findStumble(withPlainSigns(text, inOrder(told)))
  }
  for (const sign of inOrder(told)) addSign(sign, file, sign.offset, findings)
  return true
}

/** Where the first mistake of a YAML text is, or else the first full-width sign in a key; undefined where there is neither. */
function findStumble(text: string): number | undefined {
  const [document] = composeTokens([...new Parser().parse(text)], text.length)
  const [error] = document?.errors ?? []
  if (error || !document) return error?.pos[0]
  let found: number | undefined
  visit(document, {
    Pair: (_, { key }) => {
      const [start = 0, end = 0] = isScalar(key) && key.type === 'PLAIN' ? (key.range ?? []) : []
      const [sign] = findYamlSigns(text.slice(start, end))
      if (!sign) return undefined
      found = start + sign.offset
      return visit.BREAK
    },
  })
  return found
}

function inOrder(signs: Iterable<FullWidth>): readonly FullWidth[] {
  return [...signs].sort((a, b) => a.offset - b.offset)
}

/** Where an offset of a text with plain signs lies in the text that was written: each colon brought a blank. */
function withoutAdded(offset: number, signs: Iterable<FullWidth>): number {
  let at = offset
  for (const sign of inOrder(signs)) if (sign.expected === ':' && sign.offset < at) at--
  return at
}

/** The sign that is in the way at an offset: on its line, else before it, else behind it. */
function nearestSign(signs: readonly FullWidth[], text: string, at: number): FullWidth | undefined {
  const start = text.lastIndexOf('\n', at - 1) + 1
  const end = text.indexOf('\n', at)
  const isOnLine = ({ offset }: FullWidth) => offset >= start && (end < 0 || offset < end)
  const onLine = signs.filter(isOnLine)
  return (
    onLine.find(({ offset }) => offset >= at) ??
    onLine.at(-1) ??
    signs.findLast(({ offset }) => offset < at) ??
    signs[0]
  )
}

/** Adds a finding for each full-width sign of a scalar; false where there is none. */
export function addFullWidthIn({ text, folded = text, place, inner }: YamlScalar, findings: Findings): boolean {
  return addFullWidth(folded, { ...place, start: inner ?? place.start }, findings)
}

/** Adds a finding for each full-width sign of a text that begins at a place; false where there is none. */
export function addFullWidth(text: string, place: Place, findings: Findings): boolean {
  const signs = findFullWidth(text)
  for (const sign of signs) addSign(sign, place.file, place.start + sign.offset, findings)
  return signs.length > 0
}

function tellErrors(errors: readonly YAMLError[], text: string, file: string, findings: Findings): void {
  for (const { messageId, ...span } of mistakesOf(errors, text)) findings.add(messageId, { file, ...span })
}

/** Offset of the first token that lies too deep. Iterative, because it guards the recursive part of the library. */
function findDeep(tokens: readonly object[]): number | undefined {
  const pending = tokens.map(token => ({ token, depth: 0 }))
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { token, depth } = next
    if (depth > YAML_LIMITS.depth) return 'offset' in token && typeof token.offset === 'number' ? token.offset : 0
    if ('value' in token && isObject(token.value)) pending.push({ token: token.value, depth })
    if (!('items' in token) || !Array.isArray(token.items)) continue
    for (const item of token.items) {
      if (isObject(item.key)) pending.push({ token: item.key, depth: depth + 1 })
      if (isObject(item.value)) pending.push({ token: item.value, depth: depth + 1 })
    }
  }
  return undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Turns the nodes of the library into ours, in the order of the text, so that an alias always finds its anchor made. */
function convert(root: Node, text: string, file: string, findings: Findings): YamlNode | undefined {
  const anchors = new Map<string, YamlNode | 'open'>()
  const sizes = new Map<YamlNode, number>()
  let failed = false

  const placeOf = (node: Node): Place => {
    const [start = 0, end = start] = node.range ?? []
    return { file, start, end }
  }
  const fail = (messageId: 'yaml-alias' | 'yaml-cycle' | 'yaml-key', place: Place, name = ''): undefined => {
    failed = true
    findings.add(messageId, place, { name })
  }
  let bomb: Place | undefined
  const sized = <T extends YamlNode>(node: T, children: readonly YamlNode[]): T => {
    const size = children.reduce((sum, child) => sum + (sizes.get(child) ?? 1), 1)
    if (size > YAML_LIMITS.nodes) bomb ??= node.place
    sizes.set(node, size)
    return node
  }

  /** Names in front of texts that no alias took yet. */
  const idle = new Map<string, Place>()

  const toNode = (node: Node): YamlNode | undefined => {
    if (isAlias(node)) {
      idle.delete(node.source)
      const target = anchors.get(node.source)
      if (!target) return fail('yaml-alias', placeOf(node), node.source)
      return target === 'open' ? fail('yaml-cycle', placeOf(node), node.source) : target
    }
    const anchor = (isMap(node) || isSeq(node) || isScalar(node)) && node.anchor
    if (anchor) anchors.set(anchor, 'open')
    if (anchor && isScalar(node)) {
      const at = text.lastIndexOf(`&${anchor}`, node.range?.[0])
      idle.set(anchor, { file, start: at, end: at + anchor.length + 1 })
    }
    const made = toPlainNode(node)
    if (anchor && made) anchors.set(anchor, made)
    return made
  }
  const toPlainNode = (node: Node): YamlNode | undefined => {
    const place = placeOf(node)
    if (isScalar(node)) return toScalar(String(node.value ?? ''), place, text, node.type === 'PLAIN')
    if (isSeq(node)) {
      const items = node.items.flatMap(item => (isNode(item) ? (toNode(item) ?? []) : []))
      return sized({ kind: 'list', items, place }, items)
    }
    if (!isMap(node)) return undefined
    const entries = toEntries(node.items)
    return sized(
      { kind: 'map', entries, place },
      entries.map(({ value }) => value),
    )
  }
  const toEntries = (pairs: readonly Pair[]): YamlEntry[] => {
    const own = new Map<string, YamlEntry>()
    const merged: YamlEntry[] = []
    for (const { key, value } of pairs) {
      if (!isScalar(key)) {
        fail('yaml-key', isNode(key) ? placeOf(key) : { file, start: 0, end: 0 })
        continue
      }
      const place = placeOf(key)
      const behind = { file, start: place.end, end: place.end }
      const read = isNode(value) ? toNode(value) : toScalar('', behind, text, true)
      if (!read) continue
      const made = withComment(read, place, text)
      const name = String(key.value)
      if (key.type === 'PLAIN' && addFullWidth(text.slice(place.start, place.end), place, findings)) {
        failed = true
        continue
      }
      if (name === '<<') merged.push(...mergedEntries(made, findings))
      else if (own.has(name)) findings.add('duplicate-key', place, { name })
      else own.set(name, { key: name, place, value: made, ...(!isNode(value) && { isBare: true }) })
    }
    const all = [...own.values()]
    for (const entry of merged) if (!own.has(entry.key)) own.set(entry.key, entry)
    return merged.length === 0 ? all : [...own.values()]
  }

  const made = toNode(root)
  for (const [name, place] of idle) findings.add('yaml-anchor', place, { name })
  if (bomb) findings.add('yaml-nodes', bomb, { limit: YAML_LIMITS.nodes })
  return failed || bomb ? undefined : made
}

const NULL = /^(?:~|null|Null|NULL)$/

function toScalar(value: string, place: Place, text: string, isPlain: boolean): YamlScalar {
  if (isPlain && NULL.test(value)) {
    return { kind: 'scalar', text: '', place, nothing: { kind: 'null', written: value } }
  }
  const written = text.slice(place.start, place.end)
  const inner = written === value ? place.start : written.slice(1, -1) === value ? place.start + 1 : undefined
  return {
    kind: 'scalar',
    text: value,
    place,
    ...(inner !== undefined && { inner }),
    ...(isPlain && { isPlain }),
    ...(isPlain && inner === undefined && { folded: written }),
  }
}

/** An empty value behind whose key a comment starts with a sign at once, such as `color: #FFFFFF`. */
function withComment(node: YamlNode, key: Place, text: string): YamlNode {
  if (node.kind !== 'scalar' || node.text !== '' || node.place.end > node.place.start) return node
  const [, before = '', comment] = /^(["']?\s*:[ \t]+)(#[^\s#!]\S*)/.exec(text.slice(key.end, key.end + 200)) ?? []
  if (comment === undefined) return node
  const start = key.end + before.length
  const place = { ...key, start, end: start + comment.length }
  return { kind: 'scalar', text: '', place, nothing: { kind: 'comment', written: comment } }
}

const NOTHING = { null: 'yaml-null', comment: 'yaml-comment' } as const

/** Tells that nothing is written, or why what is written is nothing. */
export function tellEmpty({ nothing, place }: YamlScalar, name: string, findings: Findings): void {
  findings.add(nothing ? NOTHING[nothing.kind] : 'empty', place, { name, found: nothing?.written ?? '' })
}

/** Whether an empty text is written, in quotes. */
export function isWrittenEmpty({ text, place, nothing }: YamlScalar): boolean {
  return text === '' && place.end > place.start && !nothing
}

/** What `<<` brings in: a map or a list of maps, of which the earlier ones win. */
function mergedEntries(node: YamlNode, findings: Findings): readonly YamlEntry[] {
  const maps = node.kind === 'list' ? node.items : [node]
  return maps.flatMap(map => {
    if (map.kind === 'map') return map.entries
    findings.add('yaml-merge', map.place)
    return []
  })
}
