import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { processRequest } from '../../src/request/index.ts'
import {
  billingOf,
  billingOfJob,
  type History,
  isPlan,
  PLAN_END,
  type PriceTable,
  planHead,
  planJob,
  planJobs,
  planState,
  readPlan,
  readPrices,
  type SendJob,
  type SourceFacts,
  toSendJob,
} from '../../src/submit/index.ts'

const VIDEO: SourceFacts = { kind: 'video', duration: 10, frameRate: 25 }
const SAVE = '|sys/saveas,b_b3V0,o_e2JhcmVuYW1lfS57YXV0b2V4dH0'

function jobOf(process: string, key = 'a.mp4'): SendJob {
  const request = processRequest('async', { endpoint: 'oss-cn-hangzhou.aliyuncs.com', bucket: 'films', key }, process)
  return toSendJob(request, process)
}

describe('frames', () => {
  // Instants ss, ss + inter, ... before the end; fps changes only the speed. Without the rate of the video their number is a bound.
  test.each<[string, Partial<SourceFacts>, number | undefined, boolean]>([
    ['video/animation,f_gif,inter_1000', { duration: 10, frameRate: 25 }, 10, false],
    ['video/animation,f_gif,inter_1000', { duration: 10.001, frameRate: 1000 }, 11, false],
    ['video/animation,f_gif,inter_1000,ss_5000', { duration: 10, frameRate: 25 }, 5, false],
    ['video/animation,f_gif,inter_1000,num_3', { duration: 10, frameRate: 25 }, 3, false],
    ['video/animation,f_gif,inter_1000,num_30', { duration: 10, frameRate: 25 }, 10, false],
    ['video/animation,f_gif,inter_1000,num_30', { duration: 10 }, 10, true],
    ['video/animation,f_gif,inter_1000,fps_25', { duration: 10 }, 10, true],
    ['video/animation,f_gif', { duration: 10, frameRate: 25 }, 250, false],
    ['video/animation,f_gif', { duration: 10 }, undefined, false],
    ['video/animation,f_gif,inter_10', { duration: 10, frameRate: 25 }, 250, false],
    ['video/animation,f_gif,num_7', {}, 7, true],
    ['video/animation,f_gif,inter_1000,ss_20000', { duration: 10, frameRate: 25 }, 0, false],
    ['video/animation,f_gif', { duration: 1.001, frameRate: 30_000 / 1001 }, 30, false],
    ['video/snapshots,f_jpg,inter_10000,num_500', { duration: 60, frameRate: 25 }, 6, false],
    ['video/convert,f_mp4', { duration: 60 }, 1, false],
  ])('%s %j', (process, facts, quantity, isMaximum) => {
    expect(billingOf(process + SAVE, { kind: 'video', ...facts }).charges).toMatchObject([{ quantity, isMaximum }])
  })

  test('come with what is made of them, and what OSS would refuse', () => {
    const facts = { kind: 'video', width: 1920, height: 1080, duration: 10, frameRate: 25 } as const
    expect(billingOf(`video/snapshots,f_jpg,inter_1000,w_320,h_180${SAVE}`, facts).trace.outputs).toMatchObject([
      { format: 'jpg', width: 320, height: 180, count: 10 },
    ])
    const { findings } = billingOf(`video/animation,f_gif,ss_20000${SAVE}`, facts).trace
    expect(findings).toMatchObject([{ ruleId: 'source-outside', severity: 'error' }])
  })
})

describe('prices', () => {
  test.each([
    ['', 'There are no prices in it; expected a mapping of items to prices, such as "MediaAnimation: 0.5/1000".'],
    ['# none yet\n', 'There are no prices in it; expected'],
    ['currency: CNY\n', 'There are no prices in it; expected'],
    ['- 1\n', 'line 1, column 1: "p.yaml" is a list; expected a mapping.'],
    ['currency: CNY\nMediaAnimation: [1\n', 'line 3, column 1: '],
  ])('%j are none', (text, message) => {
    const found = readPrices(text, 'p.yaml', 'en').problems
    expect(found).toEqual([expect.stringContaining(message)])
    expect(found.join()).not.toContain('recipe')
  })

  const { prices, problems } = readPrices(
    'currency: CNY\nMediaAnimation: 0.5/1000\nvideo/convert: 0.25\n',
    'p.yaml',
    'en',
  )

  test('are read and multiplied', () => {
    expect(problems).toEqual([])
    const { charges } = billingOf(`video/animation,f_gif,inter_1000${SAVE}`, VIDEO, prices)
    expect(charges).toEqual([expect.objectContaining({ item: 'MediaAnimation', quantity: 10, price: 0.005 })])
    expect(billingOf(`video/convert,f_mp4${SAVE}`, VIDEO, prices).charges).toEqual([
      expect.objectContaining({ item: 'video/convert', quantity: 1, price: 0.25 }),
    ])
    expect(billingOf(`video/animation,f_gif,num_9${SAVE}`, { kind: 'video' }, prices).charges).toEqual([
      expect.objectContaining({ quantity: 9, isMaximum: true }),
    ])
  })

  test.each(['MediaAnimation: cheap', 'MediaAnimation: -1', 'MediaAnimation: 1/0', '- 1', 'a: [1]'])(
    '%s is refused',
    text => {
      expect(readPrices(text, 'p.yaml', 'en').problems).not.toEqual([])
    },
  )
})

describe('a plan', () => {
  const job = jobOf(`video/animation,f_gif,num_3${SAVE}`)

  test('knows new, changed and done jobs', () => {
    const history = (done: readonly SendJob[]): History => ({
      stateOf: id => (done.some(one => one.id === id) ? 'done' : 'new'),
      isChanged: ({ job: id, source, target }) =>
        done.some(one => one.id !== id && one.source === source && one.target === target),
      doubts: () => [],
      failures: () => 0,
      isTorn: false,
      isFormer: false,
    })
    const other = jobOf(`video/animation,f_gif,num_4${SAVE}`)
    expect(job.target).toBe('oss://out/{barename}.{autoext}')
    expect(planState(job, history([]))).toBe('new')
    expect(planState(job, history([job]))).toBe('done')
    expect(planState(job, history([other]))).toBe('changed')
    expect(planState(job, history([jobOf(`video/animation,f_gif,num_3${SAVE}`, 'b.mp4')]))).toBe('new')
  })

  const other = jobOf('image/resize,w_3|sys/saveas,o_YQ', '影 "1".jpg')
  const saved = [
    { job, journal: 0 },
    { job: other, journal: 1 },
  ]
  const head = { journals: ['x.journal', '../y.journal'], resends: true }
  const text = `${planHead(head)}${saved.map((one, index) => planJob(one, index === 0)).join('')}${PLAN_END}`
  const write = (content: string): string => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'plan-')), 'plan.json')
    writeFileSync(file, content)
    return file
  }

  test('comes back as it was saved', () => {
    const file = write(text)
    expect(isPlan(text)).toBe(true)
    expect(readPlan(file)).toEqual(head)
    expect([...planJobs(file)]).toEqual(saved)
    expect(() => JSON.parse(text)).not.toThrow()
    const empty = `${planHead({ journals: [], resends: false })}${PLAN_END}`
    expect(() => JSON.parse(empty)).not.toThrow()
    expect([...planJobs(write(empty))]).toEqual([])
    expect([...planJobs(write(text.replaceAll('\n', '\r\n')))]).toEqual(saved)
  })

  test('is refused when a job was changed by hand', () => {
    for (const [from, to] of [
      ['num_3', 'num_4'],
      ['a.mp4', 'b.mp4'],
      ['POST', 'PUT'],
      ['oss-cn-hangzhou', 'oss-cn-beijing'],
      ['"journal":1', '"journal":2'],
    ] as const) {
      expect(() => [...planJobs(write(text.replaceAll(from, to)))]).toThrow('was changed')
    }
  })

  test.each(['{}', '', '[]', '{"oss-process-plan":3,"jobs":[]}', text.replace('] }', ''), `${text}more\n`])(
    'is refused where it is none, not whole, or of another version: %j',
    broken => {
      expect(() => [...planJobs(write(broken))]).toThrow('is not a complete plan of this version')
    },
  )

  test('that does not exist is named', () => {
    expect(() => readPlan('/nowhere/plan.json')).toThrow('/nowhere/plan.json')
  })
})

describe('what OSS bills', () => {
  const rows = (job: SendJob, facts: SourceFacts, prices?: PriceTable) =>
    Object.fromEntries(billingOfJob(job, facts, prices).charges.map(({ item, quantity }) => [item, quantity]))
  const at = (endpoint: string, process: string): SendJob =>
    toSendJob(processRequest('async', { endpoint, bucket: 'films', key: 'a.mp4' }, process), process, '', 'cn-hangzhou')
  const animation = `video/animation,f_gif,inter_1000${SAVE}`
  const GB = 1024 ** 3
  const facts = { ...VIDEO, bytes: 2 * GB, resultBytes: GB / 4 }

  test('is the table of the page, by endpoint and storage class', () => {
    const plain = {
      GetObject: 1,
      OutboundTraffic: 2,
      IARetrieval: 0,
      ArchiveRetrieval: 0,
      TransferAcceleration: 0,
      PutObject: 1,
      Storage: 0.25,
      HeadObject: 1,
      MediaAnimation: 10,
    }
    const standard = { ...facts, storageClass: 'Standard' }
    expect(rows(at('oss-cn-hangzhou.aliyuncs.com', animation), standard)).toEqual(plain)
    expect(rows(at('oss-cn-hangzhou-internal.aliyuncs.com', animation), standard)).toEqual({
      ...plain,
      OutboundTraffic: 0,
    })
    expect(rows(at('https://oss-accelerate.aliyuncs.com', animation), { ...facts, storageClass: 'IA' })).toEqual({
      ...plain,
      IARetrieval: 2,
      TransferAcceleration: 2,
    })
    expect(rows(at('img.example.com', animation), { ...facts, storageClass: 'Archive' })).toEqual({
      ...plain,
      ArchiveRetrieval: 2,
    })
  })

  test('is open where a fact is missing, and says which one', () => {
    const { charges } = billingOfJob(at('oss-cn-hangzhou.aliyuncs.com', animation), { kind: 'video' })
    expect(charges.filter(({ quantity }) => quantity === undefined).map(({ item, needs }) => [item, needs])).toEqual([
      ['OutboundTraffic', 'size'],
      ['IARetrieval', 'class'],
      ['ArchiveRetrieval', 'class'],
      ['Storage', 'result'],
      ['MediaAnimation', undefined],
    ])
  })

  test.each<[string, object]>([
    [`video/snapshots,f_jpg,inter_1000${SAVE}`, { PutObject: 10, 'video/snapshots': 10 }],
    [`video/sprite,f_jpg,inter_100,tw_5,th_5${SAVE}`, { PutObject: 4, 'video/sprite': 100 }],
    [`video/concat,f_mp4/pre,o_YQ/sur,o_Yg${SAVE}`, { GetObject: 3, HeadObject: 3, 'video/concat': 1 }],
    [`video/convert,f_mp4${SAVE}`, { 'video/convert': 1 }],
    [`image/resize,w_3${SAVE}`, { ImageProcessing: 2 }],
    ['image/resize,w_3', { PutObject: 0, Storage: 0 }],
  ])('%s', (process, expected) => {
    expect(rows(at('oss-cn-hangzhou.aliyuncs.com', process), facts)).toMatchObject(expected)
  })

  test('a price list with a name that no bill has is refused, and the nearest one named', () => {
    const { problems } = readPrices('MediaAnimations: 1\nGetObject: 0.01/10000\n', 'p.yaml', 'en')
    expect(problems).toEqual([
      'There is no item "MediaAnimations"; did you mean "MediaAnimation"? known are GetObject, OutboundTraffic, IARetrieval, ArchiveRetrieval, TransferAcceleration, PutObject, Storage, HeadObject, ImageProcessing, MediaAnimation, Video snapshots, and the ids of operations such as video/convert.',
    ])
  })
})
