import { memoize } from '../../../../grammar/catalogue/memo.ts'
import { type CatalogCategory, type CatalogOperation, findCategory, getCatalog } from '../../../catalogue/catalogue.ts'
import type { MessageData } from '../../../language/diagnostic.ts'
import { nameSpan, type Operation, type Span, type Stage } from '../../../language/tree.ts'
import type { BoundOperation } from '../../bind.ts'
import { findCutParameter } from '../../cut-base64.ts'
import { guessOperation } from '../../guess-operation.ts'
import { separateParameter } from '../../guess-parameter.ts'
import { type Replacement, replacement } from '../../replacement.ts'
import { ABSENCES, defineRule, type Rule } from '../../rule.ts'

type MessageId =
  | 'unknown'
  | 'misspelt'
  | 'foreign'
  | 'style'
  | 'separator'
  | 'parameter'
  | 'subOperation'
  | 'base64'
  | 'otherCategory'

export const unknownOperation: Rule<MessageId> = defineRule({
  id: 'unknown-operation',
  severity: 'error',
  description: {
    en: 'OSS refuses an operation that its category does not have. Other image services and the CDN spell theirs otherwise.',
    zh: 'OSS 会拒绝类别中没有的操作。其他图片服务和 CDN 的写法不同。',
  },
  messages: {
    unknown: {
      en: '"{category}" has no operation "{found}". Run "oss-process operations {category}" for the list.',
      zh: '"{category}" 没有操作 "{found}"。运行 "oss-process operations {category}" 查看列表。',
    },
    misspelt: {
      en: '"{category}" has no operation "{found}"; did you mean "{nearest}"?',
      zh: '"{category}" 没有操作 "{found}"；是否想写 "{nearest}"？',
    },
    foreign: {
      en: '"{category}" has no operation "{found}": that is the spelling of another service, and OSS has nothing like it.',
      zh: '"{category}" 没有操作 "{found}"：这是其他服务的写法，OSS 没有对应的操作。',
    },
    style: {
      en: '"{category}" has no operation "{found}": a style is called by a string of its own, "{nearest}".',
      zh: '"{category}" 没有操作 "{found}"：样式要单独调用，写成 "{nearest}"。',
    },
    separator: {
      en: '"{category}" has no operation "{found}"; did you mean "{nearest}", with a comma?',
      zh: '"{category}" 没有操作 "{found}"；是否想写 "{nearest}"（用逗号）？',
    },
    parameter: {
      en: '"{found}" is in the place of an operation, but reads like a parameter of "{operation}"; parameters follow a comma.',
      zh: '"{found}" 处应为操作，但它像是 "{operation}" 的参数；参数前应是逗号。',
    },
    subOperation: {
      en: '"{found}" is an action after {parents} only, not one of "{category}" by itself.',
      zh: '"{found}" 只能跟在 {parents} 之后，不能单独用于 "{category}"。',
    },
    base64: {
      en: '"{found}" is read as an operation; if it belongs to the Base64 of "{name}", write "_" instead of "/".',
      zh: '"{found}" 被当作操作；如果它是 "{name}" 的 Base64 的一部分，应把 "/" 写成 "_"。',
    },
    otherCategory: {
      en: '"{found}" is an operation of "{other}", not of "{category}"; a new category starts after "|".',
      zh: '"{found}" 是 "{other}" 的操作，不属于 "{category}"；新的类别应写在 "|" 之后。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/reisze,w_100' },
      { text: 'image/slim,1' },
      { text: 'image/resize,w_100/imageslim' },
      { text: 'image/resize/w_300' },
      { text: 'image/style,cover' },
      { text: 'image/style/cover' },
      { text: 'image/format_webp' },
      { text: 'image/resizew_300' },
      { text: 'image/watermark,text_SGVsbG8/Pz8' },
      { text: 'video/gif,f_gif|sys/saveas,o_b3V0LmdpZg' },
      { text: 'video/convert,f_mp4,vcodec_h264|sys/saveas,o_b3V0Lm1wNA/pre,o_cHJlLm1wNA', via: 'async' },
    ],
    valid: [{ text: 'image/resize,w_300' }],
  },
  checkUnknownOperation(operation, context) {
    const { node, stage } = operation
    const category = findCategory(stage.category ?? '')
    if (!category || category.name === 'style' || node.name === '' || node.name === 'notify') return
    if (isCategorySlip(operation, 0) || isCategorySlip(operation, -1)) return
    if (styleOf(stage, operation.index - 1)?.end === node.end) return
    const { name: found } = node
    const span = nameSpan(node)
    const serverCode = category.name === 'image' ? '0040-00000213' : undefined
    const data = { found, category: category.name }
    const before = stage.operations[operation.index - 1]
    const parameters = misplacedIn(category)(stage).get(node)
    const parents = parentsOf(category, found)
    const other = [...getCatalog().values()].find(({ operations }) => operations.has(found))
    const guess = guessOperation(category, found)
    const name = findCutParameter(operation, context)
    const separated = separatedBy(found, category)
    const style = styleOf(stage, operation.index)
    const slash = { start: node.start - 1, end: node.start }
    const tell = (
      messageId: MessageId,
      more: MessageData = {},
      suggestions: readonly Replacement[] = [],
      covers?: Span,
    ) =>
      context.report({
        messageId,
        data: { ...data, ...more },
        span,
        serverCode,
        suggestions,
        ...(covers && { covers, coversRules: ABSENCES }),
      })
    const slip = before?.parameters.at(-1)
    if (slip?.name === undefined && slip?.value === 'style' && node.parameters.length === 0) {
      const covers = { start: slip.start, end: node.end }
      const nearest = `style/${found}`
      context.report({
        messageId: 'style',
        data: { ...data, found: 'style', nearest },
        span: covers,
        serverCode,
        covers,
      })
    } else if (style) {
      const { start, end } = stage
      const isWhole = operation.index === 0 && style.end === end
      tell('style', { nearest: style.text }, isWhole ? [replacement({ start, end }, style.text)] : [])
    } else if (separated) tell('separator', { nearest: separated }, [replacement(span, separated)])
    else if (parameters) {
      const { of, text, end } = parameters
      if (text === '') return
      const suggestion = replacement({ start: slash.start, end }, text)
      tell('parameter', { operation: of.id }, [suggestion], nameSpan(parameters.node))
    } else if (parents.length > 0) tell('subOperation', { parents: parents.map(id => `"${id}"`).join(', ') })
    else if (guess === '') tell('foreign')
    else if (guess) tell('misspelt', { nearest: guess }, [replacement(span, guess)])
    else if (other) {
      const text = `|${other.name}/`
      const isMeant = other.name === 'sys' && before !== undefined
      tell('otherCategory', { other: other.name }, isMeant ? [replacement(slash, text, text + found)] : [])
    } else if (name) {
      const message = { en: 'Write "_" instead of "/"', zh: '把 "/" 写成 "_"' }
      tell('base64', { name }, [{ message, edits: [{ span: slash, text: '_' }] }])
    } else tell('unknown')
  },
})

/** `style,cover`, `style_cover` and the two operations `style/cover` as `style/cover`, and where they end. */
function styleOf({ operations }: Stage, index: number): { readonly text: string; readonly end: number } | undefined {
  const [node, next] = index < 0 ? [] : operations.slice(index)
  const [found, name] = /^style(?:_(.+))?$/.exec(node?.name ?? '') ?? []
  const first = node?.parameters[0]
  const last = name || first ? node : next
  const text = name ?? (first ? first.name === undefined && first.value : !next?.parameters[0] && next?.name)
  return found && last && text ? { text: `style/${text}`, end: last.end } : undefined
}

/** `format_webp`, `rotate=90` and `rotate90` as `format,webp` and `rotate,90`: an operation with a parameter behind another sign, or behind nothing. */
function separatedBy(found: string, { operations }: CatalogCategory): string | undefined {
  for (const { name: operation, parameters } of operations.values()) {
    if (!found.startsWith(operation)) continue
    const behind = found.slice(operation.length)
    for (const rest of [behind, behind.replace(/^[_=:.-]/, '')]) {
      const [name = ''] = rest.includes('_') ? rest.split('_') : ['']
      const value = name === '' ? rest : rest.slice(name.length + 1)
      const spec = parameters.get(name)
      if (value !== '' && spec && spec.type.test(value) === undefined) return `${operation},${rest}`
    }
  }
  return undefined
}

/** `/sys/saveas` and `,sys/saveas`: the rule wrong-separator has a better word for both. */
function isCategorySlip({ stage, index }: BoundOperation, offset: 0 | -1): boolean {
  const operation = stage.operations[index + offset]
  const next = stage.operations[index + offset + 1]
  const last = operation?.parameters.at(-1)
  const found = last && offset === -1 && last.name === undefined ? last.value : last ? '' : operation?.name
  if (!next || !found) return false
  return (offset === 0 && found === stage.category) || findCategory(found)?.operations.has(next.name) === true
}

/** Operations that read like parameters of a known one before them. */
interface Misplaced {
  readonly node: Operation
  readonly of: CatalogOperation
  readonly end: number
  /** What was meant by all in a row; empty for those that another one speaks for. */
  readonly text: string
}

/** `/w_100/h_200` and `/width=100/height=200` behind an operation: the first of them tells of all. */
function findMisplaced({ operations }: CatalogCategory, stage: Stage): ReadonlyMap<Operation, Misplaced> {
  const found = new Map<Operation, Misplaced>()
  let owner: Pick<Misplaced, 'node' | 'of'> | undefined
  let first: Operation | undefined
  for (const node of stage.operations) {
    const of = operations.get(node.name)
    const text =
      of || !owner ? undefined : (parameterText(node, owner.of) ?? (first ? undefined : valueText(node, owner)))
    if (of) owner = { node, of }
    if (!owner || text === undefined) {
      first = undefined
      continue
    }
    const told = first && found.get(first)
    if (told && first) found.set(first, { ...told, end: node.end, text: told.text + text })
    else first = node
    found.set(node, { ...owner, end: node.end, text: told ? '' : text })
  }
  return found
}

const misplacedIn = memoize((category: CatalogCategory) => memoize((stage: Stage) => findMisplaced(category, stage)))

/** `width=100` as `,w_100`, with what stands behind it. */
function parameterText({ name, parameters }: Operation, of: CatalogOperation): string | undefined {
  const [word = ''] = /^[a-z]+(?=_)/.exec(name) ?? []
  const own =
    word !== '' && of.parameters.has(word) ? name : /[_=]/.test(name) ? separateParameter(name, of) : undefined
  if (own === undefined) return undefined
  return [own, ...parameters.map(({ name: key, value }) => (key === undefined ? value : `${key}_${value}`))]
    .map(part => `,${part}`)
    .join('')
}

/** `webp` behind `format` alone as `,webp`: the value stands behind a slash. */
function valueText({ name, parameters }: Operation, { node, of }: Pick<Misplaced, 'node' | 'of'>): string | undefined {
  const spec = node.parameters.length + parameters.length === 0 ? of.parameters.get('') : undefined
  return spec && spec.type.test(name) === undefined ? `,${name}` : undefined
}

function parentsOf({ operations }: CatalogCategory, found: string): string[] {
  return [...operations.values()].filter(({ subOperations }) => subOperations.has(found)).map(({ id }) => id)
}
