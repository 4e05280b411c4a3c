import { builtInStyles } from '../../../grammar/operations/styles.ts'
import type { Via } from '../../catalog/types.ts'
import { decodeBase64Url } from '../../language/base64url.ts'
import type { Localized } from '../../language/diagnostic.ts'
import { parseTree } from '../../language/parser.ts'
import { print } from '../../language/printer.ts'
import type { Operation, Pipeline, Stage, StageNode } from '../../language/tree.ts'
import { lint } from '../../lint/lint.ts'
import { notImplemented, refuse } from '../engine/problem.ts'
import type { Store } from '../store/store.ts'
import type { Target } from './target.ts'

/** A process string that may run: its stages without styles, and what `sys` says of the result. */
export interface Plan {
  readonly stages: readonly Stage[]
  readonly target?: Target
  /** The topic of `notify`. */
  readonly topic?: string
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

/** Checks a process string as the linter does, puts styles in the place of their names and refuses what only the cloud can do. */
export async function planProcess(
  text: string,
  via: Via | 'auto',
  bucket: string,
  store: Pick<Store, 'findStyle'>,
  rules: Readonly<Record<string, 'off'>> = {},
): Promise<Plan> {
  checkText(text, via, rules)
  const tree = await withoutStyles(parseTree(text).tree, bucket, store)
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
  return { stages: work, ...(target && { target }), ...(topic && { topic }) }
}

/** InvalidArgument with the first error of the linter and its EC number. */
function checkText(text: string, via: Via | 'auto', rules: Readonly<Record<string, 'off'>>): void {
  const isError = ({ severity }: { severity: string }) => severity === 'error'
  const error = lint(text, { via, rules }).find(isError)
  if (!error) return
  const zh = lint(text, { via, rules, locale: 'zh' }).find(isError)?.message ?? error.message
  throw refuse('InvalidArgument', 400, { en: error.message, zh }, {}, error.serverCode)
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
    if (!isHere) throw notImplemented(NOT_HERE, { name: id })
  }
}

function toTarget(system: readonly Operation[]): Target | undefined {
  const saveas = system.find(({ name }) => name === 'saveas')
  const object = decoded(saveas, 'o')
  if (object === undefined) return undefined
  const bucket = decoded(saveas, 'b')
  return { object, ...(bucket && { bucket }) }
}

function decoded(operation: Operation | undefined, name: string): string | undefined {
  const parameter = operation?.parameters.findLast(parameter => parameter.name === name)
  return parameter && decodeBase64Url(parameter.value)
}
