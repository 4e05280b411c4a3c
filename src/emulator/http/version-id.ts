import { refuse } from '../engine/problem.ts'

/** @throws NoSuchVersion for a version of an object other than "null": objects have no others here. Source: error 0012-00000301. */
export function checkVersion(id: string | undefined): void {
  if (id === undefined || id === 'null') return
  const message = {
    en: 'The version "{id}" does not exist: buckets of the local OSS keep no versions.',
    zh: '版本 "{id}" 不存在：本地 OSS 的存储空间没有版本控制。',
  }
  throw refuse('NoSuchVersion', 404, message, { id }, '0012-00000301')
}
