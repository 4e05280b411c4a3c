import type { Localized } from '../../grammar/catalogue/localized.ts'
import { percentDecode } from '../language/url.ts'

const INVISIBLE = /(?:\s|[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]|%E2%80%8[B-F]|%C2%A0|%EF%BB%BF)+/gi
/** Signs of a sentence at the end of a URL, and their escapes. */
const TRAILING =
  /(?:[\s>)"'`\].,;:!?*~/\\}|。，；：！？、）】》」”’]|%(?:22|27|29|3E|5D|7D|0[AD]|20)|%E3%80%8[12]|%EF%BC%8[C9])+$/i

/** What happens to URLs on their way, and how it is undone. */
interface Damage {
  readonly text: Localized
  readonly undo: (url: string) => string
}

/** The signs of URLs that HTML can write by name. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  equals: '=',
  quest: '?',
  sol: '/',
  percnt: '%',
  comma: ',',
  lowbar: '_',
  colon: ':',
  plus: '+',
}

/** The sign that stands for an escape of hexadecimal digits. */
const unescaped = (_: string, digits: string): string => String.fromCharCode(Number.parseInt(digits, 16))

/** The sign that stands for a reference of HTML, such as `amp`, `#38` or `#x26`. */
function entity(all: string, name: string): string {
  const [, hex, digits = ''] = /^#(x?)([0-9a-f]+)$/i.exec(name) ?? []
  if (hex === undefined) return ENTITIES[name.toLowerCase()] ?? all
  const code = Number.parseInt(digits, hex === '' ? 10 : 16)
  return code < 0x80 ? String.fromCharCode(code) : all
}

/** The names that signed URLs have, in the spelling that counts. */
const NAMES = [
  'OSSAccessKeyId',
  'Expires',
  'Signature',
  'security-token',
  'x-oss-process',
  'x-oss-async-process',
  'x-oss-signature-version',
  'x-oss-credential',
  'x-oss-date',
  'x-oss-expires',
  'x-oss-signature',
  'x-oss-security-token',
  'x-oss-additional-headers',
  'response-content-disposition',
  'response-content-type',
]
const plain = (name: string): string => name.toLowerCase().replace(/[-_]/g, '')
const RIGHT = new Map(NAMES.map(name => [plain(name), name]))

const DAMAGES: readonly Damage[] = [
  {
    text: {
      en: 'The URL was copied from HTML or XML: its "&" stand as "&amp;".',
      zh: 'URL 是从 HTML 或 XML 中复制的："&" 写成了 "&amp;"。',
    },
    undo: url => url.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, entity).replace(/&amp/g, '&'),
  },
  {
    text: {
      en: 'The URL was copied from JSON or source code: it has escapes such as \\u0026 or \\/.',
      zh: 'URL 是从 JSON 或源代码中复制的：含有 \\u0026 或 \\/ 之类的转义。',
    },
    undo: url =>
      url
        .replace(/\\?u(0026|003[df]|0025|002[cf])/gi, unescaped)
        .replace(/\\u([0-9a-f]{4})/gi, unescaped)
        .replace(/\\x([0-9a-f]{2})/gi, unescaped)
        .replace(/\\\//g, '/'),
  },
  {
    text: {
      en: 'The URL was copied from Markdown or a shell: a backslash or "^" comes before its signs, or "%%" for "%".',
      zh: 'URL 是从 Markdown 或 shell 中复制的：符号前带有反斜杠或 "^"，或 "%" 写成了 "%%"。',
    },
    undo: url =>
      url
        .replace(/\\([^\w\s]|_)/g, '$1')
        .replace(/\^(?=[&%<>|])/g, '')
        .replaceAll('%%', '%'),
  },
  {
    text: {
      en: 'The URL was encoded as a whole once more: its "%" stand as "%25".',
      zh: '整个 URL 又被编码了一次："%" 写成了 "%25"。',
    },
    undo: url => url.replace(/%25(?=[0-9a-f]{2})/gi, '%'),
  },
  {
    text: {
      en: 'The URL was encoded as the value of a parameter: its "?", "&" and "=" stand as escapes.',
      zh: 'URL 被当作参数值编码："?"、"&"、"=" 变成了转义。',
    },
    undo: url => url.replace(/%(?:3a|2f|3f|26|3d|25)/gi, text => decodeURIComponent(text)),
  },
  {
    text: {
      en: 'The URL comes from a mail: "=" stands as "=3D", and lines end in "=".',
      zh: 'URL 来自邮件："=" 写成了 "=3D"，行尾带有 "="。',
    },
    undo: url => url.replace(/=\r?\n/g, '').replace(/=(3D|26|3F)/g, unescaped),
  },
  {
    text: {
      en: 'Blanks, line breaks or invisible signs came into the URL.',
      zh: 'URL 中混入了空格、换行或不可见字符。',
    },
    undo: url => url.replace(/\r?\n(?:[>|] ?)+/g, '').replace(INVISIBLE, ''),
  },
  {
    text: {
      en: 'A "+" of the URL became a blank.',
      zh: 'URL 中的 "+" 变成了空格。',
    },
    undo: url => url.replace(/ /g, '%2B'),
  },
  {
    text: {
      en: 'Signs of the text around it hang on the URL: quotes, brackets, or the end of a sentence.',
      zh: 'URL 首尾带上了周围文字的符号：引号、括号或句末标点。',
    },
    undo: url => url.replace(/^[\s<("'`[*_“‘（【「《]+/, '').replace(TRAILING, ''),
  },
  {
    text: { en: 'There is text around the URL.', zh: 'URL 首尾带上了其他文字。' },
    undo: url => /https?:\/\/(?:(?!https?:\/\/)[!-~])+/i.exec(url)?.[0].replace(TRAILING, '') ?? url,
  },
  {
    text: {
      en: 'The URL is wrapped in the link of another service, which checks or counts clicks.',
      zh: 'URL 被包在其他服务的跳转链接中（用于安全检查或点击统计）。',
    },
    undo: url => percentDecode(/[?&][\w.-]+=(https?(?:%3A|:)[^&]+)/i.exec(url)?.[1] ?? url),
  },
  {
    text: {
      en: 'The scheme of the URL is missing or broken: expected "https://".',
      zh: 'URL 的协议缺失或不完整：应为 "https://"。',
    },
    undo: url => (/^https?:\/\/[^/]/i.test(url) ? url : url.replace(/^(?:\w{1,6}:)?\/{0,3}(?=[\w-]+\.)/, 'https://')),
  },
  {
    text: {
      en: 'Signs of the URL became full-width or typographic ones, such as "＆" or "–".',
      zh: 'URL 中的符号变成了全角或排版符号，例如 "＆" 或 "–"。',
    },
    undo: url =>
      url
        .replace(/[\uff01-\uff5e]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
        .replace(/[\u2010-\u2015\u2212]/g, '-'),
  },
  {
    text: {
      en: 'The parameters of the URL are parted by other signs than one "?" and "&".',
      zh: 'URL 的参数没有用一个 "?" 和 "&" 分隔。',
    },
    undo: url =>
      url
        .replace(/\?{2,}/, '?')
        .replace(/[;?&]+([\w-]+)(?==)/g, (all, name: string, at: number) =>
          url.slice(0, at).includes('?') && RIGHT.has(plain(name)) ? `&${name}` : all,
        ),
  },
  {
    text: {
      en: 'A tool changed the names of parameters: case, hyphens or underscores.',
      zh: '某个工具改动了参数名：大小写、连字符或下划线。',
    },
    undo: url =>
      url.replace(/([?&])([\w-]+)(?==|&|$)/g, (all, sign: string, name: string) => {
        const right = RIGHT.get(plain(name))
        return right ? sign + right : all
      }),
  },
  {
    text: {
      en: 'The scheme, host or path of the URL was written in capitals.',
      zh: 'URL 的协议、主机或路径被写成了大写。',
    },
    undo: url => url.replace(/^[^?]*/, start => start.toLowerCase()),
  },
  {
    text: {
      en: 'The key or a value has a "+" where the signature has a blank.',
      zh: '对象名或参数值中是 "+"，而签名时是空格。',
    },
    undo: url => url.replaceAll('+', '%20'),
  },
]

/** A URL as it may have been, and what happened to it. */
export interface Repair {
  readonly url: string
  readonly texts: readonly Localized[]
}

/** A URL without the usual damages: one of them undone, then two. */
export function repairsOf(url: string): Repair[] {
  const single = undone({ url, texts: [] })
  const double = single.flatMap(undone).filter(repair => repair.url !== url)
  const seen = new Set<string>()
  return [...single, ...double].filter(repair => !seen.has(repair.url) && seen.add(repair.url))
}

function undone({ url, texts }: Repair): Repair[] {
  return DAMAGES.flatMap(({ text, undo }) => {
    const repaired = undo(url)
    return repaired === url ? [] : [{ url: repaired, texts: [...texts, text] }]
  })
}
