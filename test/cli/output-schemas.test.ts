import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { expectSchema, linesOf } from './output-schema.ts'
import { run } from './run.ts'

const env = {
  OSS_ACCESS_KEY_ID: 'example-id',
  OSS_ACCESS_KEY_SECRET: 'example-secret-0123456789',
  HOME: '/nonexistent',
}
const animation = path.resolve('examples/recipes/animation.yaml')
const preview = path.resolve('examples/recipes/preview.yaml')

async function jsonOf(argv: readonly string[], given: Parameters<typeof run>[1] = {}): Promise<unknown> {
  const { stdout } = await run(argv, { env, ...given })
  return JSON.parse(stdout)
}

describe('what commands write as JSON is as its schema says', () => {
  test.each<[string, ...string[]]>([
    ['parse', '--json', 'image/resize,w_1,/|sys/saveas,o_YQ'],
    ['parse', '--json', 'if_status_eq_404{image/resize,w_1}x'],
    ['parse', '--json', ''],
    ['operations', '--json'],
    ['rules', '--json'],
    ['diff', '--json', 'image/resize,w_1/quality,q_1', 'image/resize,w_2|sys/saveas,o_YQ'],
    ['diff', '--json', animation, preview],
    ['doctor', '--json'],
    ['trace', '--format', 'json', '--source', '4000x3000,jpg', 'image/resize,w_5000/format,webp|sys/saveas,o_YQ'],
    ['trace', '--format', 'json', '--source', 'mp4', 'video/animation,f_gif,inter_500'],
    ['trace', '--format', 'json', '--source', '1920x1080,mp4,120s,25fps', 'video/sprite,f_jpg,tw_5,th_5,num_80'],
    [
      ...(['trace', '--format', 'json', '--source', '400x300,jpg'] as const),
      'image/watermark,image_cC5wbmc_eC1vc3MtcHJvY2Vzcz1pbWFnZS9yZXNpemUsUF8yMA/crop,x_900',
    ],
  ])('%s %s %s %s', async (name, ...argv) => expectSchema(name, await jsonOf([name, ...argv])))

  test.each([
    'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info&Expires=1&OSSAccessKeyId=example-id&Signature=x',
    'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_0',
    'https://img.example.com/a.jpg?x-oss-process=image/resize,height_1',
  ])('verify --json %s', async url => expectSchema('verify', await jsonOf(['verify', '--json', url])))

  test('verify, of requests that compile wrote, one and several', async () => {
    for (const recipe of [animation, preview]) {
      const stdin = (await run(['compile', '--format', 'http', recipe], { env })).stdout
      expectSchema('verify', await jsonOf(['verify', '--json', '--stdin'], { stdin }))
    }
    const stdin = (await run(['compile', '--format', 'http', animation], { env })).stdout
    const wrong = { ...env, OSS_ACCESS_KEY_SECRET: 'another' }
    expectSchema('verify', await jsonOf(['verify', '--json', '--stdin'], { stdin, env: wrong }))
  })

  test('compile, in both forms, signed and unsigned', async () => {
    for (const more of [[], ['--unsigned'], ['--locale', 'zh']]) {
      const jobs = linesOf('compile', (await run(['compile', '--format', 'jsonl', ...more, preview], { env })).stdout)
      expect(jobs).toHaveLength(4)
      expect(await jsonOf(['compile', '--format', 'json', ...more, preview])).toHaveLength(4)
    }
  })

  test('plan: jobs, one that OSS would refuse, and the sum', async () => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'schemas-'))
    copyFileSync(animation, path.join(cwd, 'a.yaml'))
    writeFileSync(path.join(cwd, 'prices.yaml'), 'currency: CNY\nMediaAnimation: 0.5/1000\n')
    writeFileSync(path.join(cwd, 'list.csv'), 'key,name,width,height\na.jpg,cover,400,300\nb.jpg,icon,10,10\n')
    const head = 'version: 1\nconnection: { region: cn-hangzhou, bucket: films }\nsources: { manifest: list.csv }\n'
    const steps =
      'matrix: { x: [100] }\nsteps:\n  - image/crop: { x: "${x}" }\nsaveas: oss://films/${x}/{barename}.jpg\n'
    writeFileSync(path.join(cwd, 'crop.yaml'), head + steps)
    const known = ['--duration', '60', '--fps', '25', '--prices', 'prices.yaml']
    const { stdout } = await run(['plan', '--json', ...known, 'a.yaml'], { env, cwd })
    expect(linesOf('plan', stdout)).toHaveLength(2)
    const crops = linesOf('plan', (await run(['plan', '--json', 'crop.yaml'], { env, cwd })).stdout)
    expect(crops).toHaveLength(3)
    expect(crops[1]).toMatchObject({ label: 'x=100', refusals: [expect.any(String)] })
  })

  test('a value that no command writes is none', () => {
    expect(() => expectSchema('doctor', [{ check: 'node', state: 'fine', message: '' }])).toThrow(
      'must be equal to one of',
    )
    expect(() => expectSchema('trace', { version: 1 })).toThrow('required')
  })
})
