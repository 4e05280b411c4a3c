import { Refusal, refuse } from '../engine/problem.ts'
import type { ObjectInfo } from './store.ts'

/** @throws NoSuchKey */
export function noSuchKey(key: string): never {
  const message = { en: 'The object "{key}" does not exist.', zh: '文件 "{key}" 不存在。' }
  throw refuse('NoSuchKey', 404, message, { key }, '0026-00000001')
}

/** An object that must not be overwritten. */
export function alreadyExists(key: string): Error {
  const message = { en: 'The object "{key}" exists already.', zh: '文件 "{key}" 已存在。' }
  return refuse('FileAlreadyExists', 409, message, { key })
}

/** More bytes than are taken here. */
export function tooLarge(limit: number): Error {
  const message = {
    en: 'The body is larger than {limit} bytes, the most that is taken here.',
    zh: '请求体超过此处允许的 {limit} 字节。',
  }
  return refuse('EntityTooLarge', 400, message, { limit })
}

/** @throws ObjectNotAppendable, PositionNotEqualToLength */
export function checkPosition(before: Pick<ObjectInfo, 'type' | 'size'> | undefined, position: number): void {
  if (before && before.type !== 'Appendable') {
    throw refuse('ObjectNotAppendable', 409, {
      en: 'The object was not written by appending, so nothing can be appended to it.',
      zh: '该文件不是追加类型，无法追加。',
    })
  }
  const length = before?.size ?? 0
  if (position === length) return
  const message = {
    en: 'The position is {position}, but the object has {length} bytes.',
    zh: '追加位置为 {position}，但文件长度为 {length} 字节。',
  }
  const { problem } = refuse('PositionNotEqualToLength', 409, message, { position, length }, '0026-00000016')
  throw new Refusal({ ...problem, headers: { 'x-oss-next-append-position': String(length) } })
}
