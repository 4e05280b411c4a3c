import { readBase64 } from '../../../grammar/catalogue/base64url.ts'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import type { ParameterSpec } from '../../../grammar/catalogue/types.ts'
import type { CatalogOperation } from '../../catalogue/catalogue.ts'
import { plainSpelling } from '../../catalogue/plain-spelling.ts'
import type { Operation } from '../../language/tree.ts'
import { givenParameters, type Parameters, readParameters } from '../../trace/parameters.ts'
import { notImplemented, refuse } from './problem.ts'

const WRONG_VALUE: Localized = {
  en: 'The value "{found}" of {name} in {operation} is wrong; expected {expected}.',
  zh: '{operation} 中 {name} 的值 "{found}" 有误；应为{expected}。',
}

const DOUBTFUL_VALUE: Localized = {
  en: 'The local OSS does not do "{found}", a value of {name} in {operation} that no table lists; use {expected}.',
  zh: '本地 OSS 不支持 {operation} 中 {name} 的值 "{found}"，官方参数表也未列出；请使用{expected}。',
}

const NO_TEXT: Localized = {
  en: 'The value "{found}" of "{name}" is Base64 of something that is not UTF-8; what OSS makes of it is not known, and the local OSS does not do it.',
  zh: '"{name}" 的值 "{found}" 解码后不是 UTF-8 文本；OSS 如何处理尚不清楚，本地 OSS 不支持。',
}

/** @throws NotImplemented for Base64 of bytes that are no text: the linter doubts it, as no page tells what becomes of it */
export function checkUtf8(name: string, found: string): void {
  if (readBase64(found).problem === 'utf8') throw notImplemented(NO_TEXT, { name, found })
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
  if (spec.doubtfulValues?.includes(found.toLowerCase())) {
    // The word of the old syntax for the format of the source.
    if (found.toLowerCase() === 'src') return
    throw notImplemented(DOUBTFUL_VALUE, { ...data, found })
  }
  if (spec.type.kind === 'base64') checkUtf8(name, found)
  const isRight = spec.type.parse(found) !== undefined && spec.type.test(found) === undefined
  // A gentle parameter has a borrowed range, so that a value outside of it may be right.
  const isWrong = !isRight && !spec.gentle && plainSpelling(spec, found) === undefined
  if (isWrong) throw refuse('InvalidArgument', 400, WRONG_VALUE, { ...data, found }, spec.serverCode)
}
