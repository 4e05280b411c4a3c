import type { Locale } from '../../../grammar/catalogue/localized.ts'
import { fillMessage, type MessageData } from '../../language/diagnostic.ts'

/** What the playground says, beside what it shares with the console. */
export const texts = {
  title: { en: 'Playground', zh: '在线试用' },
  lead: {
    en: 'Everything happens in this page: nothing that you write or drop is sent anywhere.',
    zh: '一切都在本页内完成：输入或拖入的内容不会发送到任何地方。',
  },
  mode: { en: 'What to look at', zh: '内容' },
  string: { en: 'String or URL', zh: '字符串或 URL' },
  recipe: { en: 'Recipe', zh: '配方' },
  file: { en: 'Source file', zh: '源代码文件' },
  example: { en: 'Example', zh: '示例' },
  chooseExample: { en: 'Choose an example…', zh: '选择示例…' },
  source: { en: 'The source picture or video', zh: '源图片或视频' },
  sourceHow: {
    en: 'Drop a file anywhere on this page, choose one, or write {words}.',
    zh: '把文件拖到本页任意位置、选择文件，或填写 {words}。',
  },
  badSource: { en: '"{word}" {problem}; expected {words}.', zh: '"{word}" {problem}；应为 {words}。' },
  chooseFile: { en: 'Choose a file', zh: '选择文件' },
  factsOf: {
    en: '{name}: {facts}. The file was read here and sent nowhere.',
    zh: '{name}：{facts}。文件只在本页读取，没有发送。',
  },
  noFacts: {
    en: '{name} is neither a picture, video or sound that is known here nor a text of less than 300 kB.',
    zh: '{name} 既不是此处已知的图片、视频或音频，也不是小于 300 kB 的文本。',
  },
  dropHere: { en: 'Drop to read its size and format; it is sent nowhere', zh: '松开即读取其尺寸和格式，不会发送' },
  object: { en: 'URL of the object', zh: '文件的 URL' },
  objectHow: {
    en: 'May be left out. A whole URL with its string may be pasted into the box of the string, and is taken apart.',
    zh: '可不填。也可把带有处理字符串的完整 URL 粘贴到字符串输入框，会自动拆开。',
  },
  takenApart: { en: 'The URL was taken apart into string and object.', zh: '已把 URL 拆分为字符串和文件。' },
  recipeText: { en: 'Recipe in YAML', zh: 'YAML 配方' },
  language: { en: 'File name', zh: '文件名' },
  languageHow: { en: 'Its ending tells the language.', zh: '扩展名决定语言。' },
  fileText: { en: 'Source text', zh: '源代码' },
  format: { en: 'Write canonically', zh: '规范化' },
  fixAll: { en: 'Apply all safe fixes', zh: '应用所有安全修复' },
  copyLink: { en: 'Copy a link to this', zh: '复制链接' },
  copied: { en: 'Copied.', zh: '已复制。' },
  notCopied: {
    en: 'The browser does not let this page copy; the address holds everything.',
    zh: '浏览器不允许复制；地址栏中已包含全部内容。',
  },
  tooLong: { en: 'The text is too long for a link.', zh: '文本过长，无法放入链接。' },
  boxes: { en: 'What will come out', zh: '处理结果' },
  boxesHow: { en: 'Boxes to scale; dashed where a side is not certain.', zh: '方框按比例绘制；尺寸不确定时为虚线。' },
  outputs: { en: 'Output', zh: '结果' },
  charges: { en: 'Billed', zh: '计费' },
  files: { en: '{count} files', zh: '{count} 个文件' },
  request: { en: 'Request, unsigned', zh: '请求（未签名）' },
  asRecipe: { en: 'As a recipe', zh: '写成配方' },
  openRecipe: { en: 'Edit as a recipe', zh: '作为配方编辑' },
  tree: { en: 'Syntax tree', zh: '语法树' },
  strings: { en: 'Strings', zh: '字符串' },
  manyStrings: { en: '{count} strings found', zh: '找到 {count} 个字符串' },
  oneString: { en: '1 string found', zh: '找到 1 个字符串' },
  noStrings: { en: 'No process string found', zh: '没有找到处理字符串' },
  moreStrings: { en: 'and {count} more', zh: '另有 {count} 个' },
  openString: { en: 'Look at this one', zh: '查看这一个' },
  loading: { en: 'Loading…', zh: '正在加载…' },
  line: { en: 'Line {line}, column {column}', zh: '第 {line} 行，第 {column} 列' },
  keys: {
    en: 'Ctrl+Space completes, ↑ ↓ choose, Tab or Enter takes, Esc closes; Ctrl+. applies the first fix; Ctrl+Enter writes the string canonically.',
    zh: 'Ctrl+空格补全，↑ ↓ 选择，Tab 或 Enter 采用，Esc 关闭；Ctrl+. 应用第一个修复；Ctrl+Enter 规范化字符串。',
  },
} as const

/** A text by its name, with its placeholders filled. */
export type Tell = (name: keyof typeof texts, data?: MessageData) => string

/** Speaks one language. */
export function tellIn(locale: Locale): Tell {
  return (name, data = {}) => fillMessage(texts[name], data, locale)
}
