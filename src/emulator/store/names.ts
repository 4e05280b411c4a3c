import { isBucketName } from '../../request/endpoint.ts'
import { refuse } from '../engine/problem.ts'

/** Bytes of UTF-8 that a key may have. Source: Object naming conventions. */
const MAX_KEY = 1023

/** Bytes that the usual file systems take in one name. */
const MAX_NAME = 255

/** @throws InvalidBucketName */
export function checkBucketName(name: string): void {
  if (isBucketName(name)) return
  throw refuse(
    'InvalidBucketName',
    400,
    {
      en: 'The bucket name "{name}" is not valid; expected 3 to 63 lower-case letters, digits and hyphens.',
      zh: '存储空间名称 "{name}" 无效；应为 3 到 63 个小写字母、数字和短横线。',
    },
    { name },
  )
}

/** Whether a text can be the name of an object. */
export function isKey(key: string): boolean {
  const length = Buffer.byteLength(key)
  return length >= 1 && length <= MAX_KEY && !/^[/\\]/.test(key)
}

/** @throws InvalidObjectName */
export function checkKey(key: string): void {
  if (isKey(key)) return
  throw refuse(
    'InvalidObjectName',
    400,
    {
      en: 'The object name "{key}" is not valid; expected 1 to {limit} bytes that do not start with a slash or a backslash.',
      zh: '对象名 "{key}" 无效；应为 1 到 {limit} 字节，且不以斜杠或反斜杠开头。',
    },
    { key, limit: MAX_KEY },
  )
}

/** Marks in names of files; an escape has two digits behind its %, so that none of these is one. */
const EMPTY = '%empty'
const MORE = '%more'
/** Stands behind the name of an object that has a folder of the same name beside it. */
export const BESIDE_FOLDER = '%object'

const UNSAFE = /[%\p{Cc}\\:*?"<>|]/gu

const escapeOne = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

function escapeSegment(segment: string): string {
  if (segment === '') return EMPTY
  const escaped = segment.replace(UNSAFE, escapeOne)
  return /^\.{1,2}$/.test(escaped) ? escaped.replaceAll('.', '%2E') : escaped
}

/** Cuts a name that is too long for a file into folders. */
function splitLong(name: string): string[] {
  const parts: string[] = []
  let rest = name
  while (Buffer.byteLength(rest) > MAX_NAME - BESIDE_FOLDER.length) {
    // 60 characters take 240 bytes at most and are there; an escape or a surrogate pair is not cut.
    const [part] = /^(?:%[0-9A-F]{2}|.){60}/su.exec(rest) ?? [rest]
    parts.push(part + MORE)
    rest = rest.slice(part.length)
  }
  return [...parts, rest]
}

/** The names of one part of a key between slashes: one, or folders and a name where it is too long for one. */
export function namesOfSegment(segment: string): string[] {
  return splitLong(escapeSegment(segment))
}

/** The names below the folder of the bucket, the last one the file's. Nothing in a key leads out of that folder. */
export function namesOfKey(key: string): string[] {
  return key.split('/').flatMap(namesOfSegment)
}

/** Whether a part of a key can be the name of a file as it is, which only a person gives where it is not safe everywhere. */
export function isRawName(segment: string): boolean {
  return !/^(?:\.{0,2}|.*[\0/].*)$/s.test(segment) && Buffer.byteLength(segment) <= MAX_NAME
}

/** A name without the mark of an object beside a folder. */
export function withoutMark(name: string): string {
  return name.endsWith(BESIDE_FOLDER) ? name.slice(0, -BESIDE_FOLDER.length) : name
}

/** What a name of ours stands for in a key; undefined for a name that is not written like ours. */
export function findText(name: string): string | undefined {
  const text =
    name === EMPTY
      ? ''
      : name.replace(/%([0-9A-F]{2})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)))
  return escapeSegment(text) === name ? text : undefined
}

/** The start of a long part of a key, of a folder of ours that holds the rest. */
export function findStart(name: string): string | undefined {
  return name.endsWith(MORE) ? findText(name.slice(0, -MORE.length)) : undefined
}
