import { decodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import type { Access, Via } from '../../../grammar/catalogue/types.ts'
import { builtInStyles } from '../../../grammar/operations/styles.ts'
import { accessOfPipeline } from '../../catalogue/access.ts'
import type { SaveTarget } from '../../catalogue/target.ts'
import { isError } from '../../language/diagnostic.ts'
import { parseTree } from '../../language/parser.ts'
import { print } from '../../language/printer.ts'
import type { Operation, Pipeline, Stage, StageNode } from '../../language/tree.ts'
import { lintRaw } from '../../lint/lint.ts'
import { checkUtf8 } from '../engine/parameters.ts'
import { notImplemented, refuse } from '../engine/problem.ts'
import type { Store, Style } from '../store/store.ts'

/** A process string that may run: its stages without styles, and what `sys` says of the result. */
export interface ProcessingPlan {
  readonly stages: readonly Stage[]
  readonly target?: SaveTarget
  /** The topic of `notify`. */
  readonly topic?: string
  /** Who may ask for it. */
  readonly access: Access
  /** The styles of the bucket that it calls, as they are now. */
  readonly styles: readonly Style[]
}

const NO_STYLE: Localized = { en: 'The style "{name}" does not exist.', zh: '样式 "{name}" 不存在。' }
const STYLES_IN_STYLES: Localized = {
  en: 'Styles that call styles are expanded {limit} times at most.',
  zh: '样式中调用样式最多展开 {limit} 层。',
}
const NOT_HERE: Localized = {
  en: 'The local OSS does not do "{name}"; only the cloud does.',
  zh: '本地 OSS 不支持 "{name}"；只有云端才能执行。',
}

/** Characters of a process string that is looked at: more than a URL can hold. */
const LONGEST = 16_384

const TOO_LONG: Localized = {
  en: 'The process string has {found} characters; at most {limit} are taken here.',
  zh: '处理字符串有 {found} 个字符；此处最多接受 {limit} 个。',
}

function checkLength({ length }: string): void {
  if (length > LONGEST) throw refuse('InvalidArgument', 400, TOO_LONG, { found: length, limit: LONGEST })
}

/**
 * Checks a process string as the linter does, puts styles in the place of their names and refuses what only the cloud can do. `auto`
 * stands for any way in which a string reaches OSS.
 */
export type Planner = (text: string, via: Via | 'auto', bucket: string) => Promise<ProcessingPlan>

/** Plans with the styles of a store. `rules` are left out of the checks. */
export function createPlanner(store: Pick<Store, 'findStyle'>, rules: Readonly<Record<string, 'off'>> = {}): Planner {
  const check = createCheck(rules)
  return async (text, via, bucket) => {
    checkLength(text)
    check(text, via)
    const styles: Style[] = []
    const findStyle: Store['findStyle'] = async (...place) => {
      const style = await store.findStyle(...place)
      if (style) styles.push(style)
      return style
    }
    const tree = await withoutStyles(parseTree(text).tree, bucket, { findStyle })
    // The pipes are counted in what the client wrote, not in what its styles hold.
    const expanded = print(tree)
    if (expanded !== text) checkText(expanded, via, { ...rules, 'too-many': 'off' })
    const stages = tree.stages.map(toStage)
    const system = stages.filter(({ category }) => category === 'sys').flatMap(({ operations }) => operations)
    const work = stages.filter(({ category }) => category !== 'sys')
    for (const stage of work) checkHere(stage)
    const target = toTarget(system)
    const topic = decoded(
      system.find(({ name }) => name === 'notify'),
      'topic',
    )
    return { stages: work, access: accessOfPipeline(tree), styles, ...(target && { target }), ...(topic && { topic }) }
  }
}

/** Strings that are remembered, and the length of those that are. */
const [KEPT, SHORT] = [1000, 1024]

/** Checks strings, and remembers the last ones that are right: clients ask for the same few all the time. */
function createCheck(rules: Readonly<Record<string, 'off'>>): (text: string, via: Via | 'auto') => void {
  const right = new Set<string>()
  return (text, via) => {
    const name = `${via} ${text}`
    if (right.has(name)) return
    checkText(text, via, rules)
    if (right.size >= KEPT) right.clear()
    if (text.length <= SHORT) right.add(name)
  }
}

/** InvalidArgument with the first error of the linter and its EC number. */
function checkText(text: string, via: Via | 'auto', rules: Readonly<Record<string, 'off'>>): void {
  const { diagnostics } = lintRaw(text, { via, rules, fixes: false })
  const error = diagnostics.find(isError)
  if (!error) return
  throw refuse('InvalidArgument', 400, error.template, error.data, error.serverCode)
}

const MAX_DEPTH = 4

async function withoutStyles(
  tree: Pipeline,
  bucket: string,
  store: Pick<Store, 'findStyle'>,
  depth = 0,
): Promise<Pipeline> {
  if (!tree.stages.some(isStyle)) return tree
  if (depth === MAX_DEPTH) throw refuse('InvalidArgument', 400, STYLES_IN_STYLES, { limit: MAX_DEPTH })
  const texts: string[] = []
  for (const stage of tree.stages) texts.push(isStyle(stage) ? await contentOf(stage, bucket, store) : print(stage))
  return withoutStyles(parseTree(texts.join('|')).tree, bucket, store, depth + 1)
}

const isStyle = (stage: StageNode): stage is Stage => stage.kind === 'stage' && stage.category === 'style'

async function contentOf(stage: Stage, bucket: string, store: Pick<Store, 'findStyle'>): Promise<string> {
  const name = stage.operations[0]?.name ?? ''
  const found = name.startsWith('::')
    ? Object.entries(builtInStyles).find(([key]) => key === name.slice(2))?.[1].expansion
    : (await store.findStyle(bucket, name))?.content
  if (found === undefined) throw refuse('NoSuchStyle', 404, NO_STYLE, { name })
  return found
}

function toStage(node: StageNode): Stage {
  if (node.kind === 'stage') return node
  throw notImplemented(NOT_HERE, { name: node.condition })
}

/** By category the operations that run here; `true` stands for all that the engine has. */
const HERE: Readonly<Record<string, true | readonly string[]>> = {
  image: true,
  video: true,
  audio: true,
  hls: ['sign'],
}
const CLOUD_ONLY = ['image/blindwatermark', 'image/deblindwatermark']

function checkHere({ category = '', operations }: Stage): void {
  const here = Object.hasOwn(HERE, category) ? HERE[category] : undefined
  for (const { name } of operations) {
    const id = `${category}/${name}`
    const isHere = here === true ? !CLOUD_ONLY.includes(id) : here?.includes(name)
    if (!isHere && name !== '') throw notImplemented(NOT_HERE, { name: id })
  }
}

function toTarget(system: readonly Operation[]): SaveTarget | undefined {
  const saveas = system.find(({ name }) => name === 'saveas')
  const object = decoded(saveas, 'o')
  if (object === undefined) return undefined
  const bucket = decoded(saveas, 'b')
  return { object, ...(bucket && { bucket }) }
}

/** The last value of a parameter, out of its Base64. */
export function decoded(operation: Operation | undefined, name: string): string | undefined {
  const parameter = operation?.parameters.findLast(parameter => parameter.name === name)
  if (parameter) checkUtf8(name, parameter.value)
  return parameter && decodeBase64Url(parameter.value)
}
