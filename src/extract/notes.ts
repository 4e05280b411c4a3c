import type { Localized } from '../../grammar/catalogue/localized.ts'
import type { MessageData } from '../language/diagnostic.ts'
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
  | 'duplicateKey'
  | 'cutValue'
  | 'formatEscape'
  | 'encodedQuestionMark'
  | 'behindFragment'
  | 'noObject'
  | 'missingKey'
  | 'otherKey'
  | 'otherCloud'
  | 'imgHost'
  | 'oldAddress'
  | 'styleAndKey'

/** A mistake around a process string; the span is one of the host text. */
export interface ExtractNote {
  readonly messageId: ExtractMessageId
  readonly span: Span
  readonly params: MessageData
  /** True where what is wrong does no harm as things are: an info. */
  readonly isHarmless?: true
}

/** What the notes say, by message id. */
export const EXTRACT_MESSAGES: Readonly<Record<ExtractMessageId, Localized>> = {
  signedUrl: {
    en: 'Found {key} after a signature; the signature covers {key}, so OSS answers SignatureDoesNotMatch unless it was signed with it. Sign the URL with the process string in it.',
    zh: '{key} 接在签名之后；签名包含 {key}，除非签名时已包含它，否则 OSS 会返回 SignatureDoesNotMatch。请带着处理字符串一起签名。',
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
    en: 'Found {key} directly after "{found}"; expected "?" or "&" between them.',
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
  duplicateKey: {
    en: 'The key {key} appears twice in this URL. Only one of the two counts, and which one is not documented; join the strings with "/".',
    zh: '该 URL 中 {key} 出现两次。只有一个有效，且文档未说明是哪一个；应把两段字符串用 "/" 合并。',
  },
  cutValue: {
    en: 'Found "{found}" in the value of {key}, which ends there; expected "," before a parameter and "/" before an operation, without blanks.',
    zh: '{key} 的值中出现 "{found}"，值到此结束；参数前应写 ","，操作前应写 "/"，不留空格。',
  },
  formatEscape: {
    en: 'Found "{found}" in a format, where "%" begins a conversion: the call fails or writes something else. Expected "%{found}", or the character itself.',
    zh: '格式串中出现 "{found}"，其中的 "%" 会被当作格式说明：调用会出错，或输出其他内容。应写成 "%{found}"，或直接写该字符。',
  },
  encodedQuestionMark: {
    en: 'The "?" before {key} is encoded, so the string is a part of the object\'s name and OSS answers 404. Expected a plain "?".',
    zh: '{key} 前的 "?" 被编码，字符串成为文件名的一部分，OSS 会返回 404。应使用未编码的 "?"。',
  },
  behindFragment: {
    en: '{key} comes after "#"; what follows "#" is not sent. Expected it before "#".',
    zh: '{key} 写在 "#" 之后；"#" 之后的内容不会发送。应写在 "#" 之前。',
  },
  noObject: {
    en: 'The URL names no object, so there is nothing for {key} to process.',
    zh: '该 URL 没有文件名，{key} 没有可处理的对象。',
  },
  missingKey: {
    en: 'Found a process string without its key; OSS ignores it. Expected "{key}={found}".',
    zh: '处理字符串前没有键名；OSS 会忽略它。应为 "{key}={found}"。',
  },
  otherKey: {
    en: '"{found}" belongs to another cloud; OSS ignores it and answers with the file as it is. Expected {key}.',
    zh: '"{found}" 是其他云的写法；OSS 会忽略它并返回原文件。应使用 {key}。',
  },
  otherCloud: {
    en: '"{host}" is a host of another cloud, which does not know {key}.',
    zh: '"{host}" 是其他云的域名，不支持 {key}。',
  },
  imgHost: {
    en: '"{host}" is an address of the old picture service, which has no HTTPS; expected that of the bucket.',
    zh: '"{host}" 是旧版图片服务的域名，不支持 HTTPS；应使用 Bucket 域名。',
  },
  oldAddress: {
    en: 'Found "@" and sizes after the object\'s name, as the old picture service took them; by default OSS takes them for a part of the name. Expected "?{key}=image/...".',
    zh: '文件名后的 "@" 和尺寸是旧版图片服务的写法；OSS 默认把它当作文件名的一部分。应使用 "?{key}=image/..."。',
  },
  styleAndKey: {
    en: "A style or sizes come after the object's name, and {key} in the query; expected one of the two.",
    zh: '文件名后已有样式或尺寸，查询串中又有 {key}；两者只应保留一个。',
  },
}
