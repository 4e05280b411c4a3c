import { decodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import type { Localized } from '../../grammar/catalogue/localized.ts'
import { parseTree } from '../language/parser.ts'
import { HOLE, type Operation } from '../language/tree.ts'
import type { ResolvedConnection } from './connection.ts'
import type { Cell, Expansion } from './expand.ts'
import { targetOf } from './target.ts'

/** One thing that IMM does to each object: a template by its name, and parameters `name=value` (page "CreateBatch", Actions). */
export interface ImmAction {
  readonly Name: string
  readonly Parameters: readonly string[]
}

/** What CreateBatch and CreateTrigger take, for one prefix and one combination of the matrix. */
export interface ImmTemplate {
  readonly bucket: string
  readonly prefix: string
  readonly actions: readonly ImmAction[]
  /** The topic of the message at the end. */
  readonly topic?: string
  /** Where the combination is asked for. */
  readonly connection: ResolvedConnection
  /** Whether the results lie below the prefix, so that they become inputs. */
  readonly isCircular: boolean
}

/** The templates of a recipe, and what none can express. */
export interface ImmTemplates {
  readonly templates: readonly ImmTemplate[]
  readonly problems: readonly Localized[]
}

/** Turns a recipe into templates of IMM: each prefix that it lists, in each combination of the matrix. */
export function immTemplates(expansion: Expansion): ImmTemplates {
  const actions = expansion.cells.map(cell => ({ cell, ...readActions(cell) }))
  const problems = [...inputProblems(expansion), ...actions.flatMap(one => one.problems)]
  const seen = new Set(problems.map(({ en }) => en))
  const told = problems.filter(({ en }) => seen.delete(en))
  if (told.length > 0) return { templates: [], problems: told }
  const templates = expansion.lists.flatMap(({ bucket, prefix }) =>
    actions.map(one => ({
      bucket,
      prefix,
      actions: one.actions,
      connection: one.cell.connection,
      isCircular: isBelow(one.cell, bucket, prefix),
      ...(one.topic !== undefined && { topic: one.topic }),
    })),
  )
  return { templates, problems: [] }
}

/** Whether the result of an object below a prefix lies below it as well. */
function isBelow({ template: { target }, connection }: Cell, bucket: string, prefix: string): boolean {
  const place = { file: '', start: 0, end: 0 }
  return (
    target !== undefined &&
    targetOf(target, { key: `${prefix}name.ext`, bucket, place }, connection.bucket).startsWith(`${bucket}/${prefix}`)
  )
}

function inputProblems({ recipe, sources, manifests, lists, filter }: Expansion): readonly Localized[] {
  const { prefix, pattern, rows } = filter
  const names = [
    ...(sources.length > 0 ? ['keys'] : []),
    ...(manifests.length > 0 ? ['manifest'] : []),
    ...(prefix === undefined ? [] : ['prefix']),
    ...(pattern === undefined ? [] : ['pattern']),
    ...rows.map(({ name }) => name),
  ]
  const inputs = names.map(name => ({
    en: `IMM takes all objects below a prefix; "${name}" of "sources" cannot be expressed.`,
    zh: `IMM 处理前缀下的所有文件；无法表示 "sources" 的 "${name}"。`,
  }))
  const none = {
    en: 'IMM needs a prefix: write "sources: { list: oss://bucket/prefix/ }".',
    zh: 'IMM 需要前缀：请写 "sources: { list: oss://bucket/前缀/ }"。',
  }
  const skip = {
    en: 'IMM does not ask for results first; "skip: exists" cannot be expressed.',
    zh: 'IMM 不会先查询结果；无法表示 "skip: exists"。',
  }
  return [...inputs, ...(lists.length === 0 ? [none] : []), ...(recipe.skip ? [skip] : [])]
}

interface Actions {
  readonly actions: readonly ImmAction[]
  readonly topic?: string
  readonly problems: readonly Localized[]
}

function readActions({ template, label }: Cell): Actions {
  const problems: Localized[] = []
  const where = label === '' ? '' : ` (${label})`
  const refuse = (en: string, zh: string) => problems.push({ en: `${en}${where}.`, zh: `${zh}${where}。` })
  if (template.via !== 'async')
    refuse('IMM runs asynchronous operations alone, and these are not', 'IMM 只执行异步操作，而这些不是')
  if (template.choose) refuse('Conditions that depend on the input cannot be expressed', '无法表示取决于输入的条件')
  const actions: ImmAction[] = []
  let topic: string | undefined
  for (const stage of parseTree(template.text).tree.stages) {
    if (stage.kind !== 'stage') {
      refuse(`The condition "${stage.condition}" cannot be expressed`, `无法表示条件 "${stage.condition}"`)
      continue
    }
    if (stage.category === 'style') refuse('A style of the bucket cannot be expressed', '无法表示 Bucket 的样式')
    for (const operation of stage.operations) {
      const name = `${stage.category}/${operation.name}`
      if (template.text.slice(operation.start, operation.end).includes(HOLE)) {
        refuse(`"${name}" has a value that differs from input to input`, `"${name}" 的值因输入而异`)
      } else if (name === 'sys/notify') topic = decodedValue(operation, 'topic')
      else actions.push({ Name: name, Parameters: operation.parameters.map(textOf) })
    }
  }
  return { actions, problems, ...(topic !== undefined && { topic }) }
}

function decodedValue({ parameters }: Operation, wanted: string): string | undefined {
  const value = parameters.find(({ name }) => name === wanted)?.value
  return value === undefined ? undefined : decodeBase64Url(value)
}

function textOf({ name, value }: Operation['parameters'][number]): string {
  return name === undefined || name === '' ? value : `${name}=${value}`
}
