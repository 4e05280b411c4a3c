import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import { type CatalogCategory, type CatalogOperation, getCatalog, resolveOperation } from '../catalogue/catalogue.ts'
import type { Operation, Parameter, Pipeline, Stage } from '../language/tree.ts'
import { walk } from '../language/walk.ts'

/** The pieces of a string that the catalogue knows, in the order of the text. */
export interface KnownPieces {
  readonly categories: readonly { readonly node: Stage; readonly known: CatalogCategory }[]
  readonly operations: readonly { readonly node: Operation; readonly entry: CatalogOperation }[]
  readonly parameters: readonly KnownParameter[]
}

/** A parameter with what the catalogue has of it. */
export interface KnownParameter {
  readonly node: Parameter
  readonly spec: ParameterSpec
}

/** Finds what the catalogue knows of a tree. */
export function knownIn(tree: Pipeline): KnownPieces {
  const categories: KnownPieces['categories'][number][] = []
  const operations: KnownPieces['operations'][number][] = []
  const parameters: KnownParameter[] = []
  walk(tree, {
    stage: stage => {
      const known = getCatalog().get(stage.category ?? '')
      if (!known) return
      categories.push({ node: stage, known })
      let main: CatalogOperation | undefined
      for (const node of stage.operations) {
        const entry = resolveOperation(known, main, node.name)
        if (!entry) continue
        if (!entry.parent) main = entry
        operations.push({ node, entry })
        for (const parameter of node.parameters) {
          const spec = entry.parameters.get(parameter.name ?? '')
          if (spec) parameters.push({ node: parameter, spec })
        }
      }
    },
  })
  return { categories, operations, parameters }
}
