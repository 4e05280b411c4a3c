import { encodeBase64Url } from '../../../../grammar/catalogue/base64url.ts'
import type { ObjectSummary } from '../answers.ts'

/** Where a result is saved by default: beside the source, under the name of the source. `{autoext}` is filled in by OSS. */
export function targetOf(key: string): string {
  return `results/${key.replace(/^.*\//, '').replace(/\.[^.]*$/, '') || 'result'}.{autoext}`
}

/** Strings to start with, for an object of that kind. */
export function examplesFor({ key, contentType }: ObjectSummary): readonly string[] {
  const saveas = `|sys/saveas,o_${encodeBase64Url(targetOf(key))}`
  if (contentType.startsWith('image/')) {
    return ['image/resize,w_400', 'image/resize,m_fill,w_240,h_240/quality,q_80/format,webp', 'image/info']
  }
  if (contentType.startsWith('video/')) {
    return [
      `video/animation,f_gif,w_320,inter_200,num_30${saveas}`,
      'video/snapshot,t_1000,f_jpg,w_320,h_0',
      'video/info',
    ]
  }
  if (contentType.startsWith('audio/')) return [`audio/convert,f_mp3,ab_96000${saveas}`, 'audio/info']
  return []
}
