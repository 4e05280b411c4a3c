import type { Locale } from '../../grammar/catalogue/localized.ts'
import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import type { CatalogOperation } from '../catalogue/catalogue.ts'
import { fillMessage } from '../language/diagnostic.ts'

/** Words about the catalogue. */
export const words = {
  default: { en: 'default', zh: '默认值' },
  lowest: { en: 'lowest', zh: '最小值' },
  highest: { en: 'highest', zh: '最大值' },
  encoded: { en: 'as Base64', zh: '编码为 Base64' },
  required: { en: 'required', zh: '必填' },
  defaultIs: { en: 'default {value}', zh: '默认 {value}' },
  saves: { en: 'needs |sys/saveas after it', zh: '后面需要 |sys/saveas' },
  billed: { en: 'billed: {item}, by {unit}', zh: '计费项：{item}，按{unit}' },
  imm: { en: 'on OSS the bucket must be bound to an IMM project', zh: '在 OSS 上存储空间须绑定 IMM 项目' },
  page: { en: 'help page: {page}', zh: '帮助页：{page}' },
  get: { en: 'GET', zh: 'GET' },
  post: { en: 'POST', zh: 'POST' },
  async: { en: 'asynchronous task', zh: '异步任务' },
} as const

/** A parameter in short sentences: its name, what it takes, its unit and its default. */
export function describeParameter(name: string, spec: ParameterSpec, locale: Locale): readonly string[] {
  const title = spec.title[locale]
  const unit = spec.unit ? ` ${spec.unit}` : ''
  return [
    name === '' ? title : `${name}: ${title}`,
    `${spec.type.description[locale]}${unit}`,
    ...(spec.default === undefined ? [] : [fillMessage(words.defaultIs, { value: `${spec.default}${unit}` }, locale)]),
    ...(spec.required ? [words.required[locale]] : []),
  ]
}

/** An operation in short sentences: how it is sent, what it needs and costs. */
export function describeOperation({ main }: CatalogOperation, locale: Locale): readonly string[] {
  if (!main) return []
  const { via, saveas, access, billing, page } = main
  return [
    via.map(way => words[way][locale]).join(', '),
    ...(saveas === 'required' ? [words.saves[locale]] : []),
    ...(access === 'imm' ? [words.imm[locale]] : []),
    ...(billing ? [fillMessage(words.billed, billing, locale)] : []),
    fillMessage(words.page, { page }, locale),
  ]
}
