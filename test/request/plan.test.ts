import { describe, expect, test } from 'vitest'
import { processRequest, RequestError } from '../../src/request/index.ts'
import {
  billingOf,
  type History,
  planState,
  readPlan,
  readPrices,
  type SendJob,
  subjectOf,
  toSendJob,
  writePlan,
} from '../../src/submit/index.ts'

const SAVE = '|sys/saveas,b_b3V0,o_e2JhcmVuYW1lfS57YXV0b2V4dH0'

function jobOf(process: string, key = 'a.mp4'): SendJob {
  const request = processRequest('async', { endpoint: 'oss-cn-hangzhou.aliyuncs.com', bucket: 'films', key }, process)
  return toSendJob(request, process)
}

describe('frames', () => {
  // Instants ss, ss + inter, ... before the end; fps changes only the speed.
  test.each<[string, object, number | undefined]>([
    ['video/animation,f_gif,inter_1000', { duration: 10_000 }, 10],
    ['video/animation,f_gif,inter_1000', { duration: 10_001 }, 11],
    ['video/animation,f_gif,inter_1000,ss_5000', { duration: 10_000 }, 5],
    ['video/animation,f_gif,inter_1000,num_3', { duration: 10_000 }, 3],
    ['video/animation,f_gif,inter_1000,num_30', { duration: 10_000 }, 10],
    ['video/animation,f_gif,inter_1000,fps_25', { duration: 10_000 }, 10],
    ['video/animation,f_gif', { duration: 10_000, frameRate: 25 }, 250],
    ['video/animation,f_gif', { duration: 10_000 }, undefined],
    ['video/animation,f_gif,inter_10', { duration: 10_000, frameRate: 25 }, 250],
    ['video/animation,f_gif,num_7', {}, 7],
    ['video/animation,f_gif,inter_1000,ss_20000', { duration: 10_000 }, 0],
    ['video/animation,f_gif', { duration: 1001, frameRate: 30_000 / 1001 }, 30],
    ['video/snapshots,f_jpg,inter_10000,num_500', { duration: 60_000 }, 6],
    ['video/convert,f_mp4', { duration: 60_000 }, undefined],
  ])('%s %j', (process, facts, frames) => {
    expect(billingOf(process + SAVE, facts).frames).toBe(frames)
  })
})

describe('prices', () => {
  const { prices, problems } = readPrices(
    'currency: CNY\nMediaAnimation: 0.5/1000\nvideo/convert: 0.25\n',
    'p.yaml',
    'en',
  )

  test('are read and multiplied', () => {
    expect(problems).toEqual([])
    const { charges } = billingOf(`video/animation,f_gif,inter_1000${SAVE}`, { duration: 10_000 }, prices)
    expect(charges).toEqual([expect.objectContaining({ item: 'MediaAnimation', quantity: 10, price: 0.005 })])
    expect(billingOf(`video/convert,f_mp4${SAVE}`, {}, prices).charges).toEqual([
      expect.objectContaining({ item: 'video/convert', quantity: 1, price: 0.25 }),
    ])
    expect(billingOf(`video/animation,f_gif,num_9${SAVE}`, {}, prices).charges).toEqual([
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
      lastFor: subject => done.find(one => subjectOf(one) === subject)?.id,
      doubts: () => [],
      isTorn: false,
    })
    const other = jobOf(`video/animation,f_gif,num_4${SAVE}`)
    expect(job.target).toBe('oss://out/{barename}.{autoext}')
    expect(planState(job, history([]))).toBe('new')
    expect(planState(job, history([job]))).toBe('done')
    expect(planState(job, history([other]))).toBe('changed')
    expect(planState(job, history([jobOf(`video/animation,f_gif,num_3${SAVE}`, 'b.mp4')]))).toBe('new')
  })

  test('comes back as it was saved', () => {
    const plan = {
      jobs: [job, jobOf('image/resize,w_3|sys/saveas,o_YQ', '影 "1".jpg')],
      journal: 'x.journal',
      resends: true,
    }
    const text = [...writePlan(plan)].join('')
    expect(readPlan(text, 'plan.json')).toEqual(plan)
    expect(() => JSON.parse(text)).not.toThrow()
  })

  test('is refused when a job was changed by hand', () => {
    const text = [...writePlan({ jobs: [job], journal: 'x', resends: false })].join('')
    for (const [from, to] of [
      ['num_3', 'num_4'],
      ['a.mp4', 'b.mp4'],
      ['POST', 'PUT'],
      [job.id, 'x'],
    ]) {
      expect(() => readPlan(text.replaceAll(from ?? '', to ?? ''), 'plan.json')).toThrow('was changed')
    }
    for (const text of ['{}', '', '[]', '{"oss-process-plan":2,"jobs":[]}']) {
      expect(() => readPlan(text, 'plan.json')).toThrow(RequestError)
    }
  })
})
