import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import type { ExtractMessageId } from '../../../extract/index.ts'
import type { Severity } from '../../../language/diagnostic.ts'

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
export interface NoteFacts extends Pick<HostRule, 'severity' | 'description' | 'examples'> {}

export const js = (text: string): HostExample => ({ file: 'example.js', text })

export const NOTE_FACTS: Readonly<Record<ExtractMessageId, NoteFacts>> = {
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
      en: 'A URL has one question mark. After a second one everything belongs to the value before it.',
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
      en: 'Texts and names travel as URL-safe Base64 without padding. A standard encoder works only for values that happen to need none of "+", "/" and "="; those of buckets and topics need no "+" and "/", so it is an info there.',
      zh: '文字和名称以不带填充的 URL 安全 Base64 传递。标准编码只有在结果恰好不含 "+"、"/"、"=" 时才有效；存储空间和主题的名称不会产生 "+" 和 "/"，因此只作提示。',
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
  duplicateKey: {
    severity: 'warning',
    description: {
      en: 'A key that appears twice in a URL counts once, and no page says which one.',
      zh: 'URL 中同一个键出现两次时只有一个有效，文档没有说明是哪一个。',
    },
    examples: {
      invalid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_100&x-oss-process=image/format,webp">',
        },
      ],
      valid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_100/format,webp">',
        },
      ],
    },
  },
  cutValue: {
    severity: 'error',
    description: {
      en: 'A blank, a semicolon or a full-width sign ends the value, and what comes after it is lost or refused.',
      zh: '空格、分号或全角符号会结束该值，其后的内容会丢失或被拒绝。',
    },
    examples: {
      invalid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_100;format,webp">',
        },
      ],
      valid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_100/format,webp">',
        },
      ],
    },
  },
  formatEscape: {
    severity: 'error',
    description: {
      en: 'In a format of printf and its like, "%2F" asks for an argument: Java and Python throw, Go writes "%!F", C reads what is not there.',
      zh: '在 printf 一类的格式串中，"%2F" 会取用一个参数：Java 和 Python 抛出异常，Go 输出 "%!F"，C 会读取不存在的参数。',
    },
    examples: {
      invalid: [
        { file: 'example.java', text: 'String u = String.format("%s?x-oss-process=image%2Fresize%2Cw_%d", base, w);' },
        { file: 'example.py', text: "u = '%s?x-oss-process=image%2Fresize,w_%d' % (base, w)" },
      ],
      valid: [
        { file: 'example.java', text: 'String u = String.format("%s?x-oss-process=image/resize,w_%d", base, w);' },
        { file: 'example.go', text: 'u := fmt.Sprintf("%s?x-oss-process=image%%2Fresize%%2Cw_%d", base, w)' },
      ],
    },
  },
  encodedQuestionMark: {
    severity: 'error',
    description: {
      en: 'An encoded question mark is a part of the path: the object of that name does not exist.',
      zh: '被编码的问号属于路径，不存在这样的文件。',
    },
    examples: {
      invalid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg%3Fx-oss-process%3Dimage%2Finfo">',
        },
      ],
      valid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image%2Finfo">',
        },
      ],
    },
  },
  behindFragment: {
    severity: 'warning',
    description: {
      en: 'What comes after "#" stays in the browser.',
      zh: '"#" 之后的内容只留在浏览器中。',
    },
    examples: {
      invalid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg#top?x-oss-process=image/info">',
        },
      ],
      valid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info#top">',
        },
      ],
    },
  },
  noObject: {
    severity: 'warning',
    description: {
      en: 'Process strings work on an object; a URL of the bucket alone names none.',
      zh: '处理字符串作用于文件；只有 Bucket 的 URL 没有指定文件。',
    },
    examples: {
      invalid: [
        { file: 'example.html', text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/?x-oss-process=image/info">' },
      ],
      valid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info">',
        },
      ],
    },
  },
  missingKey: {
    severity: 'error',
    description: {
      en: 'A process string is the value of x-oss-process. Alone after the question mark it is ignored.',
      zh: '处理字符串是 x-oss-process 的值。单独写在问号后会被忽略。',
    },
    examples: {
      invalid: [
        { file: 'example.html', text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?image/resize,w_100">' },
      ],
      valid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_100">',
        },
      ],
    },
  },
  otherKey: {
    severity: 'warning',
    description: {
      en: 'Other clouds have keys and languages of their own; OSS ignores them.',
      zh: '其他云有各自的键和语法，OSS 会忽略。',
    },
    examples: {
      invalid: [
        { file: 'example.html', text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?imageView2/1/w/100">' },
      ],
      valid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_100">',
        },
      ],
    },
  },
  otherCloud: {
    severity: 'warning',
    description: {
      en: 'The storage of other clouds does not know the key of OSS.',
      zh: '其他云的存储不支持 OSS 的键。',
    },
    examples: {
      invalid: [
        {
          file: 'example.html',
          text: '<img src="https://b-1250000000.cos.ap-beijing.myqcloud.com/a.jpg?x-oss-process=image/info">',
        },
      ],
      valid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info">',
        },
      ],
    },
  },
  imgHost: {
    severity: 'warning',
    description: {
      en: 'The hosts of the old picture service have no HTTPS and take no new buckets.',
      zh: '旧版图片服务的域名不支持 HTTPS，也不再用于新 Bucket。',
    },
    examples: {
      invalid: [
        {
          file: 'example.html',
          text: '<img src="http://b.img-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info">',
        },
      ],
      valid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info">',
        },
      ],
    },
  },
  oldAddress: {
    severity: 'warning',
    description: {
      en: 'The old picture service took sizes after "@". By default OSS takes them for a part of the name.',
      zh: '旧版图片服务在 "@" 后写尺寸。OSS 默认把它当作文件名的一部分。',
    },
    examples: {
      invalid: [
        { file: 'example.html', text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg@100w_100h_90Q.jpg">' },
      ],
      valid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_100,h_100">',
        },
      ],
    },
  },
  styleAndKey: {
    severity: 'warning',
    description: {
      en: 'A style after the name and a process string in the query are two answers to one question.',
      zh: '文件名后的样式和查询串中的处理字符串不应同时使用。',
    },
    examples: {
      invalid: [
        {
          file: 'example.html',
          text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg@!small?x-oss-process=image/info">',
        },
      ],
      valid: [{ file: 'example.html', text: '<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg@!small">' }],
    },
  },
}
