import { describe, expect, test } from 'vitest'
import { compileListed, expand, readRecipe } from '../../src/recipe/index.ts'

/** Process string and way of a recipe without findings at error level. */
function compile(yaml: string, sources = 'dir/a.mkv') {
  const { recipe, diagnostics } = readRecipe(`version: 1\nsources: ${sources}\n${yaml}`)
  expect(diagnostics).toEqual([])
  if (!recipe) throw new Error('There is no recipe.')
  const expansion = expand(recipe)
  expect(expansion.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  const [job] = compileListed(expansion).jobs
  return [job?.via, job?.process]
}

const ANIMATION = 'video/animation,f_gif,w_100,inter_1000|sys/saveas,o_YS5naWY'

describe('spellings of one recipe', () => {
  test.each([
    ['long words', 'steps:\n  - video/animation: {format: gif, width: 100, interval: 1s}\nsaveas: a.gif\n'],
    ['short names', 'steps:\n  - video/animation: {f: gif, w: 100, inter: 1000}\nsaveas: a.gif\n'],
    ['another order', 'saveas: a.gif\nsteps:\n  - video/animation: {interval: 1s, width: 100, format: gif}\n'],
    ['a mapping of steps', 'steps:\n  video/animation: {f: gif, w: 100, inter: 1s}\nsaveas: a.gif\n'],
    ['a named step', 'steps:\n  animate:\n    video/animation: {f: gif, w: 100, inter: 1s}\nsaveas: a.gif\n'],
    ['named steps in a list', 'steps:\n  - animate: [video/animation: {f: gif, w: 100, inter: 1s}]\nsaveas: a.gif\n'],
    ['an anchor', 'x-a: &a {f: gif, w: 100, inter: 1s}\nsteps: [video/animation: *a]\nsaveas: a.gif\n'],
    ['a merge', 'x-a: &a {f: gif, w: 50}\nsteps: [video/animation: {<<: *a, w: 100, inter: 1s}]\nsaveas: a.gif\n'],
    ['a fragment', 'fragments: {a: {video/animation: {f: gif, w: 100, inter: 1s}}}\nsteps: {use: a}\nsaveas: a.gif\n'],
    ['a process string', 'process: video/animation,f_gif,w_100,inter_1000\nsaveas: a.gif\n'],
    ['a process string among steps', 'steps: [process: "video/animation,f_gif,w_100,inter_1000"]\nsaveas: a.gif\n'],
    ['saveas as a step', 'steps: [video/animation: {f: gif, w: 100, inter: 1s}, sys/saveas: {object: a.gif}]\n'],
    ['JSON', '"steps": [{"video/animation": {"f": "gif", "w": 100, "inter": 1000}}]\n"saveas": "a.gif"\n'],
  ])('%s', (_, yaml) => {
    expect(compile(yaml)).toEqual(['async', ANIMATION])
  })
})

const object = (text: string) => `o_${Buffer.from(text).toString('base64url')}`

describe('what OSS does not fill in', () => {
  test('variables of the target are filled in here where the process is synchronous', () => {
    expect(
      compile('steps: [image/resize: {w: 100}]\nsaveas: "{dirname}/{barename}-{{x}}.{ext}"\n', 'p/q/a.b.jpg'),
    ).toEqual(['post', `image/resize,w_100|sys/saveas,${object('p/q/a.b-{x}.jpg')}`])
  })

  test('and left to OSS where it is not', () => {
    expect(
      compile('steps: [video/animation: {f: gif, inter: 1s}]\nsaveas: "{dirname}/{barename}.{autoext}"\n'),
    ).toEqual(['async', `video/animation,f_gif,inter_1000|sys/saveas,${object('{dirname}/{barename}.{autoext}')}`])
  })

  test('a folder that is empty leaves no slash', () => {
    expect(compile('steps: [image/resize: {w: 100}]\nsaveas: "{dirname}/{basename}"\n', 'oss://photos/a.jpg')[1]).toBe(
      `image/resize,w_100|sys/saveas,${object('a.jpg')}`,
    )
  })
})

describe('the way to OSS', () => {
  test.each([
    ['steps: [image/resize: {w: 100}]\n', 'get'],
    ['steps: [image/resize: {w: 100}]\nvia: post\n', 'post'],
    ['steps: [image/resize: {w: 100}]\nsaveas: b.jpg\n', 'post'],
    ['steps: [video/animation: {f: gif, inter: 1s}]\nsaveas: b.gif\n', 'async'],
    ['steps: [style/thumb]\n', 'get'],
  ])('%s', (yaml, via) => {
    expect(compile(yaml)[0]).toBe(via)
  })
})
