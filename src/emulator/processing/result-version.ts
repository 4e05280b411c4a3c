import { createHash, randomUUID } from 'node:crypto'
import { splitReference } from '../engine/image/nested.ts'
import type { ObjectInfo, Store } from '../store/store.ts'
import { decoded, type ProcessingPlan } from './plan.ts'

/** Which result it is, for a client that has one already. */
export type ResultVersion = Pick<ObjectInfo, 'etag' | 'lastModified'>

/**
 * Tells the versions of results: that of the source, but for what is made of more than the source. Such a result is another one when a style or
 * a watermark picture is another one, and a playlist each time, since its signatures run out.
 */
export async function versionsOf(
  { stages, styles }: ProcessingPlan,
  bucket: string,
  store: Pick<Store, 'findObject'>,
  now: Date,
): Promise<(source: ObjectInfo) => ResultVersion> {
  const parts: ResultVersion[] = styles.map(style => ({ etag: style.content, lastModified: style.modifiedAt }))
  for (const { operations } of stages) {
    for (const operation of operations.filter(({ name }) => name === 'watermark')) {
      const reference = decoded(operation, 'image')
      const mark = reference === undefined ? undefined : await store.findObject(bucket, splitReference(reference).key)
      if (mark) parts.push(mark)
    }
  }
  if (stages.some(({ category }) => category === 'hls')) parts.push({ etag: randomUUID(), lastModified: now })
  return source => (parts.length === 0 ? source : combined([source, ...parts]))
}

function combined(parts: readonly ResultVersion[]): ResultVersion {
  const hash = createHash('md5').update(parts.map(({ etag }) => etag).join('\n'))
  const latest = Math.max(...parts.map(({ lastModified }) => lastModified.getTime()))
  // Headers tell whole seconds.
  return { etag: hash.digest('hex').toUpperCase(), lastModified: new Date(Math.floor(latest / 1000) * 1000) }
}
