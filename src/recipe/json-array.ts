import type { ManifestProblem } from './manifest-input.ts'

/** A value of an array as it is written, and the line in which it begins. */
export interface JsonItem {
  readonly text: string
  readonly line: number
}

/** Takes the values out of a JSON array that comes in pieces. */
export interface ArraySplitter {
  /** The values that end in this piece. Ends the reading where it gives a problem. */
  readonly push: (piece: string) => { readonly items: readonly JsonItem[]; readonly problem?: ManifestProblem }
  /** What is wrong at the end of the file. */
  readonly end: () => ManifestProblem | undefined
}

/** The longest value; one far longer is none of a manifest and would fill the memory. */
const LONGEST = 1_048_576

/**
 * Splits an array at its own commas and leaves it to others to read the values: what is wrong within one, a bracket or a quote too few among
 * it, shows there. Takes linear time, and as much memory as the longest value.
 */
export function createArraySplitter(): ArraySplitter {
  let state: 'before' | 'inside' | 'behind' = 'before'
  let [line, depth, itemLine, count] = [1, 0, 0, 0]
  let [isQuoted, isEscaped] = [false, false]
  let pending = ''

  const fail = (items: readonly JsonItem[], reason: ManifestProblem['reason'], at = line) => ({
    items,
    problem: { line: at, reason, cutsMore: true as const },
  })
  /** Passes over a sign of a value. */
  const step = (code: number): void => {
    if (itemLine === 0 && !isSpace(code)) itemLine = line
    if (isEscaped) isEscaped = false
    else if (isQuoted && code === BACKSLASH) isEscaped = true
    else if (code === QUOTE) isQuoted = !isQuoted
    else if (isQuoted) return
    else if (code === OPEN_LIST || code === OPEN_MAP) depth++
    else if (code === CLOSE_LIST || code === CLOSE_MAP) depth--
  }
  const push: ArraySplitter['push'] = piece => {
    const items: JsonItem[] = []
    let start = 0
    for (let at = 0; at < piece.length; at++) {
      const code = piece.charCodeAt(at)
      if (code === LINE_FEED) line++
      const isEnd = !isQuoted && depth === 0 && (code === COMMA || code === CLOSE_LIST)
      if (state === 'inside' && isEnd) {
        const text = (pending + piece.slice(start, at)).trim()
        const isLast = code === CLOSE_LIST
        if (text !== '') items.push({ text, line: itemLine })
        else if (!isLast || count > 0) return fail(items, NO_VALUE)
        count++
        pending = ''
        itemLine = 0
        start = at + 1
        if (isLast) state = 'behind'
      } else if (state === 'inside') step(code)
      else if (isSpace(code)) continue
      else if (state === 'behind') return fail(items, TEXT_BEHIND)
      else if (code !== OPEN_LIST) return fail(items, code === OPEN_MAP ? OBJECT : NO_ARRAY)
      else {
        state = 'inside'
        start = at + 1
      }
    }
    if (state === 'inside') pending += piece.slice(start)
    return pending.length > LONGEST ? fail(items, TOO_LONG, itemLine) : { items }
  }
  const end = () => {
    if (state === 'behind') return undefined
    return { line, reason: state === 'before' ? NO_ARRAY : NEVER_CLOSED, cutsMore: true as const }
  }
  return { push, end }
}

const [LINE_FEED, QUOTE, COMMA, OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [
  10, 34, 44, 91, 92, 93, 123, 125,
]

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xfeff
}

const NO_ARRAY = {
  en: 'it is not a JSON array, "[...]"; where each line is a value, write "format: jsonl"',
  zh: '不是 JSON 数组 "[...]"；如果每行一个值，请写 "format: jsonl"',
}
const OBJECT = {
  en: 'it is a JSON object; expected an array, "[{...}, {...}]"; where each line is an object, write "format: jsonl"',
  zh: '这是 JSON 对象；应为数组 "[{...}, {...}]"；如果每行一个对象，请写 "format: jsonl"',
}
const NEVER_CLOSED = { en: 'the JSON array ends without "]"', zh: 'JSON 数组缺少结尾的 "]"' }
const NO_VALUE = { en: 'there is a comma where a value is expected', zh: '应有值的位置只有逗号' }
const TEXT_BEHIND = { en: 'there is text after the end of the JSON array', zh: 'JSON 数组结束之后还有文字' }
const TOO_LONG = {
  en: `the value that begins here has more than ${LONGEST} characters`,
  zh: `此处开始的值超过 ${LONGEST} 个字符`,
}
