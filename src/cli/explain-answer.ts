import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { findErrorCode, listErrorCodes } from '../catalogue/error-codes.ts'
import { findErrorMessages } from '../catalogue/error-messages.ts'
import { describePage } from '../catalogue/pages.ts'
import { findServerCode, pagesOfServerCode } from '../catalogue/server-codes.ts'
import { UsageError } from '../files/problem.ts'
import { fillMessage } from '../language/diagnostic.ts'
import { meantHint, nearest } from '../language/suggest.ts'

const MESSAGES = {
  page: { en: 'Page: {page}', zh: '文档：{page}' },
  code: { en: '{code} ({status}): {text}', zh: '{code}（{status}）：{text}' },
  serverCode: { en: '{code}: {text}', zh: '{code}：{text}' },
  unknownCode: {
    en: 'The error code "{code}" is not in the catalogue.{hint}',
    zh: '目录中没有错误码 "{code}"。{hint}',
  },
  unknownServerCode: {
    en: 'The EC number "{code}" is not in the catalogue. What OSS says of it: https://api.aliyun.com/troubleshoot?q={code}',
    zh: '目录中没有 EC 编号 "{code}"。OSS 的说明：https://api.aliyun.com/troubleshoot?q={code}',
  },
} as const satisfies Record<string, Localized>

/** Where an answer of OSS, one of its headers or the text of an SDK's exception names a code. */
const MARK = /<(?:Code|EC)>|\bx-oss-ec\s*[:=]|\b(?:error)?(?:code|ec)["'\]]*\s*[:=]/i
const SERVER_CODE = /(?<![\w-])[0-9]{4}-[0-9]{8}(?![\w-])/g
const WORD = /(?<![\w-])[A-Z][A-Za-z]+(?![\w-])/g

/** The codes and sentences in an answer of OSS. */
interface AnswerCodes {
  readonly codes: readonly string[]
  readonly serverCodes: readonly string[]
  /** What its sentences mean. */
  readonly sentences: readonly Localized[]
}

/** The codes of a text that is one, or holds an answer of OSS as XML, header, JSON or exception; undefined for any other text. */
export function findAnswerCodes(text: string): AnswerCodes | undefined {
  const isMarked = MARK.test(text)
  if (!isMarked && (/x-oss-(?:async-)?process=/i.test(text) || /^\s*[a-z]+\//.test(text))) return undefined
  const marked = /<Code>\s*(\w+)\s*<\/Code>/.exec(text)?.[1]
  const words = marked === undefined ? (text.match(WORD) ?? []) : [marked]
  // The classes of ali-oss are called NoSuchKeyError.
  const known = words.flatMap(word => [word, word.replace(/Error$/, '')].find(name => findErrorCode(name)) ?? [])
  const alone = /^\s*([A-Z][a-z]+(?:[A-Z][a-z]*)+)\s*$/.exec(text)?.[1]
  const codes = [...new Set(known.length > 0 ? known : [marked ?? alone ?? []].flat())]
  const serverCodes = [...new Set(text.match(SERVER_CODE) ?? [])]
  const sentences = findErrorMessages(text)
  return codes.length + serverCodes.length + sentences.length > 0 ? { codes, serverCodes, sentences } : undefined
}

/**
 * What the codes of an answer mean, one after another.
 * @throws UsageError where none of them is known.
 */
export function answerText({ codes, serverCodes, sentences }: AnswerCodes, locale: Locale): string {
  const isKnown =
    sentences.length > 0 || codes.some(findErrorCode) || serverCodes.some(code => findServerCode(code).length > 0)
  const isOne = codes.length + serverCodes.length === 1
  const lines = [
    ...codes.map(code => codeText(code, locale)),
    ...serverCodes.flatMap(code => serverCodeLines(code, locale, isOne)),
    ...sentences.map(text => text[locale]),
  ]
  if (!isKnown) throw new UsageError(lines.join('\n'))
  return lines.join('\n')
}

function codeText(code: string, locale: Locale): string {
  const found = findErrorCode(code)
  if (found) return fillMessage(MESSAGES.code, { code, status: found.status, text: found.text }, locale)
  return fillMessage(MESSAGES.unknownCode, { code, hint: meantHint(nearest(code, listErrorCodes())) }, locale)
}

function serverCodeLines(code: string, locale: Locale, isOne: boolean): readonly string[] {
  const uses = findServerCode(code)
  if (uses.length === 0) return [fillMessage(MESSAGES.unknownServerCode, { code }, locale)]
  const pages = pagesOfServerCode(code).map(title => fillMessage(MESSAGES.page, { page: describePage(title) }, locale))
  const means = uses.map(text => (isOne ? text[locale] : fillMessage(MESSAGES.serverCode, { code, text }, locale)))
  return [...means, ...pages]
}
