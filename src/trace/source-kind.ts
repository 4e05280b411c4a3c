import type { Localized } from '../../grammar/catalogue/localized.ts'
import type { SourceKind } from '../../grammar/catalogue/types.ts'
import { expectKind, wrongKind } from '../language/given.ts'
import type { Facts, Kind } from './facts.ts'

/** Kinds of files in words. */
export const KIND_WORDS: Readonly<Record<SourceKind, Localized>> = {
  image: { en: 'a picture', zh: '图片' },
  video: { en: 'a video', zh: '视频' },
  audio: { en: 'an audio file', zh: '音频' },
  document: { en: 'a document', zh: '文档' },
  pointCloud: { en: 'a point cloud', zh: '点云' },
  playlist: { en: 'a playlist', zh: '播放列表' },
}

/** Whether a category takes a file. A GIF moves as well as a video, and a video has sound: of those nobody can tell; facts know no point clouds. */
export function takesKind(takes: readonly SourceKind[], kind: SourceKind, format: string | undefined): boolean {
  const isDoubtful = takes.includes('video') && (kind === 'audio' || format === 'gif')
  return takes.includes(kind) || takes.includes('pointCloud') || isDoubtful
}

const KINDS: readonly unknown[] = ['image', 'video', 'audio', 'document'] satisfies readonly Kind[]

/** @throws TypeError for what does not tell the kind of a source. */
export function requireFacts(facts: Facts): void {
  expectKind(facts, '"facts"', 'an object')
  if (!KINDS.includes(facts.kind)) throw wrongKind('"kind" of "facts"', facts.kind, 'image, video, audio or document')
}
