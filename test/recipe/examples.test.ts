import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileJob, expand, listJobs, readRecipe, toRequest } from '../../src/recipe/index.ts'
import { url } from '../../src/request/request.ts'

const FOLDER = new URL('../../examples/recipes/', import.meta.url)

const TARGET = 'b_b3V0YnVja2V0,o_b3V0b2JqcHJlZml4LnthdXRvZXh0fQ/notify,topic_QXVkaW9Db252ZXJ0'

/** The strings that the documentation prints for these recipes. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'animation.yaml': [`video/animation,f_gif,w_100,h_100,inter_1000|sys/saveas,${TARGET}`],
  'animation-webp.yaml': [`video/animation,ss_5000,f_webp,pw_25,ph_25,fps_25,inter_500|sys/saveas,${TARGET}`],
}

function compileFile(name: string) {
  const { recipe, diagnostics } = readRecipe(readFileSync(new URL(name, FOLDER), 'utf8'), { fileName: name })
  expect(diagnostics).toEqual([])
  if (!recipe) throw new Error(`${name} is no recipe.`)
  const expansion = expand(recipe)
  expect(expansion.diagnostics).toEqual([])
  return Array.from(listJobs(expansion), compileJob)
}

describe('example recipes', () => {
  test.each(readdirSync(FOLDER).filter(name => name.endsWith('.yaml')))('%s', name => {
    expect(compileFile(name).map(({ process }) => process)).toEqual(EXPECTED[name])
  })

  test('the request of the first one', () => {
    const [job] = compileFile('animation.yaml')
    const made = job && toRequest(job)
    if (!made || !('request' in made)) throw new Error('There is no request.')
    expect(made.request.method).toBe('POST')
    expect(url(made.request)).toBe('https://video-demo.oss-cn-hangzhou.aliyuncs.com/example.mkv?x-oss-async-process')
    expect(made.request.body).toBe(`x-oss-async-process=${EXPECTED['animation.yaml']?.[0]}`)
  })
})
