import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { computeAcs3, readAcs3 } from '../../../src/request/acs3.ts'
import { creationBody } from '../../../src/service/index.ts'
import { linesOf } from '../output-schema.ts'
import { run } from '../run.ts'

const env = {
  OSS_ACCESS_KEY_ID: 'example-id',
  OSS_ACCESS_KEY_SECRET: 'example-secret-0123456789',
  HOME: '/nonexistent',
}

function compile(recipe: string, ...argv: string[]) {
  const cwd = mkdtempSync(path.join(tmpdir(), 'imm-'))
  writeFileSync(path.join(cwd, 'r.yaml'), `version: 1\n${recipe}`)
  return run(['compile', ...argv, 'r.yaml'], { cwd, env })
}

const RECIPE = `connection: { region: cn-hangzhou, bucket: films, imm: archive }
sources: { list: ['oss://films/in/', 'oss://films/ü b/'] }
steps: [video/animation: { f: gif, width: 320, inter: 1s }]
saveas: oss://out/{barename}.gif
notify: ready
`

test('the body of the SDK for the same values, byte for byte', () => {
  const recorded = JSON.parse(readFileSync(new URL('../../fixtures/signing/acs3.json', import.meta.url), 'utf8'))
  const { body } = recorded[2]
  expect(
    creationBody({
      action: 'CreateBatch',
      project: 'films',
      bucket: 'films',
      prefix: 'in/ ü',
      actions: [{ Name: 'doc/convert', Parameters: ['target=pdf', 'a b/ü*~'] }],
      topic: 't',
      tags: { k: 'v' },
    }),
  ).toBe(body)
})

describe.each([
  ['imm-batch', 'CreateBatch'],
  ['imm-trigger', 'CreateTrigger'],
])('%s', (format, action) => {
  test('a signed request for each prefix', async () => {
    const { code, stdout, stderr } = await compile(RECIPE, '--format', format)
    expect(code).toBe(0)
    expect(linesOf('imm', stdout)).toHaveLength(2)
    expect(stderr).toContain('"sys/saveas" is an action of its own here. Try it with one object first.')
    const requests = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(requests).toHaveLength(2)
    const [first] = requests
    expect(first).toMatchObject({ action, method: 'POST', url: 'https://imm.cn-hangzhou.aliyuncs.com/' })
    const form = new URLSearchParams(first.body)
    expect(Object.fromEntries(form)).toEqual({
      Actions: JSON.stringify([
        { Name: 'video/animation', Parameters: ['f=gif', 'w=320', 'inter=1000'] },
        { Name: 'sys/saveas', Parameters: ['b=b3V0', 'o=e2JhcmVuYW1lfS5naWY'] },
      ]),
      Input: '{"OSS":{"Bucket":"films","Prefix":"in/"}}',
      Notification: '{"MNS":{"TopicName":"ready"}}',
      ProjectName: 'archive',
      ServiceRole: 'AliyunIMMBatchTriggerRole',
      Tags: '{"oss-process":"r.yaml"}',
    })
    const { headers, body } = first
    const { signedHeaders = [], signature } = readAcs3(headers.authorization) ?? {}
    const accessKeySecret = env.OSS_ACCESS_KEY_SECRET
    expect(computeAcs3({ method: 'POST', path: '/', query: [], headers, signedHeaders, body, accessKeySecret })).toBe(
      signature,
    )
    expect(headers).toMatchObject({ 'x-acs-action': action, 'x-acs-version': '2020-09-30' })
  })

  test.each([
    ['sources: { keys: [a.mp4] }', '"keys" of "sources" cannot be expressed.'],
    ['sources: { keys: [a.mp4] }', 'IMM needs a prefix: write "sources: { list: oss://bucket/prefix/ }".'],
    ['sources: { list: "oss://films/in/", pattern: "*.mp4" }', '"pattern" of "sources" cannot be expressed.'],
    ['sources: { list: "oss://films/in/", newer-than: 30d }', '"newer-than" of "sources" cannot be expressed.'],
    ['sources: { list: "oss://films/in/" }\nskip: exists', '"skip: exists" cannot be expressed.'],
  ])('%s', async (sources, message) => {
    const recipe = RECIPE.replace(/^sources.*$/m, sources)
    const { code, stdout, stderr } = await compile(recipe, '--unsigned', '--format', format)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain(message)
  })

  test('what a template cannot say of steps', async () => {
    const image = RECIPE.replace(/^steps.*$/m, 'steps: [image/resize: { w: 100 }]').replace(/^notify.*\n/m, '')
    const still = await compile(image, '--unsigned', '--format', format)
    expect(still.stderr).toContain('IMM runs asynchronous operations alone, and these are not.')
    const varying = RECIPE.replace('{barename}', '${source.key | slug}')
    const open = await compile(varying, '--unsigned', '--format', format, '--locale', 'zh')
    expect([open.code, open.stdout]).toEqual([1, ''])
    expect(open.stderr).toContain('"sys/saveas" 的值因输入而异。')
    const nowhere = await compile(RECIPE.replace(', imm: archive', ''), '--unsigned', '--format', format)
    expect([nowhere.code, nowhere.stderr]).toEqual([
      2,
      'oss-process: "r.yaml" names no project of IMM; write "connection: { imm: PROJECT }".\n',
    ])
  })
  test.each([
    [
      'if_status_eq_404: [video/animation: { f: gif, inter: 1s }]',
      'The condition "if_status_eq_404" cannot be expressed.',
    ],
    ['style/small', 'A style of the bucket cannot be expressed.'],
  ])('%s', async (step, message) => {
    const recipe = RECIPE.replace(/^steps.*$/m, `steps: [${step.startsWith('if') ? `{ ${step} }` : step}]\nvia: async`)
    const { code, stdout, stderr } = await compile(recipe, '--unsigned', '--format', format)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain(message)
  })

  test('region and project of each combination, the region of the endpoint, and none', async () => {
    const cells = `connection: { region: "\${r}", bucket: "films-\${r}", imm: "archive-\${r}" }
matrix: { r: [cn-hangzhou, cn-shanghai] }
${RECIPE.replace(/^connection.*\n/m, '')}`.replace("['oss://films/in/', 'oss://films/ü b/']", 'oss://films/in/')
    const spread = (await compile(cells, '--unsigned', '--format', format)).stdout.trim().split('\n')
    const sent = spread.map(line => JSON.parse(line))
    expect(sent.map(({ url, body }) => [url, new URLSearchParams(body).get('ProjectName')])).toEqual([
      ['https://imm.cn-hangzhou.aliyuncs.com/', 'archive-cn-hangzhou'],
      ['https://imm.cn-shanghai.aliyuncs.com/', 'archive-cn-shanghai'],
    ])
    const endpoint = RECIPE.replace('region: cn-hangzhou', 'endpoint: oss-cn-beijing-internal.aliyuncs.com')
    expect((await compile(endpoint, '--unsigned', '--format', format)).stdout).toContain(
      '"https://imm.cn-beijing.aliyuncs.com/"',
    )
    const nowhere = await compile(
      RECIPE.replace('region: cn-hangzhou', "endpoint: 'http://127.0.0.1:9'"),
      '--unsigned',
      '--format',
      format,
    )
    expect([nowhere.code, nowhere.stderr]).toEqual([
      2,
      'oss-process: "r.yaml" names no region, which IMM is asked in; write "connection: { region: cn-hangzhou }".\n',
    ])
  })

  test('results below the prefix', async () => {
    const { code, stdout, stderr } = await compile(
      RECIPE.replace('oss://out/', 'oss://films/in/gifs/'),
      '--unsigned',
      '--format',
      format,
    )
    expect([code, stdout === '']).toEqual(format === 'imm-trigger' ? [1, true] : [0, false])
    expect(stderr).toContain(
      format === 'imm-trigger'
        ? 'r.yaml: The results lie below oss://films/in/, which the trigger watches, so each result would start it again; save them elsewhere.\n'
        : 'r.yaml: The results lie below oss://films/in/, so the next batch takes them for inputs.\n',
    )
  })

  test('what is said of requests to OSS alone', async () => {
    for (const options of [
      ['--presign', '60'],
      ['--sign-version', 'v1'],
    ]) {
      const { code, stdout, stderr } = await compile(RECIPE, '--format', format, ...options)
      expect([code, stdout, stderr]).toEqual([
        2,
        '',
        `oss-process: "${options[0]}" does not go with --format ${format}: requests to IMM are signed in their headers, by ACS3.\n`,
      ])
    }
  })
})
