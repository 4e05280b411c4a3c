import type { ComponentChildren, VNode } from 'preact'
import type { About } from '../answers.ts'
import type { Say } from './texts.ts'

/** Says what is missing here and what to do about it. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ComponentChildren }): VNode {
  return (
    <div class="empty">
      <h3>{title}</h3>
      {children}
    </div>
  )
}

interface HowToPutProps {
  readonly about: About | undefined
  readonly bucket: string
  readonly say: Say
  readonly children: ComponentChildren
}

/** The ways in which an object comes into a bucket. */
export function HowToPut({ about, bucket, say, children }: HowToPutProps): VNode {
  const { endpoint = location.origin, region = '', root = '' } = about ?? {}
  const ossutil = `ossutil cp clip.mp4 oss://${bucket}/ -e ${endpoint} --region ${region} --addressing-style path`
  const python = [
    'import os, oss2',
    "auth = oss2.Auth(os.environ['OSS_ACCESS_KEY_ID'], os.environ['OSS_ACCESS_KEY_SECRET'])",
    `bucket = oss2.Bucket(auth, '${endpoint}', '${bucket}')`,
    "bucket.put_object_from_file('clip.mp4', 'clip.mp4')",
  ].join('\n')
  return (
    <Empty title={say('noObjects')}>
      <p>{say('putDrop')}</p>
      {children}
      <p>{say('putFolder')}</p>
      <pre class="command">{`cp clip.mp4 ${root}/${bucket}/`}</pre>
      <p>{say('putOssutil')}</p>
      <pre class="command">{ossutil}</pre>
      <p>{say('putSdk')}</p>
      <pre class="command">{python}</pre>
    </Empty>
  )
}
