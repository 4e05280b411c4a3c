import type { CategoryName } from '../../grammar/catalogue/categories.ts'
import type { Localized } from '../../grammar/catalogue/localized.ts'
import { parseTree } from '../language/parser.ts'
import { type BoundOperation, bind } from '../lint/bind.ts'
import type { SourceFacts } from '../recipe/index.ts'
import { readEndpoint } from '../request/endpoint.ts'
import { mapAmount, rangeOf } from '../trace/amount.ts'
import type { Amount } from '../trace/facts.ts'
import { type RawTrace, traceTree } from '../trace/trace.ts'
import { OSS_ITEMS, type OssItem } from './billing-items.ts'
import type { SendJob } from './job.ts'
import type { PriceTable } from './prices.ts'

/** One thing that a job is billed for. */
export interface PricedCharge {
  /** As the price list calls it; the operation where the list is not known to name it. */
  readonly item: string
  readonly name?: Localized | undefined
  readonly unit: Localized
  /** Undefined where it cannot be told. */
  readonly quantity: number | undefined
  /** True where it may be less. */
  readonly isMaximum: boolean
  /** The fact that is missing. */
  readonly needs?: 'size' | 'class' | 'result' | undefined
  /** True in a sum where the quantity of a part cannot be told. */
  readonly isOpen?: boolean
  /** Quantity x price; undefined where one of them is. */
  readonly price?: number | undefined
}

/** What a job makes and costs. */
export interface Billing {
  /** What comes of the source, and what OSS would refuse of it. */
  readonly trace: RawTrace
  readonly charges: readonly PricedCharge[]
}

const TASK = { en: 'task', zh: '任务' } as const

/**
 * What a process string makes of a source, and what it is billed for. Operations of IMM without a known item count by their frames, else as one task.
 *
 *     billingOf('video/animation,f_gif,inter_1000', { kind: 'video', duration: 10, frameRate: 25 }).charges
 *     // [{ item: 'MediaAnimation', quantity: 10, ... }]
 */
export function billingOf(process: string, facts: SourceFacts, prices?: PriceTable): Billing {
  const { tree } = parseTree(process)
  return billingFor(bind(tree, false).operations, traceTree(tree, facts), prices)
}

/** What a job is billed for: what OSS bills for reading the source and writing the result, then what its process string is billed for. */
export function billingOfJob(job: SendJob, facts: SourceFacts, prices?: PriceTable): Billing {
  const { tree } = parseTree(job.process)
  const { operations } = bind(tree, false)
  const billing = billingFor(operations, traceTree(tree, facts), prices)
  const charges = ossCharges(operations, billing.trace, job.request.endpoint, facts, prices)
  return { ...billing, charges: [...charges, ...billing.charges] }
}

function billingFor(operations: readonly BoundOperation[], trace: RawTrace, prices: PriceTable | undefined): Billing {
  const counted = trace.charges.map(({ item, unit, quantity }) => priced({ item, unit, ...most(quantity) }, prices))
  const items = new Set(counted.map(({ item }) => item))
  const tasks = operations.flatMap((operation): PricedCharge[] => {
    const { main, id = '' } = operation.entry ?? {}
    const item = main?.billing?.item ?? id
    if (items.has(item) || (!isTask(operation) && !prices?.items.has(item))) return []
    return [priced({ item, unit: TASK, quantity: 1, isMaximum: false }, prices)]
  })
  return { trace, charges: [...counted, ...tasks] }
}

/** The most that an amount can be. */
function most(amount: Amount): Pick<PricedCharge, 'quantity' | 'isMaximum'> {
  return { quantity: rangeOf(amount)?.maximum, isMaximum: typeof amount === 'object' }
}

/** Categories whose operations start tasks. */
const OF_TASKS: ReadonlySet<string> = new Set<CategoryName>(['video', 'audio', 'doc', 'hls', 'pointcloud'])

/** Operations that start a task: not `sys` and not what belongs to another operation. */
function isTask({ entry }: BoundOperation): boolean {
  return entry?.main !== undefined && OF_TASKS.has(entry.category)
}

function priced(charge: PricedCharge, prices: PriceTable | undefined): PricedCharge {
  // Field by field: a spread takes longer than all that is reckoned.
  const { item, name, unit, quantity, isMaximum, needs } = charge
  const each = prices?.items.get(item)
  const price = each === undefined || quantity === undefined ? undefined : each * quantity
  return { item, name, unit, quantity, isMaximum, needs, price }
}

const GIGABYTE = 1024 ** 3

function ossCharges(
  operations: readonly BoundOperation[],
  trace: RawTrace,
  endpoint: string,
  facts: SourceFacts,
  prices: PriceTable | undefined,
): PricedCharge[] {
  const sources = 1 + operations.filter(({ entry }) => /\/(pre|sur)$/.test(entry?.id ?? '')).length
  const isSaved = operations.some(({ entry }) => entry?.id === 'sys/saveas')
  const results: Amount = isSaved ? trace.outputs[0]?.count : 0
  const way = wayOf(endpoint)
  const kind = classOf(facts.storageClass)
  const inGigabytes = (bytes: number | undefined) => (bytes === undefined ? undefined : bytes / GIGABYTE)
  const sourceSize = inGigabytes(facts.bytes)
  const charge = (item: OssItem, amount: Amount, lacks?: PricedCharge['needs']): PricedCharge => {
    const { name, unit } = OSS_ITEMS[item]
    const { quantity, isMaximum } = most(amount)
    return priced({ item, name, unit, quantity, isMaximum, needs: amount === undefined ? lacks : undefined }, prices)
  }
  const bytes = (item: OssItem, applies: boolean | undefined): PricedCharge => {
    if (applies === false) return charge(item, 0)
    return applies === undefined ? charge(item, undefined, 'class') : charge(item, sourceSize, 'size')
  }
  const resultSize = inGigabytes(facts.resultBytes)
  const stored = resultSize === undefined ? undefined : mapAmount(results, count => count * resultSize)
  return [
    charge('GetObject', sources),
    bytes('OutboundTraffic', way !== 'internal'),
    bytes('IARetrieval', kind && kind === 'ia'),
    bytes('ArchiveRetrieval', kind && kind === 'archive'),
    bytes('TransferAcceleration', way === 'accelerated'),
    charge('PutObject', results),
    results === 0 ? charge('Storage', 0) : charge('Storage', stored, 'result'),
    charge('HeadObject', sources),
    ...(operations.some(({ entry }) => entry?.id.startsWith('image/'))
      ? [charge('ImageProcessing', sourceSize, 'size')]
      : []),
  ]
}

/** How the source comes to where it is processed: endpoints that end in -internal, and this machine, leave no traffic. */
function wayOf(endpoint: string): 'internal' | 'public' | 'accelerated' {
  const { host, isPathStyle } = readEndpoint(endpoint)
  if (/(^|\.)oss-accelerate(-overseas)?\.aliyuncs\.com$/.test(host)) return 'accelerated'
  return isPathStyle || /-internal\.|^vpc100-/.test(host) ? 'internal' : 'public'
}

function classOf(storageClass: string | undefined): 'ia' | 'archive' | 'other' | undefined {
  if (!storageClass) return undefined
  if (/^(ia|infrequent ?access)$/i.test(storageClass)) return 'ia'
  return /^archive$/i.test(storageClass) ? 'archive' : 'other'
}
