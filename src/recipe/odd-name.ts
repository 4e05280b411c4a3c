import type { Localized } from '../../grammar/catalogue/localized.ts'

/** Signs that few names of objects have, looked for at once: nearly every name has none of them. */
const SUSPECT = /[\p{Cc}\s"'%\\]|^[<~]|\{[^{}]*,|(?:^|\/)\.{1,2}(?:\/|$)/u

/** What makes a name look as if it were not the one that was meant. */
const ODD: readonly { readonly form: RegExp; readonly reason: Localized }[] = [
  {
    form: /^(?:[-bcdlps][-rwxsStT]{9}[+.@]? +\d+ |total \d+$|\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?\S* +\d+ |\s*(?:PRE|DIR) )/,
    reason: {
      en: 'it looks like a line of a listing; expected names alone, or what "ossutil ls" prints with its first line',
      zh: '看起来是列表输出的一行；应只有文件名，或 "ossutil ls" 的完整输出（含首行）',
    },
  },
  {
    form: /^<(?:[!?/]|[a-z]\w*[\s>])/i,
    reason: { en: 'it looks like a line of a page or of XML', zh: '看起来是网页或 XML 的一行' },
  },
  {
    form: /^~\//,
    reason: {
      en: 'it begins with "~/", which is a folder of this machine and none of a bucket',
      zh: '以 "~/" 开头，那是本机的目录，而不是 Bucket 中的目录',
    },
  },
  { form: /^\s|\s$/, reason: { en: 'it begins or ends with a blank', zh: '首尾有空白' } },
  { form: /^(["']).+\1$/, reason: { en: 'it stands in quotes', zh: '带有引号' } },
  { form: /\p{Cc}/u, reason: { en: 'it holds a control character', zh: '含有控制字符' } },
  {
    form: /(?:^|\/)\.{1,2}(?:\/|$)/,
    reason: {
      en: 'it has "." or ".." between slashes, which clients take out of addresses',
      zh: '斜杠之间有 "." 或 ".."，客户端会从地址中去掉',
    },
  },
  { form: /\\/, reason: { en: 'it has a backslash; OSS parts folders by "/"', zh: '含有反斜杠；OSS 以 "/" 分隔目录' } },
  {
    form: /\{[^{}/]*,[^{}/]*\}/,
    reason: {
      en: 'its braces look like those of a pattern; "pattern" chooses among many',
      zh: '其中的花括号像是匹配模式；要从多个文件中选择，请用 "pattern"',
    },
  },
  { form: /%[0-9A-F]{2}/i, reason: { en: 'it looks percent-encoded', zh: '看起来经过了百分号编码' } },
]

/** Why an object is hardly called so; undefined for names as people give them. */
export function oddity(name: string): Localized | undefined {
  return SUSPECT.test(name) ? ODD.find(({ form }) => form.test(name))?.reason : undefined
}

/** Why a name that is written in a recipe is hardly meant; lists of a bucket have those of folders, and where only media are processed, of tables, too. */
export function writtenOddity(name: string, isMedia: boolean): Localized | undefined {
  if (name.endsWith('/')) return FOLDER
  return isMedia && LISTS_INPUTS.test(name) ? MANIFEST : oddity(name)
}

const LISTS_INPUTS = /\.(?:csv|tsv|txt|jsonl?|ndjson)(?:\.gz)?$/i

const MANIFEST: Localized = {
  en: 'it looks like a file that lists inputs; to process what it lists, write "sources: { manifest: ... }"',
  zh: '看起来是列出输入的文件；要处理其中列出的文件，请写 "sources: { manifest: ... }"',
}

const FOLDER: Localized = {
  en: 'it ends with a slash, as folders do; for what is in one, write "list: oss://bucket/folder/"',
  zh: '以斜杠结尾，像是目录；要处理其中的文件，请写 "list: oss://bucket/目录/"',
}
