import { EXTRACT_MESSAGES, type ExtractMessageId, type ExtractNote } from '../extract/index.ts'
import {
  type Diagnostic,
  fillMessage,
  type Locale,
  type Localized,
  rulePage,
  type Severity,
  type Suggestion,
} from '../language/diagnostic.ts'
import { DIRECTIVE_MESSAGES } from './directives.ts'

/** A host file in the documentation of a rule. */
export interface HostExample {
  readonly file: string
  readonly text: string
}

/** A rule about the file around the process strings. */
export interface HostRule {
  readonly id: string
  readonly severity: Severity
  readonly description: Localized
  readonly messages: Readonly<Record<string, Localized>>
  readonly examples: { readonly invalid: readonly HostExample[]; readonly valid: readonly HostExample[] }
}

/** What is known of the rule of a note; its id is that of the note in lower case with hyphens. */
interface NoteFacts extends Pick<HostRule, 'severity' | 'description' | 'examples'> {}

const js = (text: string): HostExample => ({ file: 'example.js', text })

const FACTS: Readonly<Record<ExtractMessageId, NoteFacts>> = {
  signedUrl: {
    severity: 'error',
    description: {
      en: 'A signature covers the process string. Added to a URL that is signed already, the string makes OSS refuse the request.',
      zh: '签名覆盖处理字符串。在已签名的 URL 后面再追加，OSS 会拒绝请求。',
    },
    examples: {
      invalid: [js("const link = signedUrl + '&x-oss-process=image/resize,w_100'")],
      valid: [js("const url = client.signatureUrl('a.jpg', { process: 'image/resize,w_100' })")],
    },
  },
  secondQuestionMark: {
    severity: 'error',
    description: {
      en: 'A URL has one question mark. Behind a second one everything belongs to the value before it.',
      zh: 'URL 中只有一个问号。第二个问号之后的内容都属于它前面的值。',
    },
    examples: {
      invalid: [js("const url = 'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?v=1?x-oss-process=image/info'")],
      valid: [js("const url = 'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?v=1&x-oss-process=image/info'")],
    },
  },
  ampersandWithoutQuery: {
    severity: 'error',
    description: {
      en: 'The query of a URL starts with a question mark. Without one, the key becomes a part of the object name.',
      zh: 'URL 的查询串以问号开头。没有问号时，键会成为文件名的一部分。',
    },
    examples: {
      invalid: [js("const url = 'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg&x-oss-process=image/info'")],
      valid: [js("const url = 'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info'")],
    },
  },
  noSeparator: {
    severity: 'error',
    description: {
      en: 'Between the object name and the key stands a question mark, or an ampersand in a longer query.',
      zh: '文件名和键之间应有问号；查询串中已有其他参数时用 "&"。',
    },
    examples: {
      invalid: [js("const url = 'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpgx-oss-process=image/info'")],
      valid: [js("const url = 'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info'")],
    },
  },
  asyncLink: {
    severity: 'warning',
    description: {
      en: 'Asynchronous processing is a POST with the process string in its body. A link or a picture is fetched with GET, which starts no task.',
      zh: '异步处理是把处理字符串放在请求体里的 POST。链接和图片用 GET 获取，不会创建任务。',
    },
    examples: {
      invalid: [
        {
          file: 'example.html',
          text: '<a href="https://b.oss-cn-hangzhou.aliyuncs.com/a.mp4?x-oss-async-process=video/animation,f_gif|sys/saveas,o_YS5naWY">GIF</a>',
        },
      ],
      valid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.mp4?x-oss-process=video/snapshot,t_1000,f_jpg">',
        },
        js(
          "fetch(url + '?x-oss-async-process', { method: 'POST', body: 'x-oss-async-process=video/animation,f_gif|sys/saveas,o_YS5naWY' })",
        ),
      ],
    },
  },
  headerKey: {
    severity: 'error',
    description: {
      en: 'OSS reads the process string from the query of the URL or from the body of a POST, never from a header.',
      zh: 'OSS 从 URL 查询串或 POST 请求体读取处理字符串，从不读取请求头。',
    },
    examples: {
      invalid: [{ file: 'example.py', text: "requests.get(url, headers={'x-oss-process': 'image/info'})" }],
      valid: [{ file: 'example.py', text: "requests.get(url, params={'x-oss-process': 'image/info'})" }],
    },
  },
  misspelledKey: {
    severity: 'error',
    description: {
      en: 'OSS ignores a key that it does not know and answers with the file as it is.',
      zh: 'OSS 会忽略不认识的键，直接返回原文件。',
    },
    examples: {
      invalid: [js("const url = base + '?x-oss-proccess=image/info'")],
      valid: [js("const url = base + '?x-oss-process=image/info'")],
    },
  },
  standardBase64: {
    severity: 'warning',
    description: {
      en: 'Texts and names travel as URL-safe Base64 without padding. A standard encoder works only for values that happen to need none of "+", "/" and "=".',
      zh: '文字和名称以不带填充的 URL 安全 Base64 传递。标准编码只有在结果恰好不含 "+"、"/"、"=" 时才有效。',
    },
    examples: {
      invalid: [js(`const process = \`image/watermark,text_\${btoa(text)}\``)],
      valid: [js(`const process = \`image/watermark,text_\${Buffer.from(text).toString('base64url')}\``)],
    },
  },
  urlEncodedBase64: {
    severity: 'error',
    description: {
      en: 'Texts and names travel as URL-safe Base64. Percent-encoding instead of it gives OSS a value that it cannot decode.',
      zh: '文字和名称以 URL 安全 Base64 传递。改用 URL 编码时 OSS 无法解码。',
    },
    examples: {
      invalid: [js(`const process = \`image/watermark,text_\${encodeURIComponent(text)}\``)],
      valid: [js(`const process = \`image/watermark,text_\${Buffer.from(text).toString('base64url')}\``)],
    },
  },
}

/** The rule id of a note: `signedUrl` gives `signed-url`. */
function ruleIdOf(messageId: string): string {
  return messageId.replace(/[A-Z]|\d+/g, found => (/\d/.test(found) ? found : `-${found.toLowerCase()}`))
}

const noteRules: readonly HostRule[] = Object.entries(EXTRACT_MESSAGES).flatMap(([messageId, message]) => {
  const facts = isNote(messageId) ? FACTS[messageId] : undefined
  return facts ? [{ id: ruleIdOf(messageId), messages: { [messageId]: message }, ...facts }] : []
})

function isNote(messageId: string): messageId is ExtractMessageId {
  return Object.hasOwn(FACTS, messageId)
}

const unusedDirective: HostRule = {
  id: 'unused-directive',
  severity: 'warning',
  description: {
    en: 'A comment that switches rules off is there for a finding. When the finding is gone, the comment hides the next one.',
    zh: '关闭规则的注释是为某个问题而写的。问题消失后，注释会掩盖下一个问题。',
  },
  messages: DIRECTIVE_MESSAGES,
  examples: {
    invalid: [
      js(
        "// oss-process-disable-next-line parameter-range -- tried and accepted\nconst process = 'image/resize,w_100'",
      ),
      js("const process = 'image/resize,w_100' // oss-process-disable-line parameter-rang"),
    ],
    valid: [
      js(
        "// oss-process-disable-next-line parameter-range -- a test of the server\nconst process = 'image/resize,w_0'",
      ),
    ],
  },
}

/** The rules about files, in the order of the documentation. */
export const hostRules: readonly HostRule[] = [...noteRules, unusedDirective]

/** A mistake of the host text as a finding. */
export function noteDiagnostic(note: ExtractNote, host: string, locale: Locale): Diagnostic {
  const { messageId, span, params } = note
  const id = ruleIdOf(messageId)
  const suggestions = suggestionsOf(note, host, locale)
  return {
    ruleId: id,
    messageId,
    severity: FACTS[messageId].severity,
    message: fillMessage(EXTRACT_MESSAGES[messageId], params, locale),
    span,
    url: rulePage(id),
    ...(suggestions.length > 0 && { suggestions }),
  }
}

function suggestionsOf({ messageId, span, params }: ExtractNote, host: string, locale: Locale): Suggestion[] {
  const before = { start: span.start - 1, end: span.start }
  const found = host.slice(before.start, before.end)
  const write = (text: string, edit: Suggestion['edits'][number]): Suggestion => ({
    message: fillMessage({ en: 'Write "{text}"', zh: '写成 "{text}"' }, { text }, locale),
    edits: [edit],
  })
  if (messageId === 'misspelledKey' && host.slice(span.start, span.end) === params.found)
    return [write(String(params.key), { span, text: String(params.key) })]
  if (messageId === 'secondQuestionMark' && found === '?') return [write('&', { span: before, text: '&' })]
  if (messageId === 'ampersandWithoutQuery' && found === '&') return [write('?', { span: before, text: '?' })]
  return []
}
