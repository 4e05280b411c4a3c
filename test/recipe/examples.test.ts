import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  type CompiledJob,
  compileAll,
  createOpener,
  expand,
  type InputService,
  loadFile,
  type RecipeDiagnostic,
  readRecipe,
  toRequest,
} from '../../src/recipe/index.ts'
import { url } from '../../src/request/request.ts'

const FOLDER = 'examples/recipes'

const TARGET = 'b_b3V0YnVja2V0,o_b3V0b2JqcHJlZml4LnthdXRvZXh0fQ/notify,topic_QXVkaW9Db252ZXJ0'
const EVERY_SECOND = 'video/animation,f_gif,w_100,h_100,inter_1000'
const DOCUMENTATION = `${EVERY_SECOND}|sys/saveas,b_ZXhhbXBsZWJ1Y2tldA`

/**
 * The two animations are the HTTP examples of the documentation, byte for byte. Of its programs only the names are known here:
 * input, bucket, targets, and the topic of the Java one; the operation is that of the first example.
 */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'animation.yaml': [`${EVERY_SECOND}|sys/saveas,${TARGET}`],
  'animation-webp.yaml': [`video/animation,ss_5000,f_webp,pw_25,ph_25,fps_25,inter_500|sys/saveas,${TARGET}`],
  'documentation-java.yaml': [`${DOCUMENTATION},o_ZGVzdC5naWY/notify,topic_QXVkaW9Db252ZXJ0`],
  'documentation-python.yaml': [`${DOCUMENTATION},o_ZXhhbXBsZS5naWY/notify,topic_QXVkaW9Db252ZXJ0`],
  'documentation-go.yaml': [`${DOCUMENTATION},o_ZGVzdGV4YW1wbGUuZ2lm/notify,topic_QXVkaW9Db252ZXJ0`],
}

const NOW = new Date().toISOString()

/** Stands for OSS: what a bucket holds below each prefix. */
const service: InputService = {
  list: async function* ({ prefix }) {
    const object = (name: string, size: string, storageClass = 'Standard', lastModified = NOW) => {
      return { key: prefix + name, size, storageClass, lastModified, etag: '' }
    }
    yield [object('harbour.mp4', '3000000'), object('notes.txt', '2000000')]
    yield [object('a/small.mov', '20'), object('a/b.mov', '5000000', 'IA'), object('c.mp4', '5000000', 'Archive')]
    yield [object('old.mp4', '3000000', 'Standard', '2020-01-01T00:00:00.000Z')]
  },
  read: () => {
    throw new Error('no example reads at oss://')
  },
}

async function compileFile(name: string) {
  const fileName = `${FOLDER}/${name}`
  const { recipe, diagnostics } = readRecipe(readFileSync(fileName, 'utf8'), { fileName, load: loadFile })
  expect(diagnostics).toEqual([])
  if (!recipe) throw new Error(`${name} is no recipe.`)
  const expansion = expand(recipe)
  expect(expansion.diagnostics).toEqual([])
  const found: RecipeDiagnostic[] = []
  const jobs: CompiledJob[] = []
  const report = (item: RecipeDiagnostic) => void found.push(item)
  for await (const job of compileAll(expansion, { open: createOpener(), service, report })) jobs.push(job)
  expect(found).toEqual([])
  return jobs
}

describe('example recipes', () => {
  test.each(Object.entries(EXPECTED))('%s compiles to the expected string', async (name, strings) => {
    expect((await compileFile(name)).map(({ process }) => process)).toEqual(strings)
  })

  test.each(readdirSync(FOLDER).filter(name => name.endsWith('.yaml')))('%s', async name => {
    const jobs = await compileFile(name)
    const output = jobs.map(({ key, label, via, process }) => `${key} (${label}) ${via}\n${process}\n`).join('')
    await expect(output).toMatchFileSnapshot(`../fixtures/recipe/examples/${name.replace('.yaml', '.txt')}`)
  })

  test('the request of the first one', async () => {
    const [job] = await compileFile('animation.yaml')
    const made = job && toRequest(job)
    if (!made || !('request' in made)) throw new Error('There is no request.')
    expect(made.request.method).toBe('POST')
    expect(url(made.request)).toBe('https://video-demo.oss-cn-hangzhou.aliyuncs.com/example.mkv?x-oss-async-process')
    expect(made.request.body).toBe(`x-oss-async-process=${EXPECTED['animation.yaml']?.[0]}`)
  })

  test('a request without endpoint or bucket says what is missing', async () => {
    const [job] = await compileFile('animation.yaml')
    if (!job) throw new Error('There is no job.')
    expect(toRequest({ ...job, endpoint: undefined })).toEqual({ missing: 'endpoint' })
    expect(toRequest({ ...job, bucket: undefined })).toEqual({ missing: 'bucket' })
    const made = toRequest({ ...job, endpoint: undefined, region: 'cn-shenzhen' })
    expect('request' in made && url(made.request)).toBe(
      'https://video-demo.oss-cn-shenzhen.aliyuncs.com/example.mkv?x-oss-async-process',
    )
  })
})
