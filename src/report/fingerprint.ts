import { type FileFinding, findingsWithText, type LintedFile } from './report.ts'

/**
 * An identity for each finding that survives changes elsewhere in its file: a hash of file, rule, message and the text of the string,
 * and the count of equal ones before it.
 */
export function fingerprints(files: readonly LintedFile[]): ReadonlyMap<FileFinding, string> {
  const result = new Map<FileFinding, string>()
  for (const file of files) {
    const seen = new Map<string, number>()
    for (const [finding, text] of findingsWithText(file)) {
      const { ruleId, messageId, message } = finding
      const key = [file.file, ruleId, messageId, message, text].join('\0')
      const count = seen.get(key) ?? 0
      seen.set(key, count + 1)
      result.set({ ...finding, file: file.file }, hash(`${key}\0${count}`))
    }
  }
  return result
}

/** FNV-1a over 64 bits: no secret and no adversary here, and it runs in a browser, and without waiting. */
export function hash(text: string): string {
  let value = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) value = BigInt.asUintN(64, (value ^ BigInt(byte)) * 0x100000001b3n)
  return value.toString(16).padStart(16, '0')
}
