/** Lines of a stream of UTF-8, a batch for each chunk, because a promise for each line would cost more than the line. */
export async function* readLines(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const text = rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
    const lines = text.split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > LONGEST_LINE) throw new Error(`a line is longer than ${LONGEST_LINE} characters`)
    if (lines.length > 0) yield lines
  }
  const last = rest + decoder.decode()
  if (last !== '') yield [last]
}

/** An object name has 1023 bytes; a line far longer is no line of a manifest and would fill the memory. */
const LONGEST_LINE = 1_048_576

/** Reads CSV (RFC 4180) line by line: quoted fields may hold commas, doubled quotes and line breaks. */
export function createCsvReader(): (line: string) => readonly string[] | undefined {
  let pending = ''
  return line => {
    const text = pending === '' ? line : `${pending}\n${line}`
    if (!text.includes('"')) return text.split(',')
    if (isOpen(text) && text.length < LONGEST_LINE) {
      pending = text
      return undefined
    }
    pending = ''
    return splitQuoted(text)
  }
}

/** Whether a quoted field goes on in the next line: its quotes are odd in number. */
function isOpen(text: string): boolean {
  let isOdd = false
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) isOdd = !isOdd
  return isOdd
}

const FIELD = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g

function splitQuoted(text: string): readonly string[] {
  const fields = Array.from(text.matchAll(FIELD), ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
  return text.startsWith(',') ? ['', ...fields] : fields
}
