import type { Localized } from '../../../grammar/catalogue/localized.ts'
import type { ParameterSpec } from '../../../grammar/catalogue/types.ts'
import type { CatalogOperation } from '../../catalogue/catalogue.ts'
import type { Operation } from '../../language/tree.ts'
import { givenParameters, type Parameters, readParameters } from '../../trace/parameters.ts'
import { refuse } from './problem.ts'

const WRONG_VALUE: Localized = {
  en: 'The value "{found}" of {name} in {operation} is wrong; expected {expected}.',
  zh: '{operation} 中 {name} 的值 "{found}" 有误；应为{expected}。',
}

const MISSING: Localized = {
  en: 'The parameter {name} of {operation} is missing; expected {expected}.',
  zh: '{operation} 缺少参数 {name}；应为{expected}。',
}

/** Reads and checks the parameters of an operation. Names unknown to the catalogue are left out; of a repeated one the last that is right counts. */
export function checkParameters(entry: CatalogOperation, operation: Operation): Parameters {
  const given = givenParameters(entry, operation)
  for (const [name, spec] of entry.parameters) checkParameter(entry, name, spec, given.get(name)?.value)
  return readParameters(entry, operation)
}

function checkParameter(entry: CatalogOperation, name: string, spec: ParameterSpec, found: string | undefined): void {
  const data = { operation: entry.id, name: name === '' ? spec.title : `"${name}"`, expected: spec.type.description }
  if (found === undefined) {
    if (spec.required === 'error') throw refuse('MissingArgument', 400, MISSING, data, spec.missingCode)
    return
  }
  // A gentle parameter has a borrowed range, so that a value outside of it may be right.
  const isWrong = !spec.gentle && (spec.type.parse(found) === undefined || spec.type.test(found) !== undefined)
  if (isWrong) throw refuse('InvalidArgument', 400, WRONG_VALUE, { ...data, found }, spec.serverCode)
}
