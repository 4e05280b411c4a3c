import { inBoth, LIST_COMMA, type Localized } from '../../grammar/catalogue/localized.ts'
import { fillMessage } from '../language/diagnostic.ts'
import { listOperations } from './catalogue.ts'

const WORDS = {
  invalid: {
    en: '"{value}" was refused as {name}. {expected}',
    zh: '{name} 的值 "{value}" 被拒绝。{expected}',
  },
  takes: { en: '{ids}: {name} takes {expected}.', zh: '{ids}：{name} 应为{expected}。' },
  style: {
    en: 'The bucket has no style "{value}", or its name cannot be that of a style.',
    zh: '存储空间没有样式 "{value}"，或该名称不能作为样式名。',
  },
} as const satisfies Record<string, Localized>

/**
 * Sentences of answers, and of exceptions that SDKs make of them, where the error code alone says too little.
 * Source: the table of errors of image processing (zh, undated) and threads of aliyun/aliyun-oss-go-sdk, ali-sdk/ali-oss, AlibabaCloudDocs/oss and the
 * tests of aliyun/aliyun-oss-python-sdk, 2018 to 2025.
 */
const SENTENCES: readonly { readonly form: RegExp; readonly text: Localized }[] = [
  {
    form: /channel can (?:be )?only (?:be )?accessed using style/i,
    text: {
      en: 'The bucket protects its originals: a picture is given out by a style alone (style/NAME, or the name behind the delimiter), and operations in the URL are refused.',
      zh: '存储空间启用了原图保护：只能通过样式访问图片（style/名称，或分隔符后加样式名），URL 中的处理操作会被拒绝。',
    },
  },
  {
    form: /not base64 decoding/i,
    text: {
      en: 'A value that has to be URL-safe Base64 (text, image, type, o, b, content) is none. "oss-process lint" says which and encodes it.',
      zh: '必须为 URL 安全 Base64 的值（text、image、type、o、b、content）不是 Base64。"oss-process lint" 会指出并给出编码。',
    },
  },
  {
    form: /cut(?:'s)? position is out of image/i,
    text: {
      en: 'A crop starts outside of the picture as it is by then. "oss-process trace" says how large it is at each step.',
      zh: '裁剪起点在当时的图片之外。"oss-process trace" 给出每一步的大小。',
    },
  },
  {
    form: /not supported format/i,
    text: {
      en: 'The source has a format or codec that the operation does not read; video/snapshot reads H.264 and H.265 alone.',
      zh: '操作不支持源文件的格式或编码；video/snapshot 只支持 H.264 和 H.265。',
    },
  },
  {
    form: /specified resource Route is not found/i,
    text: {
      en: 'The operation is none that works by x-oss-async-process; "oss-process explain" of the string says how it is sent.',
      zh: '该操作不能通过 x-oss-async-process 执行；用 "oss-process explain" 解释字符串可查看可用方式。',
    },
  },
  {
    form: /no x-oss-async-process parameter found/i,
    text: {
      en: 'The body has no x-oss-async-process=STRING: it is empty, or its key is written otherwise.',
      zh: '请求体中没有 x-oss-async-process=字符串：请求体为空，或参数名有误。',
    },
  },
  {
    form: /invalid character '[^']{1,8}' looking for beginning of value/i,
    text: {
      en: 'An SDK for Go read the processed picture itself where it expected JSON: to store the result, the string needs "|sys/saveas,o_...".',
      zh: 'Go SDK 期望 JSON，却收到了处理后的图片本身：要保存结果，字符串须加 "|sys/saveas,o_..."。',
    },
  },
]

const INVALID = /The value: ?(.{0,200}?) of parameter: ?([\w-]{1,64}) is invalid/i

/** What the sentences of OSS that stand in a text mean; none where none is known. */
export function findErrorMessages(text: string): readonly Localized[] {
  const known = SENTENCES.filter(({ form }) => form.test(text)).map(each => each.text)
  const [, value, name] = INVALID.exec(text) ?? []
  return value === undefined || name === undefined ? known : [refusedValue(value, name), ...known]
}

function refusedValue(value: string, name: string): Localized {
  if (/^style-?name$/i.test(name)) return inBoth(locale => fillMessage(WORDS.style, { value }, locale))
  return inBoth(locale => {
    const expected = takersOf(name).map(([expected, ids]) =>
      fillMessage(WORDS.takes, { ids: ids.join(LIST_COMMA[locale]), name, expected }, locale),
    )
    return fillMessage(WORDS.invalid, { value, name, expected: expected.join(' ') }, locale).trimEnd()
  })
}

/** The operations with a parameter of that name, or whose only value it is, by what they take. */
function takersOf(name: string): readonly (readonly [expected: Localized, ids: readonly string[]])[] {
  const takers = new Map<string, [Localized, string[]]>()
  for (const entry of listOperations()) {
    const spec = entry.parameters.get(name) ?? (entry.id.endsWith(`/${name}`) ? entry.parameters.get('') : undefined)
    if (!spec) continue
    const { description } = spec.type
    const known = takers.get(description.en)
    if (known) known[1].push(entry.id)
    else takers.set(description.en, [description, [entry.id]])
  }
  return [...takers.values()]
}
