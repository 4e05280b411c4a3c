import type { Access } from '../../grammar/catalogue/types.ts'
import { ownValue } from '../language/own.ts'
import type { Operation, Pipeline } from '../language/tree.ts'
import { type CatalogOperation, findCategory, resolveOperation } from './catalogue.ts'

const ORDER: readonly Access[] = ['anonymous', 'signed', 'imm']

/** Who may ask for an operation with these parameters: a value may need more than the operation does, as `g_face` of crop. */
export function accessOf({ parameters }: Operation, entry: CatalogOperation): Access {
  const own = entry.main?.access ?? entry.parent?.main?.access ?? 'anonymous'
  const ofValues = parameters.map(
    ({ name = '', value }) => ownValue(entry.parameters.get(name)?.accessOf, value) ?? own,
  )
  return strictest([own, ...ofValues])
}

/** Who may ask for a whole string; `anonymous` for what the catalogue does not know. */
export function accessOfPipeline({ stages }: Pipeline): Access {
  return strictest(
    stages.flatMap(stage => {
      if (stage.kind === 'conditional') return [accessOfPipeline(stage.body)]
      const category = findCategory(stage.category ?? '')
      return stage.operations.flatMap(operation => {
        const entry = resolveOperation(category, undefined, operation.name)
        return entry ? [accessOf(operation, entry)] : []
      })
    }),
  )
}

function strictest(list: readonly Access[]): Access {
  return ORDER.findLast(access => list.includes(access)) ?? 'anonymous'
}
