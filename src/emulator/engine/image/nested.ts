import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { refuse } from '../problem.ts'

/** The two halves of a watermark's `image`: the object and the string that prepares it. */
export interface NestedReference {
  readonly key: string
  readonly process: string | undefined
}

const FORBIDDEN: readonly (readonly [text: string, ec: string])[] = [
  ['|', '0040-00000372'],
  ['/watermark', '0040-00000373'],
  ['/info', '0040-00000374'],
]

const REFUSED: Localized = {
  en: 'The string inside the watermark picture must not hold "{text}".',
  zh: '水印图片内层的字符串不得含有 "{text}"。',
}

/** Splits `panda.png?x-oss-process=image/resize,P_30`. Only the process part is searched for what is forbidden there. */
export function splitReference(reference: string): NestedReference {
  const trimmed = reference.replace(/\r?\n$/, '')
  const [, key = trimmed, process] = /^([^?]*)\?x-oss-process=(.*)$/s.exec(trimmed) ?? []
  for (const [text, ec] of FORBIDDEN) {
    if (process?.includes(text)) throw refuse('InvalidArgument', 400, REFUSED, { text }, ec)
  }
  return { key, process }
}
