import { describe, expect, test } from 'vitest'
import { expand, readRecipe, type SourceFacts } from '../../src/recipe/index.ts'
import type { SourceNames } from '../../src/recipe/source.ts'

const STEPS = 'steps: [video/animation: { format: gif, width: 320, height: 180, interval: 1s }]'

function read(sources: string, steps = STEPS) {
  const yaml = `version: 1\nconnection: { region: cn-hangzhou, bucket: films }\nsources: ${sources}\n${steps}\nsaveas: out.gif\n`
  const { recipe, diagnostics } = readRecipe(yaml)
  if (!recipe) throw new Error('There is no recipe.')
  const expansion = expand(recipe)
  const found = [...diagnostics, ...expansion.diagnostics].filter(({ ruleId }) => ruleId !== 'target-fixed')
  return { factsOf: expansion.factsOf, messages: found.map(({ message }) => message), found }
}

function factsOf(sources: string, source: SourceNames, process = 'video/animation', steps?: string): SourceFacts {
  const { factsOf: facts } = read(sources, steps)
  return facts(source, process)
}

describe('facts of sources', () => {
  test('are what the recipe says, in the units that people write', () => {
    const facts =
      '{ width: 1920, height: 1080px, duration: 1m, fps: 30000/1001, size: 20MB, audio: false, storage-class: ia, result-size: 1KB, frames: 12 }'
    expect(factsOf(`{ keys: a.mp4, facts: ${facts} }`, { key: 'a.mp4' })).toEqual({
      kind: 'video',
      format: 'mp4',
      width: 1920,
      height: 1080,
      frames: 12,
      duration: 60,
      frameRate: 30_000 / 1001,
      bytes: 20 * 1024 ** 2,
      hasAudio: false,
      storageClass: 'IA',
      resultBytes: 1024,
    })
  })

  test('come from columns of any spelling, and what is written wins', () => {
    const fields = { key: 'b.JPG', Width: '4000', HEIGHT: '3000', orientation: '6', 'Size(B)': '5', title: 'x' }
    expect(factsOf('{ manifest: a.csv, facts: { height: 9 } }', { key: 'b.JPG', fields })).toEqual({
      kind: 'image',
      format: 'jpg',
      width: 4000,
      height: 9,
      orientation: 6,
      bytes: 5,
    })
    const media = { duration: '00:00:01.5', frame_rate: '29.97', has_audio: 'TRUE' }
    expect(factsOf('{ manifest: a.csv }', { key: 'b.webm', fields: media })).toMatchObject({
      kind: 'video',
      duration: 1.5,
      frameRate: 29.97,
      hasAudio: true,
    })
  })

  test('are not read from a column that the steps use, since it says what is to come out', () => {
    const steps = `steps: [image/resize: { width: "\${source.width}" }]`
    const fields = { width: '100', height: '3000' }
    expect(factsOf('{ manifest: a.csv }', { key: 'a.jpg', fields }, 'image/resize', steps)).toEqual({
      kind: 'image',
      format: 'jpg',
      height: 3000,
    })
  })

  test('may name a column by another name', () => {
    const sources = `{ manifest: a.csv, facts: { width: "\${source.w}", duration: "\${source.ms}ms" } }`
    const fields = { w: '640', ms: '1500' }
    expect(factsOf(sources, { key: 'a.mov', fields })).toEqual({
      kind: 'video',
      format: 'mov',
      width: 640,
      duration: 1.5,
    })
    expect(factsOf(sources, { key: 'a.mov', fields: { w: '', ms: '?' } })).toEqual({ kind: 'video', format: 'mov' })
  })

  test.each([
    ['a', 'image/resize,w_1', { kind: 'image' }],
    ['a.tar', 'audio/convert,f_mp3', { kind: 'audio' }],
    ['a.PDF', 'image/resize,w_1', { kind: 'document', format: 'pdf' }],
    ['a', 'pointcloud/compress', { kind: 'video' }],
  ])('the name %s and %s tell the kind', (key, process, facts) => {
    expect(factsOf('a.mp4', { key }, process)).toEqual(facts)
  })

  test('that are none are findings', () => {
    expect(
      read(
        '{ keys: a.mp4, facts: { width: wide, fps: 0, format: mp5, alpha: 2, size: big, wdith: 1, storage-class: IAA } }',
      ).messages,
    ).toEqual([
      '"wdith" is not a key of "facts"; expected format, width, height, frames, orientation, duration, fps, alpha, audio, size, storage-class or result-size. Did you mean "width"?',
      '"format" of the sources is "mp5"; expected a format such as jpg or mp4.',
      '"width" of the sources is "wide"; expected a whole number from 1 on.',
      '"fps" of the sources is "0"; expected frames a second such as 25 or 30000/1001.',
      '"alpha" of the sources is "2"; expected "true" or "false".',
      '"size" of the sources is "big"; expected a size such as 10MB.',
      '"storage-class" of the sources is "IAA"; expected Standard, IA, Archive, ColdArchive or DeepColdArchive.',
    ])
    expect(read('{ keys: a.mp4, facts: 12 }').messages).toEqual(['"facts" is a single value; expected a mapping.'])
  })

  test('let the rules speak that need them, at the place of the step', () => {
    const late = 'steps: [video/animation: { format: gif, start: 3m, interval: 1s }]'
    const { found } = read('{ keys: [a.mp4, b.mp4], facts: { duration: 2m, fps: 25 } }', late)
    expect(found.map(({ ruleId, message }) => [ruleId, message])).toEqual([
      ['source-outside', 'No frame is at or after 180000 ms: the source lasts 120000 ms.'],
    ])
    const small = 'steps: [image/resize: { width: 200 }]'
    const idle = 'image/resize keeps 100 x 50: the target is larger and limit is 1.'
    expect(read('{ keys: [a.png, c.png], facts: { width: 100, height: 50 } }', small).messages).toContain(idle)
    expect(read('{ keys: [a.png, c.png] }', small).messages).toEqual([])
  })
})
