// Written by "npm run generate" from grammar/process.ts.
import { type Form, toConditional, toOperation, toParameter, toPipeline, toStage } from '../build-tree.ts'

type Pipeline = ReturnType<typeof toPipeline>
type Stage = ReturnType<typeof toStage>
type Conditional = ReturnType<typeof toConditional>
type Operation = ReturnType<typeof toOperation>
type Parameter = ReturnType<typeof toParameter>

interface Cursor extends Form {
  readonly text: string
  at: number
  mode: number
}

const NONE: readonly never[] = []

function append<T>(list: T[] | undefined, item: T): T[] {
  if (list === undefined) return [item]
  list.push(item)
  return list
}

/** What a character means: bits for the runs that it ends, and whether it asks for a closer look. */
const CLASSES: Uint8Array = /* @__PURE__ */ new Uint8Array([
  16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
  16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
  16, 0, 0, 16, 0, 16, 16, 0, 0, 0, 0, 0, 15, 0, 0, 15,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 16,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 15, 10, 0, 16,
])
const IRREGULAR = 16

/** The tree of a text, and whether nothing in it needs a closer look. */
export function parsePipeline(text: string): { readonly tree: Pipeline; readonly isRegular: boolean } {
  const cursor: Cursor = { text, at: 0, mode: 0, isRegular: true }
  const tree = readPipeline(cursor)
  return { tree, isRegular: cursor.isRegular }
}

// Pipeline = Stage , { "|" , Stage } ;
function readPipeline(cursor: Cursor): Pipeline {
  const start = cursor.at
  let stages: Stage[] | undefined
  stages = append(stages, readStage(cursor))
  while (cursor.text.charCodeAt(cursor.at) === 124) {
    cursor.at++
    stages = append(stages, readStage(cursor))
  }
  return toPipeline(cursor, start, cursor.at, stages ?? NONE)
}

// Stage = Conditional | [ Category ] , { "," , Parameter } , { "/" , Operation } ;
function readStage(cursor: Cursor): Stage {
  const start = cursor.at
  let conditional: Conditional | undefined
  let category = ''
  let parameters: Parameter[] | undefined
  let operations: Operation[] | undefined
  conditional = readConditional(cursor)
  if (conditional === undefined) {
    category = readWord(cursor)
    while (cursor.text.charCodeAt(cursor.at) === 44) {
      cursor.at++
      parameters = append(parameters, readParameter(cursor))
    }
    while (cursor.text.charCodeAt(cursor.at) === 47) {
      cursor.at++
      operations = append(operations, readOperation(cursor))
    }
  }
  return toStage(cursor, start, cursor.at, conditional, category, parameters ?? NONE, operations ?? NONE)
}

// Conditional = Open , Pipeline , [ Close ] ;
function readConditional(cursor: Cursor): Conditional | undefined {
  const start = cursor.at
  const open = readOpen(cursor)
  if (open === undefined) return undefined
  const pipeline = readPipeline(cursor)
  const close = readClose(cursor)
  return toConditional(cursor, start, cursor.at, open, pipeline, close)
}

// Operation = [ Name ] , { "," , Parameter } ;
function readOperation(cursor: Cursor): Operation {
  const start = cursor.at
  let parameters: Parameter[] | undefined
  const name = readWord(cursor)
  while (cursor.text.charCodeAt(cursor.at) === 44) {
    cursor.at++
    parameters = append(parameters, readParameter(cursor))
  }
  return toOperation(cursor, start, cursor.at, name, parameters ?? NONE)
}

// Parameter = [ ParameterName ] , [ Value ] ;
function readParameter(cursor: Cursor): Parameter {
  const start = cursor.at
  const parameterName = readParameterName(cursor)
  const value = readWord(cursor)
  return toParameter(cursor, start, cursor.at, parameterName, value)
}

function readWord(cursor: Cursor): string {
  const { text, at: start } = cursor
  const end = 1 << cursor.mode
  let at = start
  for (; at < text.length; at++) {
    const kind = CLASSES[text.charCodeAt(at)] ?? IRREGULAR
    if (kind === 0) continue
    if ((kind & end) !== 0) break
    if ((kind & IRREGULAR) !== 0) cursor.isRegular = false
  }
  cursor.at = at
  return text.slice(start, at)
}

const OPEN = /if_[a-z]+_[a-z]+_[0-9]+\{/y

function readOpen(cursor: Cursor): string | undefined {
  const { text, at } = cursor
  if (cursor.mode !== 0 || !text.startsWith("if_", at)) return undefined
  OPEN.lastIndex = at
  if (!OPEN.test(text)) return undefined
  cursor.at = OPEN.lastIndex
  cursor.mode = 1
  return text.slice(at, cursor.at - 1)
}

const CLOSE = /\}[^|]*/y

function readClose(cursor: Cursor): string | undefined {
  const { text, at } = cursor
  if (cursor.mode !== 1 || !text.startsWith("}", at)) return undefined
  CLOSE.lastIndex = at
  if (!CLOSE.test(text)) return undefined
  cursor.at = CLOSE.lastIndex
  cursor.mode = 0
  return text.slice(at + 1, cursor.at)
}

function readParameterName(cursor: Cursor): string | undefined {
  const { text, at: start } = cursor
  const end = 4 << cursor.mode
  let at = start
  for (; at < text.length; at++) {
    const kind = CLASSES[text.charCodeAt(at)] ?? IRREGULAR
    if (kind === 0) continue
    if ((kind & end) !== 0) break
    if ((kind & IRREGULAR) !== 0) cursor.isRegular = false
  }
  if (text.charCodeAt(at) !== 95) return undefined
  cursor.at = at + 1
  return text.slice(start, at)
}
