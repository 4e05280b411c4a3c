import { fillKey, fillTarget, type SaveTarget, type TargetFacts } from '../../catalogue/target.ts'
import type { Store } from '../store/store.ts'
import type { TaskOutput } from '../tasks/task.ts'
import type { Made } from './run-stages.ts'

/** Stores what was made where the target says; each object appears as a whole. */
export async function saveResults(
  made: Made,
  target: SaveTarget,
  facts: Pick<TargetFacts, 'source' | 'time'>,
  store: Store,
): Promise<readonly TaskOutput[]> {
  const { content, contentType, extension, width, height, frameCount } = made
  const pieces: readonly (Uint8Array | string)[] = content instanceof Uint8Array ? [content] : content
  const resolution = width === undefined ? undefined : `${width}x${height}`
  const outputs: TaskOutput[] = []
  for (const [at, piece] of pieces.entries()) {
    const known: TargetFacts = { ...facts, extension, resolution, index: at + 1 }
    const bucket = target.bucket === undefined ? facts.source.bucket : fillTarget(target.bucket, known)
    const key = fillKey(target.object, known, pieces.length > 1)
    const { size } =
      typeof piece === 'string'
        ? await store.adoptFile(bucket, key, piece, { contentType })
        : await store.putObject(bucket, key, piece, { contentType })
    outputs.push({ bucket, key, size, contentType, width, height, frameCount })
  }
  return outputs
}
