import type { Localized } from '../../grammar/catalogue/localized.ts'

/** The id of a mistake. */
export type MistakeId =
  | 'method-differs'
  | 'bucket-not-signed'
  | 'key-slashes-encoded'
  | 'key-not-encoded'
  | 'key-encoded'
  | 'encoded-twice'
  | 'parameter-not-signed'
  | 'parameters-unlisted'
  | 'empty-value-with-equals'
  | 'query-order'
  | 'value-not-encoded'
  | 'value-encoded'
  | 'value-slash-not-encoded'
  | 'value-marks-not-encoded'
  | 'space-as-plus'
  | 'plus-sent-raw'
  | 'header-not-signed'
  | 'header-differs'
  | 'header-unlisted'
  | 'header-order'
  | 'payload-hashed'
  | 'date-differs'
  | 'secret-space'
  | 'signature-not-encoded'
  | 'signature-case'
  | 'signature-continued'
  | 'signature-cut'
  | 'access-key-case'
  | 'value-sent-twice-encoded'
  | 'key-sent-otherwise'
  | 'bucket-differs'
  | 'host-differs'
  | 'digest-differs'
  | 'value-differs'
  | 'date-moved'
  | 'url-damaged'
  | 'oss-read-otherwise'
  | 'oss-has-other-secret'

/** What signers do wrong, by id; `{name}` is the parameter, header, method or type that it is about. */
export const mistakeTexts: Record<MistakeId, Localized> = {
  'method-differs': {
    en: 'The signature was made for another method: {name}.',
    zh: '签名是为另一种请求方法计算的：{name}。',
  },
  'bucket-not-signed': {
    en: 'The bucket is not in the signed path; it belongs there even when it is in the host name.',
    zh: '被签名的路径中没有 Bucket；即使 Bucket 在域名中，也应写入路径。',
  },
  'key-slashes-encoded': {
    en: 'The slashes of the object name were encoded before signing; they must stay.',
    zh: '签名前对象名中的斜杠被编码了；斜杠应保持原样。',
  },
  'key-not-encoded': {
    en: 'The object name was signed without percent-encoding, which version 4 needs.',
    zh: '对象名未经百分号编码就参与了签名，而 V4 签名要求编码。',
  },
  'key-encoded': {
    en: 'The object name was signed in percent-encoded form; version 1 takes it as it is.',
    zh: '对象名以百分号编码形式参与了签名；V1 签名应使用原文。',
  },
  'encoded-twice': { en: 'The text was percent-encoded twice before signing.', zh: '文本在签名前被百分号编码了两次。' },
  'parameter-not-signed': {
    en: 'The parameter {name} was not signed: it was added to the URL afterwards, or the signer leaves it out.',
    zh: '参数 {name} 没有参与签名：它是签名之后才加到 URL 上的，或者签名程序忽略了它。',
  },
  'parameters-unlisted': {
    en: 'All parameters were signed; version 1 signs only sub-resources and names that begin with x-oss-.',
    zh: '所有参数都参与了签名；V1 只签名子资源以及以 x-oss- 开头的参数。',
  },
  'empty-value-with-equals': {
    en: 'A parameter without value was signed as "name="; it is signed as the bare name.',
    zh: '没有值的参数以 "name=" 的形式参与了签名；应只写参数名。',
  },
  'query-order': {
    en: 'The parameters were signed in another order; they are sorted by name, byte by byte, after encoding.',
    zh: '参数签名时的顺序不对；应在编码之后按参数名逐字节排序。',
  },
  'value-not-encoded': {
    en: 'Parameters were signed without percent-encoding, which version 4 needs.',
    zh: '参数未经百分号编码就参与了签名，而 V4 签名要求编码。',
  },
  'value-encoded': {
    en: 'Parameters were signed in percent-encoded form; version 1 takes the decoded values.',
    zh: '参数以百分号编码形式参与了签名；V1 签名应使用解码后的值。',
  },
  'value-slash-not-encoded': {
    en: 'Slashes in parameter values were not encoded before signing; they are signed as %2F.',
    zh: '参数值中的斜杠在签名前没有编码；应写成 %2F。',
  },
  'value-marks-not-encoded': {
    en: "The characters ! ' ( ) * were not encoded before signing: encodeURIComponent leaves them.",
    zh: "字符 ! ' ( ) * 在签名前没有编码：encodeURIComponent 不处理它们。",
  },
  'space-as-plus': {
    en: 'Spaces were signed as "+"; they are signed as %20.',
    zh: '空格以 "+" 的形式参与了签名；应写成 %20。',
  },
  'plus-sent-raw': {
    en: 'A "+" is not encoded in the URL, where it counts as a space; it was signed as a plus sign: send %2B.',
    zh: 'URL 中的 "+" 没有编码，会被当作空格，而签名时它是加号：应发送 %2B。',
  },
  'header-not-signed': {
    en: 'The header {name} was not signed: a library or a command such as curl may have added it afterwards.',
    zh: '请求头 {name} 没有参与签名：可能是程序库或 curl 之类的命令事后加上的。',
  },
  'header-differs': {
    en: 'The signature was made with another Content-Type than the request has: {name}.',
    zh: '签名时的 Content-Type 与请求中的不同：{name}。',
  },
  'header-unlisted': {
    en: 'The header {name} was signed, but it is not among the additional headers.',
    zh: '请求头 {name} 参与了签名，但没有列在附加请求头中。',
  },
  'header-order': {
    en: 'The headers were signed in another order; they are sorted by lower-case name, byte by byte.',
    zh: '请求头签名时的顺序不对；应按小写名称逐字节排序。',
  },
  'payload-hashed': {
    en: 'A hash of the body was signed; OSS takes the words UNSIGNED-PAYLOAD there.',
    zh: '请求体的哈希参与了签名；此处 OSS 只接受 UNSIGNED-PAYLOAD。',
  },
  'date-differs': {
    en: 'Another date was signed than the one that counts: x-oss-date where it is present, else Date.',
    zh: '参与签名的日期不对：有 x-oss-date 时以它为准，否则用 Date。',
  },
  'secret-space': {
    en: 'The secret was used with a space or line end around it, or is stored with one here.',
    zh: '使用的密钥前后带有空格或换行，或者此处保存的密钥带有空格或换行。',
  },
  'signature-not-encoded': {
    en: 'The signature itself is right but is wrongly encoded in the URL: its "+", "/" and "=" must be percent-encoded once.',
    zh: '签名本身正确，但在 URL 中编码有误：其中的 "+"、"/"、"=" 应做且只做一次百分号编码。',
  },
  'signature-case': {
    en: 'The letters of the signature are right but for upper and lower case: the URL was written in one case on its way.',
    zh: '签名的字母正确，但大小写不对：URL 在传递途中被统一成了大写或小写。',
  },
  'signature-continued': {
    en: 'The signature is right, but other text hangs on its end.',
    zh: '签名本身正确，但末尾多出了其他字符。',
  },
  'signature-cut': {
    en: 'The signature is cut: its beginning is right, its end is missing.',
    zh: '签名被截断：开头正确，末尾缺失。',
  },
  'access-key-case': {
    en: 'The access key differs only in upper and lower case: the URL was written in one case on its way. Ask for it again.',
    zh: 'AccessKey 仅大小写不同：URL 在传递途中被统一成了大写或小写，请重新获取。',
  },
  'value-sent-twice-encoded': {
    en: 'The value of {name} was encoded once more after signing; the signature fits the value that is encoded once.',
    zh: '参数 {name} 的值在签名之后又被编码了一次；签名与只编码一次的值一致。',
  },
  'key-sent-otherwise': {
    en: 'The object name is not the one that was signed: {name}.',
    zh: '对象名与签名时的不同：{name}。',
  },
  'bucket-differs': {
    en: 'The bucket is not the one that was signed: {name}.',
    zh: 'Bucket 与签名时的不同：{name}。',
  },
  'host-differs': {
    en: 'The host is not the one that was signed: {name}.',
    zh: '主机与签名时的不同：{name}。',
  },
  'digest-differs': {
    en: 'Content-MD5 is not the one that was signed; the signature fits the digest of the body that is here.',
    zh: 'Content-MD5 与签名时的不同；签名与当前请求体的摘要一致。',
  },
  'value-differs': {
    en: 'A parameter or header is not the one that was signed: {name}.',
    zh: '参数或请求头与签名时的不同：{name}。',
  },
  'date-moved': {
    en: 'The date is not the one that was signed: {name}.',
    zh: '日期与签名时的不同：{name}。',
  },
  'url-damaged': { en: '{name}', zh: '{name}' },
  'oss-read-otherwise': {
    en: 'OSS read another request than this one: {name}.',
    zh: 'OSS 读到的请求与此处不同：{name}。',
  },
  'oss-has-other-secret': {
    en: 'OSS read the same request as here, so the secret is another one: that of the access key, or the one used for signing.',
    zh: 'OSS 读到的请求与此处一致，因此密钥不同：要么是该 AccessKey 的密钥，要么是签名所用的密钥。',
  },
}
