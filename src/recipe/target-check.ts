import type { Localized } from '../../grammar/catalogue/localized.ts'
import type { Template } from './compile.ts'
import type { Cell, Expansion } from './expand.ts'
import { type Findings, limitFindings } from './findings.ts'
import { globToRegExp } from './glob.ts'
import type { SourceObject } from './source.ts'
import { targetOf } from './target.ts'
import { createTargetSet } from './target-set.ts'

/** Jobs that are called by their names in findings; later ones by their numbers. */
const NAMED = 10_000

/** Looks at the target of each job, beside those before. */
export type TargetCheck = (source: SourceObject, cell: Cell, template: Template) => void

/** Finds jobs that destroy the result of another one, or their own input. */
export function createTargetCheck(expansion: Expansion, findings: Findings): TargetCheck {
  const findPrefix = inputPrefixes(expansion)
  const targets = createTargetSet()
  const names: string[] = []
  const repeated = repeatedCells(expansion.cells)
  const { add } = limitFindings(findings)
  const nameOf = (number: number) => names[number] ?? `#${number + 1}`

  return (source, cell, template) => {
    const { connection } = cell
    const { target } = template
    if (!target || repeated.has(cell)) return
    const { place } = target
    const written = targetOf(target, source, connection.bucket)
    const bucket = source.bucket ?? connection.bucket ?? ''
    const name = cell.label === '' ? source.key : `${source.key} (${cell.label})`
    const first = targets.add(written)
    if (names.length < NAMED) names.push(name)
    const { line, manifest } = source
    const isRow = line !== undefined && manifest !== undefined
    if (NAMELESS.test(written) && target.object.pieces.some(piece => typeof piece !== 'string')) {
      const found = written.slice(written.indexOf('/') + 1)
      if (isRow) add('row-odd', place, { found, reason: NO_NAME, line, manifest })
      else add('source-odd', place, { found, reason: NO_NAME })
    }
    if (first !== undefined && nameOf(first) === name) {
      add(isRow ? 'row-twice' : 'source-twice', source.place, { name, ...(isRow && { line, manifest }) })
    } else if (first !== undefined) add('same-target', place, { first: nameOf(first), second: name, target: written })
    if (written === `${bucket}/${source.key}`) add('target-source', place, { target: written })
    else {
      const prefix = findPrefix(written, bucket)
      if (prefix !== undefined) add('target-below-prefix', place, { target: written, prefix })
    }
  }
}

/** A result that has an extension and no name. */
const NAMELESS = /\/\.[^/.]*$/

const NO_NAME: Localized = {
  en: 'nothing stands before the extension of this result: what its name is made of is empty',
  zh: '结果的扩展名之前没有内容：组成名称的值为空',
}

/** The prefix of inputs that an object would be an input by. */
function inputPrefixes({ lists, filter }: Expansion): (written: string, bucket: string) => string | undefined {
  const { prefix = '', pattern } = filter
  const form = pattern === undefined ? undefined : globToRegExp(pattern)
  const starts = lists.map(list => ({ prefix: list.prefix, start: `${list.bucket}/${list.prefix}` }))
  const isInput = (written: string, start: string) =>
    written.startsWith(start) && (form?.test(written.slice(start.length)) ?? true)
  return (written, bucket) => {
    if (prefix !== '' && isInput(written, `${bucket}/${prefix}`)) return prefix
    return starts.find(({ start }) => isInput(written, start))?.prefix
  }
}

/** Cells that make the same as an earlier one, which is told already. */
function repeatedCells(cells: readonly Cell[]): ReadonlySet<Cell> {
  const nameOf = ({ template, connection }: Cell) => JSON.stringify([template.signature, connection])
  const first = new Map(cells.toReversed().map(cell => [nameOf(cell), cell]))
  return new Set(cells.filter(cell => first.get(nameOf(cell)) !== cell))
}
