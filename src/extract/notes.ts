import type { Localized, MessageData } from '../language/diagnostic.ts'
import type { Span } from '../language/tree.ts'

/** The ids of the mistakes of the host text. */
export type ExtractMessageId =
  | 'signedUrl'
  | 'secondQuestionMark'
  | 'ampersandWithoutQuery'
  | 'noSeparator'
  | 'asyncLink'
  | 'headerKey'
  | 'misspelledKey'
  | 'standardBase64'
  | 'urlEncodedBase64'

/** A mistake around a process string; the span is one of the host text. */
export interface ExtractNote {
  readonly messageId: ExtractMessageId
  readonly span: Span
  readonly params: MessageData
}

/** What the notes say, by message id. */
export const EXTRACT_MESSAGES: Readonly<Record<ExtractMessageId, Localized>> = {
  signedUrl: {
    en: 'Found {key} behind a signature; the signature covers {key}, so that OSS answers SignatureDoesNotMatch. Sign the URL with the process string in it.',
    zh: '{key} 接在签名之后；签名包含 {key}，OSS 会返回 SignatureDoesNotMatch。请带着处理字符串一起签名。',
  },
  secondQuestionMark: {
    en: 'Found a second "?" before {key}; the URL has a query already, expected "&".',
    zh: '{key} 前出现第二个 "?"；该 URL 已有查询串，应使用 "&"。',
  },
  ampersandWithoutQuery: {
    en: 'Found "&" before {key} in a URL without "?"; OSS takes the text for a part of the object name. Expected "?".',
    zh: 'URL 中没有 "?"，{key} 前却是 "&"；OSS 会把它当作文件名的一部分。应使用 "?"。',
  },
  noSeparator: {
    en: 'Found {key} directly behind "{found}"; expected "?" or "&" between them.',
    zh: '{key} 直接跟在 "{found}" 之后；中间应有 "?" 或 "&"。',
  },
  asyncLink: {
    en: 'Found {key} in the URL of a link; a GET starts no task. Expected a POST to "?{key}" with "{key}=..." in the body.',
    zh: '链接的 URL 里有 {key}；GET 请求不会创建任务。应向 "?{key}" 发送 POST，并在请求体中写 "{key}=..."。',
  },
  headerKey: {
    en: 'Found {key} among the headers; OSS reads it only from the query of the URL or from the body of a POST.',
    zh: '{key} 写在请求头里；OSS 只从 URL 查询串或 POST 请求体读取它。',
  },
  misspelledKey: {
    en: 'Found the key "{found}"; OSS ignores it without an error. Expected "{key}".',
    zh: '键名写成 "{found}"；OSS 会忽略它且不报错。应为 "{key}"。',
  },
  standardBase64: {
    en: '"{found}" gives standard Base64 to the parameter {parameter}; "+", "/" and "=" in it break the string. Expected URL-safe Base64 without padding.',
    zh: '"{found}" 为参数 {parameter} 生成标准 Base64；其中的 "+"、"/"、"=" 会破坏字符串。应使用不带填充的 URL 安全 Base64。',
  },
  urlEncodedBase64: {
    en: '"{found}" percent-encodes the value of {parameter}; expected URL-safe Base64 without padding.',
    zh: '"{found}" 对参数 {parameter} 的值做了 URL 编码；应使用不带填充的 URL 安全 Base64。',
  },
}
