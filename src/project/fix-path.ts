import { readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { fileProblem } from '../files/problem.ts'
import { fileInput } from './input.ts'
import { isRecipe } from './is-recipe.ts'
import { fixFile } from './lint-file.ts'
import { type FileOutcome, type Keeping, type LintTask, lintPath } from './lint-path.ts'
import { isBinary } from './read.ts'
import { replaceUnchanged } from './replace-file.ts'
import type { Settings } from './settings.ts'
import { suppressFile } from './suppress.ts'

/** What fixing a file came to. `before` and `after` differ where there is something to fix. */
export interface Fixed {
  readonly outcome: FileOutcome
  readonly before: string
  readonly after: string
  /** Why the fixes were not written. */
  readonly problem?: string
}

/** Larger files are no source that anybody edits. */
const LARGEST = 64 * 1024 * 1024

/** Fixes a file of a working tree, on the disk when `write` is true, and lints what it holds then. Never throws. */
export function fixPath(
  task: LintTask,
  settings: Settings,
  keeping: Keeping,
  { write, tree }: { readonly write: boolean; readonly tree: string },
): Fixed {
  const untouched = (problem?: string): Fixed => ({
    outcome: lintPath(task, settings, keeping),
    before: '',
    after: '',
    ...(problem && { problem }),
  })
  const { locale } = settings
  try {
    const bytes = readFileSync(task.path)
    if (isBinary(bytes) || bytes.length > LARGEST) return untouched()
    const before = bytes.toString('utf8')
    if (isRecipe(task.file, before)) return untouched()
    const change = settings.suppresses ? suppressFile : fixFile
    const after = change(fileInput(task.file, before), settings).text
    if (after === before) return untouched()
    if (task.text !== undefined) return untouched(message('partlyStaged', task.file, locale))
    if (!Buffer.from(before).equals(bytes)) return untouched(message('notUtf8', task.file, locale))
    if (leadsOut(task.path, tree)) return untouched(message('outside', task.file, locale))
    if (write && !replaceUnchanged(task.path, bytes, after)) return untouched(message('changed', task.file, locale))
    return { outcome: lintPath({ ...task, text: after }, settings, keeping), before, after }
  } catch (error) {
    return untouched(fileProblem(error, task.file, locale))
  }
}

/** True for a file that a symbolic link somewhere on its path puts outside of the working tree. */
function leadsOut(full: string, tree: string): boolean {
  const real = realpathSync(full)
  const isInside = (name: string, folder: string) => !path.relative(folder, name).startsWith('..')
  return isInside(full, tree) && !isInside(real, realpathSync(tree))
}

const MESSAGES = {
  partlyStaged: {
    en: 'has changes that are not staged; it was not fixed.',
    zh: '有未暂存的修改，没有修复。',
  },
  notUtf8: {
    en: 'is not valid UTF-8; it was not fixed, so no byte is lost.',
    zh: '不是有效的 UTF-8；为避免丢失数据，没有修复。',
  },
  outside: {
    en: 'is reached by a link that leads out of the working tree; it was not fixed.',
    zh: '是通过指向工作目录之外的链接到达的，没有修复。',
  },
  changed: {
    en: 'was changed by another program meanwhile; it was left alone.',
    zh: '在此期间被其他程序修改，保持原样。',
  },
} as const

function message(id: keyof typeof MESSAGES, file: string, locale: Locale): string {
  return locale === 'zh' ? `"${file}" ${MESSAGES[id].zh}` : `"${file}" ${MESSAGES[id].en}`
}
