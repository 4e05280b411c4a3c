import { describe, expect, test } from 'vitest'
import {
  compileListed,
  environmentValues,
  expand,
  readAssignment,
  readRecipe,
  readVariableFile,
} from '../../src/recipe/index.ts'

const HEAD = 'version: 1\nsources: a.jpg\n'

function load(yaml: string) {
  const { recipe, diagnostics } = readRecipe(HEAD + yaml)
  expect(diagnostics).toEqual([])
  if (!recipe) throw new Error('There is no recipe.')
  return recipe
}

const RECIPE = load(
  `variables:
  width: {type: integer, required: true, maximum: 500}
  mode: {enum: [lfit, fill], default: lfit}
steps: [image/resize: {mode: "\${mode}", width: "\${width}"}]
`,
)

function run(variables: Readonly<Record<string, string>>) {
  const expansion = expand(RECIPE, { variables })
  return {
    strings: compileListed(expansion).jobs.map(({ process }) => process),
    messages: expansion.diagnostics.map(({ message }) => message),
  }
}

describe('variables', () => {
  test('values of the caller win over defaults', () => {
    expect(run({ width: '100' }).strings).toEqual(['image/resize,m_lfit,w_100'])
    expect(run({ width: '100', mode: 'fill' }).strings).toEqual(['image/resize,m_fill,w_100'])
  })

  test.each([
    [
      {},
      'The variable "width" has no value; give one with --var width=..., a file of variables, or OSS_PROCESS_VAR_width.',
    ],
    [{ width: 'wide' }, 'The variable "width" is "wide"; expected an integer.'],
    [{ width: '501' }, 'The variable "width" is 501; expected 500 or less.'],
    [{ width: '1', mode: 'fil' }, 'The variable "mode" is "fil"; expected lfit or fill. Did you mean "fill"?'],
    [
      { width: '1', mdoe: 'fill' },
      'A value is given for "mdoe", but the recipe declares no such variable. Did you mean "mode"?',
    ],
  ])('%j', (variables, message) => {
    const { strings, messages } = run(variables)
    expect(strings).toEqual([])
    expect(messages).toContain(message)
  })

  test('the environment gives values to declared names', () => {
    const environment = { OSS_PROCESS_VAR_width: '200', OSS_PROCESS_VAR_other: 'x', PATH: '/bin' }
    expect(environmentValues(RECIPE, environment)).toEqual({ width: '200' })
  })

  test('assignments', () => {
    expect(readAssignment('width=100')).toEqual(['width', '100'])
    expect(readAssignment('text=a=b')).toEqual(['text', 'a=b'])
    expect(readAssignment('empty=')).toEqual(['empty', ''])
    expect(readAssignment('width')).toBeUndefined()
    expect(readAssignment('=100')).toBeUndefined()
  })

  describe('the items of a list', () => {
    const LIST = load(
      `variables: { titles: { type: list, default: [d] } }
matrix: { title: "\${titles}" }
steps: [image/watermark: { text: "\${title}" }]
`,
    )
    const texts = (titles: string | readonly string[]) =>
      expand(LIST, { variables: { titles } }).cells.map(({ template: { text } }) =>
        Buffer.from(text.replace('image/watermark,text_', ''), 'base64url').toString(),
      )

    test.each([
      [['plain', 'other']],
      [['a, b', 'c']],
      [['only, one']],
      [['  edge ', 'tab\t']],
      [['["x"]', '{"y": 1}']],
      [['quo"te', 'back\\slash', '中文，逗号']],
    ])('%j come out of a file as they stand there', items => {
      const lines = items.map(item => `- ${JSON.stringify(item)}\n`)
      for (const text of [JSON.stringify({ titles: items }), `titles:\n${lines.join('')}`]) {
        const { values, diagnostics } = readVariableFile(text, 'values')
        expect(diagnostics).toEqual([])
        expect(texts(values.titles ?? '')).toEqual(items)
      }
    })

    test('an empty list of a file is none, and not the default', () => {
      const { values } = readVariableFile('titles: []\n', 'v.yaml')
      const { cells, diagnostics } = expand(LIST, { variables: values })
      expect(cells).toEqual([])
      expect(diagnostics.map(({ message }) => message)).toContain('The matrix has no combination left.')
    })

    test('of --var stand between commas, or in a list of JSON', () => {
      expect(texts('a, b')).toEqual(['a', 'b'])
      expect(texts('["a, b", "c", 3]')).toEqual(['a, b', 'c', '3'])
      expect(texts('[a, b]')).toEqual(['[a', 'b]'])
    })
  })

  test('an empty text is a list without items', () => {
    const { cells } = expand(
      load('variables: { t: { type: list } }\nmatrix: { x: "${t}" }\nsteps: [image/resize: { width: "${x}" }]\n'),
      {
        variables: { t: ' ' },
      },
    )
    expect(cells).toEqual([])
  })

  test.each([
    ['width: [100, 200]\n', 'The variable "width" is given a list; expected an integer.'],
    ['width: { small: 100, large: 200 }\n', 'The variable "width" is given a mapping; expected an integer.'],
    ['width: 100\nmode: [fill]\n', 'The variable "mode" is given a list; expected a text.'],
    ['{"width": 100, "mode": {"of": "fill"}}', 'The variable "mode" is given a mapping; expected a text.'],
  ])('%j is told once, with the type that is expected', (text, message) => {
    const { values } = readVariableFile(text, 'v.yaml')
    expect(expand(RECIPE, { variables: values }).diagnostics.map(({ message: found }) => found)).toEqual([message])
  })

  test.each([
    ['sizes: [1, 2]\n', 'The variable "sizes" is given a list; expected a mapping'],
    ['sizes: { small: [1, 2] }\n', 'The variable "sizes.small" is given a list; expected a text.'],
    ['text: [1, 2]\n', 'The variable "text" is given a list; expected a text.'],
    ['"sizes.": 3\n', 'A value is given for "sizes.", but the recipe declares no such variable.'],
  ])('%j for tables and names with a default', (text, message) => {
    const recipe = load(
      `variables: { sizes: { type: object, default: { small: 10 } } }
steps: [image/resize: { width: "\${sizes.small}" }, image/watermark: { text: "\${text:-x}" }]
`,
    )
    const { values } = readVariableFile(text, 'v.yaml')
    const { diagnostics } = expand(recipe, { variables: values })
    expect(diagnostics.map(({ message: found }) => found)).toEqual([expect.stringContaining(message)])
  })

  test('one that nothing refers to needs no value', () => {
    const { recipe } = readRecipe(`${HEAD}variables: { left: { type: string } }\nsteps: [image/info]\n`)
    expect(recipe && expand(recipe).diagnostics).toEqual([])
  })

  test('files of variables are YAML or JSON', () => {
    expect(readVariableFile('width: 100\nmode: fill\n', 'v.yaml').values).toEqual({ width: '100', mode: 'fill' })
    expect(readVariableFile('{"width": 100}', 'v.json').values).toEqual({ width: '100' })
    expect(readVariableFile('# nothing yet\n', 'v.yaml')).toEqual({ values: {}, diagnostics: [] })
    expect(readVariableFile('- 1', 'v.yaml').diagnostics.map(({ messageId }) => messageId)).toEqual(['not-map'])
  })

  test('a literal dollar brace', () => {
    const recipe = load('steps: [image/watermark: {text: "$${price}"}]\n')
    expect(expand(recipe).cells[0]?.template.text).toBe(
      `image/watermark,text_${Buffer.from(`\${price}`).toString('base64url')}`,
    )
  })

  test('a percentage may come out of a variable', () => {
    const recipe = load(
      `variables: {size: 25%}\nsteps: [video/animation: {format: gif, width: "\${size}", count: 3}]\nsaveas: x.gif\n`,
    )
    expect(expand(recipe).cells[0]?.template.text).toMatch(/^video\/animation,f_gif,num_3,pw_25\|/)
  })
})

describe('matrix', () => {
  const cells = (matrix: string) =>
    expand(load(`matrix: ${matrix}\nsteps: [image/resize: {width: "\${w}", height: "\${h}"}]\n`)).cells.map(
      ({ label }) => label,
    )

  test('every combination, the first axis outermost', () => {
    expect(cells('{w: [1, 2], h: [3, 4]}')).toEqual(['w=1, h=3', 'w=1, h=4', 'w=2, h=3', 'w=2, h=4'])
  })

  test('exclude takes out all that match', () => {
    expect(cells('{w: [1, 2], h: [3, 4], exclude: [{w: 1}]}')).toEqual(['w=2, h=3', 'w=2, h=4'])
    expect(cells('{w: [1, 2], h: [3, 4], exclude: [{w: 1, h: 4}]}')).toEqual(['w=1, h=3', 'w=2, h=3', 'w=2, h=4'])
  })

  test('include adds values to what it fits, or a combination', () => {
    expect(cells('{w: [1, 2], include: [{w: 1, h: 9}, {h: 5}]}')).toEqual(['w=1, h=5', 'w=2, h=5'])
    expect(cells('{w: [1], h: [3], include: [{w: 7, h: 8}]}')).toEqual(['w=1, h=3', 'w=7, h=8'])
  })
})
