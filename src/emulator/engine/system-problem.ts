import { statfsSync } from 'node:fs'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { systemCode } from '../../language/given.ts'
import { type Problem, Refusal, refuse } from './problem.ts'

const FULL: Localized = { en: 'The disk of the local OSS is full ({code}).', zh: '本地 OSS 的磁盘已满（{code}）。' }
const FORBIDDEN: Localized = {
  en: 'The local OSS may not read or write a file of its directory ({code}).',
  zh: '本地 OSS 无权读写其目录中的文件（{code}）。',
}
const BUSY: Localized = {
  en: 'The local OSS has too many open files; try again later.',
  zh: '本地 OSS 打开的文件过多；请稍后重试。',
}
const LONG: Localized = {
  en: 'The name is too long for the file system of the local OSS.',
  zh: '该名称超出本地 OSS 文件系统允许的长度。',
}

const PROBLEMS: Readonly<Record<string, readonly [code: string, status: number, message: Localized]>> = {
  ENOSPC: ['InternalError', 500, FULL],
  EDQUOT: ['InternalError', 500, FULL],
  EROFS: ['InternalError', 500, FORBIDDEN],
  EACCES: ['InternalError', 500, FORBIDDEN],
  EPERM: ['InternalError', 500, FORBIDDEN],
  EMFILE: ['ServiceUnavailable', 503, BUSY],
  ENFILE: ['ServiceUnavailable', 503, BUSY],
  ENAMETOOLONG: ['InvalidObjectName', 400, LONG],
}

/** Bytes without which an engine fails, with whatever words it has. */
const LEAST_SPACE = 64 * 1024

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** The error of work that writes below a folder, or that its disk is full: engines say of that what they like, and some that there is no frame. */
export function orDiskFull(error: unknown, folder: string, free: (folder: string) => number = freeBytes): unknown {
  const isTold = error instanceof Refusal && error.problem.httpStatus < 500 && error.problem.code !== 'NoFrame'
  return isTold || free(folder) >= LEAST_SPACE ? error : refuse('InternalError', 500, FULL, { code: 'ENOSPC' })
}

/** What an error of the file system means to a client; undefined for other errors. */
export function findSystemProblem(error: unknown): Problem | undefined {
  const code = systemCode(error)
  const [name, status, message] = PROBLEMS[code] ?? []
  return name && status && message ? refuse(name, status, message, { code }).problem : undefined
}
