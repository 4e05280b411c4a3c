import { type Facts, kindOfFormat } from '../../../trace/facts.ts'
import { factsOfInfo } from '../../../trace/info.ts'
import type { ObjectSummary } from '../answers.ts'
import { runString } from './api.ts'

/** A picture of what a browser may not be able to show, by kind. */
export const PREVIEWS: Readonly<Record<string, string>> = {
  image: 'image/resize,w_1200/format,png',
  video: 'video/snapshot,t_0,f_jpg,w_1200,h_0,m_fast',
}

/** What is known of an object, as `image/info` and its like tell; only the kind where they do not answer, undefined for other content. */
export async function describeObject(object: ObjectSummary): Promise<Facts | undefined> {
  const { key, contentType, size: bytes } = object
  const kind = (['image', 'video', 'audio'] as const).find(name => contentType.startsWith(`${name}/`))
  if (!kind) return undefined
  const extension = /\.(\w+)$/.exec(key)?.[1]?.toLowerCase() ?? ''
  const known: Facts = { kind, bytes, ...(kindOfFormat(extension) === kind && { format: extension }) }
  const answer = await runString(object, `${kind}/info`)
  if (!answer.ok) return known
  URL.revokeObjectURL(answer.value.url)
  return factsOfInfo(JSON.parse(answer.value.text ?? '{}'), extension) ?? known
}
