import { describe, expect, test } from 'vitest'
import type { Via } from '../../../grammar/catalogue/types.ts'
import { Refusal, runImage } from '../../../src/emulator/engine/index.ts'
import { createPlanner } from '../../../src/emulator/processing/plan.ts'
import { lintText } from '../../../src/lint/lint.ts'
import { readLines } from '../../fixtures.ts'
import { makePicture } from './setup.ts'

interface Example {
  readonly id: string
  readonly text: string
  readonly via?: Via
}

/** Strings that the two read otherwise, with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  C0208: 'starts outside of the small picture',
  C0214: 'starts outside of the small picture',
  C0226: 'starts outside of the small picture',
}

/** Codes that say something of the bucket, of the source or of this machine, and not of the string. */
const NOT_OF_THE_STRING: ReadonlySet<string> = new Set(['NotImplemented', 'NoSuchStyle', 'NoSuchKey', 'ImageTooLarge'])

const picture = makePicture(320, 240)
const planOf = createPlanner({ findStyle: async () => undefined })

/** The message of a refusal, or undefined where the local OSS takes the string. Media run as tasks, which are taken before they run. */
async function refusalOf(text: string, via: Via): Promise<string | undefined> {
  try {
    const { stages } = await planOf(text, via, 'photos')
    for (const stage of stages) {
      if (stage.category !== 'image') continue
      const outcome = await runImage(await picture, stage, () => picture)
      if (!outcome.ok) throw new Refusal(outcome.problem)
    }
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return NOT_OF_THE_STRING.has(error.problem.code) ? undefined : error.problem.message.en
  }
}

const slips: readonly Example[] = [
  'image/auto-orient,1,resize,w_100',
  'image/auto-orient,1,resize,w_99999',
  'image/quality,88,image/format,jpg',
  'image/resize,w_90/',
  'image/resize,w_90//rotate,180//',
  'image//rotate,180',
  'image//',
  'image/resize,w_90/,h_20',
  'image/quality,q_80,format,webp',
  'image/rotate,resize,w_100',
  'image/rotate,90,resize,w_100',
  'image/rotate,90,180',
  'image/format,webp,x-oss-process=image/circle,r_8',
  'image/resize,w_100/image/format,webp',
  'image/resize,m_foo,m_fill,w_100,h_100',
  'image/resize,m_fill,m_foo,w_100,h_100',
  'image/resize,w_0,w_100',
  'image/resize,w_100,w_0',
  'image/resize,w_0,w_99999',
  'image/resize,m_lfit,m_fixed,w_5000,h_5000',
  'image/quality,200',
  'image/quality,high',
  'image/crop,w_100,,h_100',
  'image/crop,w_100,h_100,',
  'image/rotate,,90',
  'image/rotate,90,',
  'image/rotate,,',
  'image/quality,q_80,,',
  'image/rotate,90,,180',
  'image/resize,w_100/format,webp?x-oss-process=image/format,jpg',
  'image/blur,r_3,s_3,g_face',
  'image/ignore-error,1',
  'image/ignore-error,7',
  'image/saveexif,1',
  'image/saveexif,7/resize,w_100',
  'image／resize,w_100',
  'thumbnail',
  'w_100',
  'image/style,cover',
  'pointcloud/compress,m_kdtree',
  'image/format,src',
  'image/resize,w_100/format,SRC',
  'image/format,webp/format,src',
  'image/format,mp4',
  'image/format,GIF',
  'image/format,JPEG',
  'image/resize,m_FILL,w_100,h_100',
  'image/crop,w_10,h_10,g_SE',
  'image/resize,w_+5',
  'image/bright,+20',
  'image/rotate,90.0',
  'image/quality,q_80.00',
  'image/sharpen,+10',
  'image/watermark,text_32',
  'image/watermark,image_gICA,order_1',
  'image/resize,m_+5,w_10',
].map((text, index) => ({ id: `slip ${index}`, text, via: 'get' }))

const sets: Readonly<Record<string, readonly Example[]>> = {
  'slips of the pen': slips,
  'the examples of pictures': readLines<Example>('examples/image.jsonl'),
  'the examples of media': readLines<Example>('examples/media.jsonl'),
  'public code': readLines<Example>('corpus.jsonl'),
}

describe.each(Object.entries(sets))('of %s', (_, examples) => {
  test('the local OSS refuses a string if and only if the linter has an error', async () => {
    const differences: string[] = []
    for (const { id, text, via: told } of examples) {
      const { via, diagnostics } = lintText(text, { via: told ?? 'auto' })
      // A string that does not say how it is sent is judged by the way that it goes here.
      const found = told ? diagnostics : lintText(text, { via }).diagnostics
      const error = found.find(({ severity }) => severity === 'error')
      const refusal = await refusalOf(text, via)
      if ((refusal !== undefined) !== (error !== undefined) && !EXCEPTIONS[id])
        differences.push(`${id} ${text}\n  linter: ${error?.message ?? 'fine'}\n  local OSS: ${refusal ?? 'taken'}`)
    }
    expect(differences).toEqual([])
  })
})
