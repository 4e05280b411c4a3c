const LITERAL = String.raw`(?:(["'\x60])([\w.,/-]*)\1|(-?\d+(?:\.\d+)?))`
const END = String.raw`[\s)}"]*$`
/** The ends of conditional expressions, and what stands where nothing is given. */
const FORMS: readonly RegExp[] = [
  new RegExp(String.raw`\?\s*${LITERAL}\s*:[^:?]*${END}`),
  new RegExp(String.raw`\?[^:?]*:\s*${LITERAL}${END}`),
  new RegExp(String.raw`(?:\|\||\?\?|\?:)\s*${LITERAL}${END}`),
  new RegExp(String.raw`^[\s({$]*${LITERAL}\s+if\b`),
  new RegExp(String.raw`\belse\s+${LITERAL}${END}`),
  new RegExp(String.raw`\bif\s*\(.*\)\s*${LITERAL}\s+else\b`),
]
const LONGEST = 200
/** What is asked in a function that is handed on is no choice of the whole. */
const CALLBACK = /=>|\b(?:function|lambda)\b|\{\s*\|/

/** The literals that an expression may come to: 100 and 200 of `a ? 100 : 200`, and 300 of `w || 300`. */
export function choicesOf(code: string): readonly string[] {
  if (code.length > LONGEST || !/[?|]|\belse\b/.test(code) || CALLBACK.test(code)) return []
  const found = FORMS.flatMap(form => literalIn(form.exec(code)))
  return [...new Set(found.filter(text => text !== ''))]
}

function literalIn(match: RegExpExecArray | null): string[] {
  const [, , quoted, number] = match ?? []
  const text = quoted ?? number
  return text === undefined ? [] : [text]
}
