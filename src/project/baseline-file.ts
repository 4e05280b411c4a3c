import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { onFile, UsageError } from '../files/problem.ts'
import type { LintedFile } from '../report/report.ts'
import {
  type Baseline,
  countBaseline,
  parseBaseline,
  printBaseline,
  pruneBaseline,
  toBaseline,
  withoutBaseline,
} from './baseline.ts'
import { replaceFile } from './replace-file.ts'

const NAME = 'oss-process.baseline.json'

/** What to do with the baseline: leave its findings out, write it anew, or take out what is gone. */
export type BaselineMode = 'use' | 'write' | 'prune' | 'ignore'

/** Results after the baseline, and what there is to tell. */
export interface Baselined {
  readonly files: readonly LintedFile[]
  readonly note?: string
}

/**
 * Applies the baseline of a folder.
 * @throws UsageError when it is no baseline or cannot be read or written.
 */
export function applyBaseline(
  files: readonly LintedFile[],
  mode: BaselineMode,
  folders: { readonly cwd: string; readonly baseline: string },
  locale: Locale,
): Baselined {
  const file = path.join(folders.baseline, NAME)
  if (mode === 'ignore' || (mode === 'use' && !existsSync(file))) return { files }
  const keyed = files.map(linted => ({ ...linted, file: keyOf(linted.file, folders) }))
  if (mode === 'write') {
    const baseline = toBaseline(keyed)
    save(file, baseline, locale)
    return { files: hide(files, keyed, baseline), note: countNote(baseline, locale) }
  }
  const baseline = load(file, locale)
  if (mode === 'use') return { files: hide(files, keyed, baseline) }
  const pruned = pruneBaseline(baseline, keyed, name => existsSync(path.join(folders.baseline, name)))
  save(file, pruned, locale)
  return { files: hide(files, keyed, pruned), note: countNote(pruned, locale) }
}

function hide(files: readonly LintedFile[], keyed: readonly LintedFile[], baseline: Baseline): readonly LintedFile[] {
  return keyed.map((linted, index) => ({
    ...withoutBaseline(linted, baseline),
    file: files[index]?.file ?? linted.file,
  }))
}

/** Names in a baseline are relative to it, so that it holds from every folder. */
function keyOf(file: string, { cwd, baseline }: { readonly cwd: string; readonly baseline: string }): string {
  return path.relative(baseline, path.resolve(cwd, file)).replaceAll(path.sep, '/')
}

function load(file: string, locale: Locale): Baseline {
  const baseline = parseBaseline(
    onFile(NAME, locale, () => (existsSync(file) ? readFileSync(file, 'utf8') : printBaseline(new Map()))),
  )
  if (baseline) return baseline
  throw new UsageError(
    locale === 'zh'
      ? `"${NAME}" 不是基线文件；请用 "--baseline write" 重新生成。`
      : `"${NAME}" is no baseline; "--baseline write" makes a new one.`,
  )
}

function save(file: string, baseline: Baseline, locale: Locale): void {
  onFile(NAME, locale, () => replaceFile(file, printBaseline(baseline)))
}

function countNote(baseline: Baseline, locale: Locale): string {
  const count = countBaseline(baseline)
  return locale === 'zh'
    ? `"${NAME}" 中有 ${count} 个已知问题。`
    : `"${NAME}" holds ${count} known finding${count === 1 ? '' : 's'}.`
}
