import { parseTree } from '../language/parser.ts'
import { bind } from '../lint/bind.ts'
import { estimateFrames, type MediaFacts } from './frames.ts'
import type { PriceTable } from './prices.ts'

export type { MediaFacts }

/** One thing that a job is billed for. */
export interface Charge {
  /** As the price list calls it; the operation where the list is not known to name it. */
  readonly item: string
  readonly unit: { readonly en: string; readonly zh: string }
  /** Undefined where it cannot be told. */
  readonly quantity: number | undefined
  readonly isMaximum: boolean
  /** True in a sum where the quantity of a part cannot be told. */
  readonly isOpen?: boolean
  /** Quantity x price; undefined where one of them is. */
  readonly price?: number | undefined
}

/** What a job makes and costs. */
export interface Billing {
  /** Output frames; undefined where there are none or they cannot be told. */
  readonly frames: number | undefined
  readonly charges: readonly Charge[]
}

const TASK = { en: 'task', zh: '任务' } as const

/** What a process string is billed for. Operations without a known item count as one task where the table names them. */
export function billingOf(process: string, facts: MediaFacts, prices?: PriceTable): Billing {
  const { operations } = bind(parseTree(process).tree, false)
  let frames: number | undefined
  const charges = operations.flatMap((operation): Charge[] => {
    const { entry } = operation
    const estimate = estimateFrames(operation, facts)
    if (estimate?.count !== undefined) frames = (frames ?? 0) + estimate.count
    const { billing } = entry?.main ?? {}
    const item = billing?.item ?? entry?.id ?? ''
    const each = prices?.items.get(item)
    if (!billing && each === undefined) return []
    const quantity = billing ? estimate?.count : 1
    const price = each === undefined || quantity === undefined ? undefined : each * quantity
    return [
      {
        item,
        unit: billing?.unit ?? TASK,
        quantity,
        isMaximum: billing !== undefined && estimate?.isMaximum === true,
        price,
      },
    ]
  })
  return { frames, charges }
}
