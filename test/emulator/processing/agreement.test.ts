import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ParameterSpec, Via } from '../../../grammar/catalogue/types.ts'
import { listOperations } from '../../../src/catalogue/catalogue.ts'
import { Refusal, runImage } from '../../../src/emulator/engine/index.ts'
import { createPlanner } from '../../../src/emulator/processing/plan.ts'
import { lintText } from '../../../src/lint/lint.ts'
import type { Facts } from '../../../src/trace/facts.ts'
import { readLines } from '../../fixtures.ts'
import { makePicture } from './setup.ts'

interface Example {
  readonly id: string
  readonly text: string
  readonly via?: Via
  /** Given where what the picture holds decides, too. */
  readonly facts?: Facts
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

/** The picture as the linter is told of it. */
const facts: Facts = {
  kind: 'image',
  format: 'png',
  width: 320,
  height: 240,
  frames: 1,
  orientation: 1,
  hasAlpha: false,
}

/** The refusal of the local OSS, or undefined where it takes the string. Media run as tasks, which are taken before they run. */
async function refusalOf(text: string, via: Via): Promise<{ code: string; message: string } | undefined> {
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
    const { code, message } = error.problem
    return { code, message: message.en }
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
  'image/rotate,,quality,q_80',
  'image/sharpen,,contrast,101,',
  'image/format,,resize,w_100',
  'image/rotate,1,sharpen,399',
  'image/auto-orient,1,rotate,90',
  'image/bright,1,contrast,400',
  'image/quality,q_80,rotate,90',
  'image/rotate,90,quality,q_900,format,webp',
  'image/watermark,text_YQ,watermark,text_YQ,t_900',
  'image/watermark,text_YQ,crop,g_face,w_100',
  'image/resize,w_100,watermark,text_YQ,color_zz',
  'image/crop,w_10,h_10,resize,m_lfit,p_2000',
  'image/watermark,text_YQ,type_d3F5LXplbmhlaQo',
  'image/watermark,text_YQ,type_wqy-zenhei',
  'image/watermark,text_YQ,type_fangzhengheiti',
].map((text, index) => ({ id: `slip ${index}`, text, via: 'get' }))

/** Values of a parameter at its bounds and beside them, and some that it never takes. */
function valuesOf({ type: { kind, minimum = 0, maximum = 40_000, values } }: ParameterSpec): readonly string[] {
  if (values) return [...values, ...values, 'ZZ', '']
  if (kind === 'color') return ['00ff7F', '#fff', '0000000']
  if (kind === 'base64') return ['YS5wbmc', 'YS5wbmc', 'd3F5LW1pY3JvaGVp', 'YQ==', 'A', '!']
  return [minimum, minimum + 1, maximum, minimum - 1, maximum + 1, 'x', '1.5', '07', ''].map(String)
}

/** Pictures' operations at their bounds, joined as people join them, rightly and not. They are the same in every run. */
function atBounds(): readonly Example[] {
  const operations = listOperations().filter(({ id, main }) => id.startsWith('image/') && main)
  const operation = fc.constantFrom(...operations).chain(({ name, parameters }) =>
    fc
      .subarray([...parameters])
      .chain(chosen =>
        fc.tuple(
          ...chosen.slice(0, 4).map(([key, spec]) => fc.tuple(fc.constant(key), fc.constantFrom(...valuesOf(spec)))),
        ),
      )
      .map(given => [name, ...given.map(([key, value]) => (key === '' ? value : `${key}_${value}`))].join(',')),
  )
  const joint = fc.constantFrom('/', '/', '/', '/', ',', ',', '//', '/image/', ',image/', '|image/')
  const ending = fc.constantFrom('', '', '', '/', ',', '/format,webp', '|sys/saveas,o_YS5qcGc')
  const text = fc
    .tuple(operation, fc.array(fc.tuple(joint, operation), { maxLength: 2 }), ending)
    .map(([first, others, end]) => `image/${first}${others.flat().join('')}${end}`)
  const via = fc.constantFrom<Via>('get', 'post')
  return fc
    .sample(fc.tuple(text, via), { seed: 1, numRuns: 1500 })
    .map(([text, via], index) => ({ id: `bounds ${index}`, text, via, facts }))
}

const sets: Readonly<Record<string, readonly Example[]>> = {
  'slips of the pen': slips,
  'operations at their bounds': atBounds(),
  'the examples of pictures': readLines<Example>('examples/image.jsonl'),
  'the examples of media': readLines<Example>('examples/media.jsonl'),
  'public code': readLines<Example>('corpus.jsonl'),
}

describe.each(Object.entries(sets))('of %s', (_, examples) => {
  test('the local OSS refuses a string if and only if the linter has an error', async () => {
    const differences: string[] = []
    for (const { id, text, via: told, facts } of examples) {
      const source = facts ? { facts } : {}
      const { via, diagnostics } = lintText(text, { via: told ?? 'auto', ...source })
      // A string that does not say how it is sent is judged by the way that it goes here.
      const found = told ? diagnostics : lintText(text, { via }).diagnostics
      const error = found.find(({ severity }) => severity === 'error')
      const refused = await refusalOf(text, via)
      // What is not done here says nothing of what would become of a picture that is known.
      if (facts && refused?.code === 'NotImplemented') continue
      const isOfString = refused && (facts !== undefined || !NOT_OF_THE_STRING.has(refused.code))
      const refusal = isOfString ? refused.message : undefined
      if ((refusal !== undefined) !== (error !== undefined) && !EXCEPTIONS[id])
        differences.push(`${id} ${text}\n  linter: ${error?.message ?? 'fine'}\n  local OSS: ${refusal ?? 'taken'}`)
    }
    expect(differences).toEqual([])
  })
})
