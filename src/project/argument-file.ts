import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { onFile, UsageError } from '../files/problem.ts'

/**
 * Replaces `@list.txt` by the paths in that file, one a line. A path that exists as it is written stays.
 * @throws UsageError when such a file cannot be read.
 */
export function expandArgumentFiles(names: readonly string[], cwd: string, locale: Locale): readonly string[] {
  return names.flatMap(name => {
    if (!name.startsWith('@') || existsSync(path.resolve(cwd, name))) return [name]
    if (name === '@')
      throw new UsageError(
        locale === 'zh'
          ? '"@" 没有文件名；应为 "@列表文件"。'
          : '"@" names no file; expected "@FILE" with a path a line.',
      )
    const text = onFile(name.slice(1), locale, () => readFileSync(path.resolve(cwd, name.slice(1)), 'utf8'))
    return text.split(/\r?\n/).filter(line => line.trim() !== '')
  })
}
