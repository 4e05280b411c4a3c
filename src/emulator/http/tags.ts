import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { percentDecode } from '../../language/url.ts'
import { refuse } from '../engine/problem.ts'

type Tag = readonly [key: string, value: string]

/** Tags of an object, and bytes of a key and of a value. Source: PutObjectTagging. */
const [MOST, LONGEST_KEY, LONGEST_VALUE] = [10, 128, 256] as const

const TEXT = /^[\w +=.:/-]*$/

const TOO_MANY: Localized = {
  en: 'The object would have {found} tags; at most {limit} are allowed, each with a key of its own.',
  zh: '文件将有 {found} 个标签；最多 {limit} 个，且键不能重复。',
}
const WRONG_KEY: Localized = {
  en: 'The key of a tag, "{found}", is not 1 to {limit} letters, digits, spaces and + - = . _ : /.',
  zh: '标签的键 "{found}" 应为 1 到 {limit} 个字母、数字、空格或 + - = . _ : /。',
}
const WRONG_VALUE: Localized = {
  en: 'The value of a tag, "{found}", is not at most {limit} letters, digits, spaces and + - = . _ : /.',
  zh: '标签的值 "{found}" 应为最多 {limit} 个字母、数字、空格或 + - = . _ : /。',
}
const NO_PAIR: Localized = {
  en: 'x-oss-tagging holds "{found}", which is neither key nor key=value.',
  zh: 'x-oss-tagging 中的 "{found}" 不是 key 或 key=value 的形式。',
}

const invalid = (message: Localized, data: Record<string, string | number>, ec: string): Error =>
  refuse('InvalidTag', 400, message, data, ec)

/**
 * The tags of an object by their keys.
 * @throws InvalidTag. Source: PutObjectTagging; errors 0010-00000209, -212, -217, -218.
 */
export function toTags(tags: readonly Tag[]): Record<string, string> {
  const known = new Map(tags)
  if (tags.length > MOST || known.size < tags.length) {
    throw invalid(TOO_MANY, { found: tags.length, limit: MOST }, '0010-00000218')
  }
  for (const [key, value] of tags) {
    if (Buffer.byteLength(key) > LONGEST_KEY) throw wrongText(WRONG_KEY, key, LONGEST_KEY, '0010-00000209')
    if (key === '' || !TEXT.test(key)) throw wrongText(WRONG_KEY, key, LONGEST_KEY, '0010-00000212')
    if (value.length > LONGEST_VALUE || !TEXT.test(value)) {
      throw wrongText(WRONG_VALUE, value, LONGEST_VALUE, '0010-00000217')
    }
  }
  return Object.fromEntries(known)
}

const wrongText = (message: Localized, text: string, limit: number, ec: string): Error =>
  invalid(message, { found: text, limit }, ec)

/**
 * The tags in the header x-oss-tagging, `a=1&b`: percent-encoded, a key without "=" has an empty value.
 * @throws InvalidTag. Source: error 0010-00000219.
 */
export function readTags(header: string): Record<string, string> {
  const decode = (text: string) => percentDecode(text.replaceAll('+', ' '))
  const pairs = header.split('&').filter(pair => pair !== '')
  const tags = pairs.map((pair): Tag => {
    const [key = '', value = '', ...more] = pair.split('=')
    if (more.length > 0) throw invalid(NO_PAIR, { found: pair }, '0010-00000219')
    return [decode(key), decode(value)]
  })
  return toTags(tags)
}
