import { readFileSync } from 'node:fs'
import type { Settings } from '../../config/settings.ts'
import type { Locale } from '../../language/diagnostic.ts'
import { fileProblem } from '../io.ts'
import { fixFile } from '../lint-file.ts'
import { isBinary, type Keeping, lintPath, type Outcome, type Task } from './lint-path.ts'
import { replaceUnchanged } from './replace-file.ts'

/** What fixing a file came to. `before` and `after` differ where there is something to fix. */
export interface Fixed {
  readonly outcome: Outcome
  readonly before: string
  readonly after: string
  /** Why the fixes were not written. */
  readonly problem?: string
}

/** Larger files are no source that anybody edits. */
const LARGEST = 64 * 1024 * 1024

/** Fixes a file, on the disk when `write` is true, and lints what it holds then. Never throws. */
export function fixPath(task: Task, settings: Settings, keeping: Keeping, write: boolean): Fixed {
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
    const after = fixFile({ file: task.file, kind: task.file, text: before, source: 'file' }, settings).text
    if (after === before) return untouched()
    if (task.text !== undefined) return untouched(message('partlyStaged', task.file, locale))
    if (!Buffer.from(before).equals(bytes)) return untouched(message('notUtf8', task.file, locale))
    if (write && !replaceUnchanged(task.path, bytes, after)) return untouched(message('changed', task.file, locale))
    return { outcome: lintPath({ ...task, text: after }, settings, keeping), before, after }
  } catch (error) {
    return untouched(fileProblem(error, task.file, locale))
  }
}

const MESSAGES = {
  partlyStaged: {
    en: 'has changes that are not staged; it was not fixed.',
    zh: '有未暂存的修改，没有修复。',
  },
  notUtf8: {
    en: 'is not valid UTF-8; it was not fixed, so that no byte is lost.',
    zh: '不是有效的 UTF-8；为避免丢失数据，没有修复。',
  },
  changed: {
    en: 'was changed by another program meanwhile; it was left alone.',
    zh: '在此期间被其他程序修改，保持原样。',
  },
} as const

function message(id: keyof typeof MESSAGES, file: string, locale: Locale): string {
  return locale === 'zh' ? `"${file}" ${MESSAGES[id].zh}` : `"${file}" ${MESSAGES[id].en}`
}
