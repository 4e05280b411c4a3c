import type { ObjectSummary } from '../answers.ts'
import { runString } from './api.ts'
import type { MediaFacts } from './media.tsx'

/** A picture of what a browser may not be able to show, by kind. */
export const PREVIEWS: Readonly<Record<string, string>> = {
  image: 'image/resize,w_1200/format,png',
  video: 'video/snapshot,t_0,f_jpg,w_1200,h_0,m_fast',
}

/** The field of `image/info`, a value in an object, or that of `video/info`, a number. */
function numberIn(facts: object, name: string): number | undefined {
  const value: unknown = Object.entries(facts).find(([key]) => key === name)?.[1]
  const bare = typeof value === 'object' && value !== null && 'value' in value ? value.value : value
  return bare === undefined ? undefined : Number(bare)
}

/** The facts of an object as the local OSS sees them, where the browser cannot read it. */
export async function describeObject(object: ObjectSummary): Promise<MediaFacts> {
  const kind = object.contentType.replace(/\/.*$/, '')
  if (kind !== 'image' && kind !== 'video' && kind !== 'audio') return {}
  const answer = await runString(object, `${kind}/info`)
  if (!answer.ok || answer.value.text === undefined) return {}
  URL.revokeObjectURL(answer.value.url)
  const facts: unknown = JSON.parse(answer.value.text)
  if (typeof facts !== 'object' || facts === null) return {}
  const duration = numberIn(facts, 'Duration')
  return {
    width: numberIn(facts, 'ImageWidth') ?? numberIn(facts, 'VideoWidth'),
    height: numberIn(facts, 'ImageHeight') ?? numberIn(facts, 'VideoHeight'),
    ...(duration !== undefined && { duration }),
  }
}
