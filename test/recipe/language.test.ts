import { describe, expect, test } from 'vitest'
import {
  compileAll,
  compileListed,
  expand,
  readRecipe,
  readVariableFile,
  type VariableValues,
} from '../../src/recipe/index.ts'

const NOW = Date.parse('2026-11-27T08:30:00Z')

interface Given {
  readonly variables?: VariableValues
  /** Rows of a manifest in CSV. */
  readonly rows?: string
}

async function compile(text: string, { variables = {}, rows }: Given = {}) {
  const sources = rows === undefined ? 'sources: a.jpg' : 'sources: { manifest: rows.csv }'
  const yaml = `version: 1\nconnection: { region: cn-hangzhou, bucket: photos }\n${sources}\n${text}`
  const { recipe, diagnostics } = readRecipe(yaml)
  if (!recipe) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  const expansion = expand(recipe, { variables, now: NOW })
  const found = [...diagnostics, ...expansion.diagnostics]
  const strings: string[] = []
  const open = async function* () {
    yield rows ?? ''
  }
  for await (const { process } of compileAll(expansion, { open, report: item => found.push(item) })) {
    strings.push(process)
  }
  return { strings, messages: found.map(({ message }) => message) }
}

describe('defaults of references', () => {
  test('stand for a missing and for an empty value', async () => {
    const text = 'steps: [image/watermark: { text: "${title:-untitled}", size: "${size:-40}" }]'
    const of = async (given: Given) => (await compile(text, given)).strings
    expect(await of({})).toEqual(['image/watermark,size_40,text_dW50aXRsZWQ'])
    expect(await of({ variables: { title: 'Hi' } })).toEqual(['image/watermark,size_40,text_SGk'])
    expect(await of({ variables: { title: '', size: '30' } })).toEqual(['image/watermark,size_30,text_dW50aXRsZWQ'])
  })

  test('of a column, where a cell is empty', async () => {
    const { strings, messages } = await compile('steps: [image/watermark: { text: "${source.t:-untitled}" }]', {
      rows: 'key,t\na.jpg,Hi\nb.jpg,\n',
    })
    expect(strings).toEqual(['image/watermark,text_SGk', 'image/watermark,text_dW50aXRsZWQ'])
    expect(messages).toEqual([])
  })

  test('make a declared variable optional', async () => {
    const { strings, messages } = await compile(
      'variables: { w: { type: integer } }\nsteps: [image/resize: { width: "${w:-100}" }]',
    )
    expect({ strings, messages }).toEqual({ strings: ['image/resize,w_100'], messages: [] })
  })
})

describe('empty values', () => {
  test('leave the parameter out', async () => {
    const { strings, messages } = await compile(
      'steps: [image/resize: { width: "${source.w}", height: "${source.h}" }]',
      {
        rows: 'key,w,h\na.jpg,100,50\nb.jpg,100,\nc.jpg,,50\nd.jpg,,\n',
      },
    )
    expect(strings).toEqual(['image/resize,w_100,h_50', 'image/resize,w_100', 'image/resize,h_50'])
    expect(messages).toHaveLength(1)
    expect(messages[0]).toContain('Line 5 of the manifest "rows.csv": the input "d.jpg" is left out: ')
  })

  test('of the matrix and of variables too', async () => {
    const { strings } = await compile(
      'variables: { h: "" }\nmatrix: { w: [100, ""] }\nsteps: [image/resize: { width: "${w}", height: "${h}", percent: 50 }]',
    )
    expect(strings).toEqual(['image/resize,w_100,p_50', 'image/resize,p_50'])
  })
})

describe('functions and arithmetic', () => {
  test.each([
    ['${w * 2}', '200'],
    ['${w*2}', '200'],
    ['${w / 3}', '33'],
    ['${w + 5}', '105'],
    ['${w - 5}', '95'],
    ['${w * scale}', '150'],
    ['${w * 9 / 16}', '56'],
    ['${w / 3 * 3}', '100'],
    ['${w*2 - 10 + 5}', '195'],
    ['${w * scale / 4 + scale}', '39'],
  ])('%s', async (reference, width) => {
    const { strings, messages } = await compile(
      `variables: { w: 100px, scale: 1.5 }\nsteps: [image/resize: { width: "${reference}" }]`,
    )
    expect(strings).toEqual([`image/resize,w_${width}`])
    expect(messages.filter(message => !message.includes('never used'))).toEqual([])
  })

  test.each([
    '${w + 5 * 2}',
    '${w - 1 / 2}',
    '${w *}',
    '${w * * 2}',
    '${w * 2px}',
    '${w 2}',
    '${* 2}',
    '${(w + 5) * 2}',
  ])('%s is no reference', async reference => {
    const { strings, messages } = await compile(
      `variables: { w: 100 }\nsteps: [image/resize: { width: "${reference}" }]`,
    )
    expect(strings).toEqual([])
    expect(messages).toContainEqual(expect.stringContaining(`"${reference}" is not a reference; expected`))
  })

  test.each([
    ['${title | lower}', 'été & 夏天.jpg'],
    ['${title | upper}', 'ÉTÉ & 夏天.JPG'],
    ['${title | slug}', 'ete-夏天-jpg'],
    ['${title | slug | upper}', 'ETE-夏天-JPG'],
    ['${now | date}', '2026-11-27'],
    ['${now | date YYYY/MM/DD-HHmmss}', '2026/11/27-083000'],
  ])('%s', async (reference, expected) => {
    const { strings } = await compile(
      `variables: { title: Été & 夏天.jpg }\nsteps: [image/info]\nsaveas: "oss://results/${reference}.json"`,
    )
    const [, object = ''] = /,o_([\w-]+)/.exec(strings[0] ?? '') ?? []
    expect(Buffer.from(object, 'base64url').toString()).toBe(`${expected}.json`)
  })

  test('name columns in any language', async () => {
    const { strings, messages } = await compile(
      'variables: { sizes: { type: object, default: { 小: 40, 大: 80 } } }\nsteps: [image/resize: { width: "${sizes[source.尺寸]}", height: "${source.数_2 * 2}" }]\nsaveas: "${source.título | upper}.jpg"',
      { rows: 'key,尺寸,数_2,título\na.jpg,小,5,b\n' },
    )
    expect(messages).toEqual([])
    expect(strings).toEqual([`image/resize,w_40,h_10|sys/saveas,o_${Buffer.from('B.jpg').toString('base64url')}`])
  })

  test('work on columns', async () => {
    const { strings, messages } = await compile(
      'steps: [image/resize: { width: "${source.w * 2}" }]\nsaveas: "oss://results/${source.t | slug}.jpg"',
      { rows: 'key,w,t\na.jpg,50,A b\nb.jpg,wide,B\n' },
    )
    expect(strings).toEqual([
      `image/resize,w_100|sys/saveas,b_cmVzdWx0cw,o_${Buffer.from('a-b.jpg').toString('base64url')}`,
    ])
    expect(messages).toEqual([
      'Line 3 of the manifest "rows.csv": the input "b.jpg" is left out: Nothing can be worked out: image/resize "width" is made from text that is neither a number nor a time.',
    ])
  })
})

describe('conditions', () => {
  const STEPS = `
steps:
  - image/resize: { width: 100 }
  - image/watermark: { text: "\${source.t}" }
    when: \${source.t}
  - image/rotate: 90
    when: ["\${source.ext} == png", "not \${source.keep}"]
`
  test('on columns choose the steps of each row', async () => {
    const { strings, messages } = await compile(STEPS, {
      rows: 'key,t,keep\na.jpg,Hi,\nb.png,,\nc.png,Hi,yes\nd.png,Hi,no\n',
    })
    expect(strings).toEqual([
      'image/resize,w_100/watermark,text_SGk',
      'image/resize,w_100/rotate,90',
      'image/resize,w_100/watermark,text_SGk',
      'image/resize,w_100/watermark,text_SGk/rotate,90',
    ])
    expect(messages).toEqual([])
  })

  test.each([
    ['${w} >= 100', true],
    ['${w} < 100', false],
    ['${w} != 100', false],
    ['${w} == "100"', true],
    ['not ${w} == 100', false],
    ['${flag}', false],
    ['not ${flag}', true],
    ['${w}', true],
  ])('%s', async (when, holds) => {
    const { strings } = await compile(
      `variables: { w: 100, flag: false }\nsteps: [image/rotate: 90, { image/resize: { width: 50 }, when: '${when}' }]`,
    )
    expect(strings).toEqual([holds ? 'image/rotate,90/resize,w_50' : 'image/rotate,90'])
  })

  test('an input for which no step is left', async () => {
    const { strings, messages } = await compile('steps: [{ image/rotate: 90, when: "${source.r}" }]', {
      rows: 'key,r\na.jpg,1\nb.jpg,\n',
    })
    expect(strings).toEqual(['image/rotate,90'])
    expect(messages).toEqual([
      'Line 3 of the manifest "rows.csv": the input "b.jpg" is left out: its conditions leave no step for it.',
    ])
  })

  test.each([
    'not ${source.ext} == png',
    '${source.t}${source.keep}',
    "${source.t} != 'salt && pepper'",
    '${source.t} != salt and pepper',
    'true',
  ])('%s is a condition', async when => {
    const text = `steps: [image/resize: { width: 3 }, { image/rotate: 90, when: ${JSON.stringify(when)} }]`
    expect((await compile(text, { rows: 'key,t,keep\na.jpg,x,\n' })).strings).toEqual(['image/resize,w_3/rotate,90'])
  })

  test('an operator that a row brings along compares nothing', async () => {
    const { strings } = await compile(
      'steps: [image/rotate: 90, { image/blur: { r: 3, s: 2 }, when: "${source.t} == b" }]',
      {
        rows: 'key,t\na.jpg,b == b\nb.jpg,b\n',
      },
    )
    expect(strings).toEqual(['image/rotate,90', 'image/rotate,90/blur,r_3,s_2'])
  })
})

describe('fragments with arguments', () => {
  const FRAGMENTS = `
fragments:
  thumb:
    - image/resize: { width: "\${w}", height: "\${w * 2}" }
    - image/quality: { relative: "\${q:-80}" }
      when: not \${lossless:-no}
  pair:
    - use: { thumb: { w: "\${size}" } }
`
  test('each use brings its own', async () => {
    const { strings, messages } = await compile(
      `${FRAGMENTS}steps:\n  - use: { thumb: { w: 100 } }\n  - use: { thumb: { w: 50, q: 60 } }\n  - use: { thumb: { w: 10, lossless: yes } }\n`,
    )
    expect(strings).toEqual([
      'image/resize,h_200,w_100/quality,q_80/resize,h_100,w_50/quality,q_60/resize,h_20,w_10'.replace(
        /h_(\d+),w_(\d+)/g,
        'w_$2,h_$1',
      ),
    ])
    expect(messages.filter(message => message.startsWith('No variable'))).toEqual([])
  })

  test('may be references, through several fragments', async () => {
    const { strings } = await compile(
      `${FRAGMENTS}variables: { size: 100 }\nsteps: [use: { thumb: { w: "\${source.w}", q: "\${source.q}" } }]`.replace(
        'variables: { size: 100 }\n',
        '',
      ),
      { rows: 'key,w,q\na.jpg,20,70\nb.jpg,30,\n' },
    )
    expect(strings).toEqual(['image/resize,w_20,h_40/quality,q_70', 'image/resize,w_30,h_60/quality,q_80'])
    const inner = await compile(`${FRAGMENTS}steps: [use: { pair: { size: 7 } }]`)
    expect(inner.strings).toEqual(['image/resize,w_7,h_14/quality,q_80'])
  })
})

describe('types of variables', () => {
  const LIST =
    'variables: { widths: { type: list, default: [100, 200], minimum: 50 } }\nmatrix: { w: "${widths}" }\nsteps: [image/resize: { width: "${w}" }]'
  test('a list makes an axis, and is given with commas', async () => {
    expect((await compile(LIST)).strings).toEqual(['image/resize,w_100', 'image/resize,w_200'])
    expect((await compile(LIST, { variables: { widths: '60, 70' } })).strings).toEqual([
      'image/resize,w_60',
      'image/resize,w_70',
    ])
    expect((await compile(LIST, { variables: { widths: '60,7' } })).messages).toEqual([
      'The variable "widths" is 7; expected 50 or more.',
    ])
  })

  test('a duration takes the times that parameters take', async () => {
    const text =
      'variables: { every: { type: duration, default: 1m30s } }\nsteps: [video/animation: { format: gif, interval: "${every}" }]\nsaveas: a.gif\nprocess: x'.replace(
        '\nprocess: x',
        '',
      )
    expect((await compile(text)).strings[0]).toContain('inter_90000')
    expect((await compile(text, { variables: { every: '2s' } })).strings[0]).toContain('inter_2000')
    expect((await compile(text, { variables: { every: 'soon' } })).messages).toEqual([
      'The variable "every" is "soon"; expected a time such as 1500ms, 1s or 1m30s.',
    ])
  })
})

describe('connections', () => {
  const jobsOf = (connection: string, rest = '') => {
    const { recipe, diagnostics } = readRecipe(
      `version: 1\nconnection: ${connection}\n${rest}\nsources: a.jpg\nsteps: [image/resize: { width: 100 }]\n`,
    )
    if (!recipe) throw new Error('There is no recipe.')
    const expansion = expand(recipe)
    const { jobs, diagnostics: found } = compileListed(expansion)
    return {
      jobs: jobs.map(({ region, endpoint, bucket, addressing, label }) => ({
        region,
        endpoint,
        bucket,
        addressing,
        label,
      })),
      messages: [...diagnostics, ...expansion.diagnostics, ...found].map(({ message }) => message),
    }
  }

  test('take values of the matrix', () => {
    const { jobs, messages } = jobsOf(
      '{ region: "${region}", bucket: "films-${region}" }',
      'matrix: { region: [cn-hangzhou, cn-shanghai] }',
    )
    expect(jobs).toEqual([
      { region: 'cn-hangzhou', bucket: 'films-cn-hangzhou', label: 'region=cn-hangzhou' },
      { region: 'cn-shanghai', bucket: 'films-cn-shanghai', label: 'region=cn-shanghai' },
    ])
    expect(messages).toEqual([])
  })

  test('a bucket in the endpoint is taken off once', () => {
    const { jobs } = jobsOf('{ endpoint: "https://films.oss-cn-hangzhou.aliyuncs.com", bucket: films }')
    expect(jobs).toEqual([{ endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', bucket: 'films', label: '' }])
  })

  test('a domain that is bound to the bucket', () => {
    const { jobs, messages } = jobsOf('{ endpoint: img.example.com, region: cn-hangzhou, bucket: films, cname: true }')
    expect(jobs).toEqual([
      { endpoint: 'img.example.com', region: 'cn-hangzhou', bucket: 'films', addressing: 'cname', label: '' },
    ])
    expect(messages).toEqual([])
  })

  test.each([
    'oss-cn-hangzhou.aliyuncs.com',
    'oss-cn-hangzhou-internal.aliyuncs.com',
    'https://oss-accelerate.aliyuncs.com',
    'cn-hangzhou.oss.aliyuncs.com',
    's3.oss-cn-hangzhou.aliyuncs.com',
    'http://127.0.0.1:9000',
    'localhost:9000',
  ])('%s is a host', endpoint => {
    expect(jobsOf(`{ endpoint: "${endpoint}", bucket: films }`).messages).toEqual([])
  })
})

test('"skip: exists" is kept for whoever sends the jobs', () => {
  const { recipe, diagnostics } = readRecipe(
    'version: 1\nsources: a.jpg\nsteps: [image/info]\nsaveas: oss://films/b.json\nskip: exists\n',
  )
  expect(diagnostics).toEqual([])
  expect(recipe?.skip).toBe('exists')
})

describe('tables', () => {
  const WIDTHS = 'variables: { widths: { type: object, default: { small: 200, large: 800 }, minimum: 16 } }\n'

  test.each([
    ['an entry', 'steps: [image/resize: { width: "${widths.small}" }]', ['image/resize,w_200']],
    [
      'an entry that is calculated with',
      'steps: [image/resize: { width: "${widths.large / 4}" }]',
      ['image/resize,w_200'],
    ],
    ['a default of an entry', 'steps: [image/resize: { width: "${widths.tiny:-50}" }]', ['image/resize,w_50']],
    [
      'a matrix over the keys',
      'matrix: { size: "${widths}" }\nsteps: [image/resize: { width: "${widths[size]}" }]\nsaveas: ${size}.jpg',
      ['image/resize,w_200|sys/saveas,o_c21hbGwuanBn', 'image/resize,w_800|sys/saveas,o_bGFyZ2UuanBn'],
    ],
    [
      'an argument of a fragment',
      'fragments: { thumb: [image/resize: { width: "${widths[which] * 2}" }] }\nsteps: [use: { thumb: { which: small } }]',
      ['image/resize,w_400'],
    ],
    [
      'an argument that is a reference itself',
      'matrix: { size: [large] }\nfragments: { thumb: [image/resize: { width: "${widths[which]}" }] }\nsteps: [use: { thumb: { which: "${size}" } }]',
      ['image/resize,w_800'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await compile(WIDTHS + text)).toEqual({ strings: expected, messages: [] })
  })

  test('of a column, of the extension, and of what a table does not hold', async () => {
    const text = `${WIDTHS}steps:
  - image/resize: { width: "\${widths[source.size]}" }
  - image/format: \${source.ext}
    when: \${widths[source.size]} > 300`
    const rows = 'key,size\na.png,small\nb.jpg,large\nc.png,huge\nd.png,\n'
    const { strings, messages } = await compile(text, { rows })
    expect(strings).toEqual(['image/resize,w_200', 'image/resize,w_800/format,jpg'])
    expect(messages[0]).toBe(
      'Line 4 of the manifest "rows.csv": the input "c.png" is left out: The variable "widths" has no entry "huge".',
    )
    expect((await compile(text.replace('[source.size]', '[source.size]:-64'), { rows })).strings[2]).toBe(
      'image/resize,w_64',
    )
  })

  test('in the connection and in the bucket of the result', async () => {
    const { recipe } = readRecipe(`version: 1
connection: { region: "\${regions[site]}", bucket: "films-\${site}" }
variables: { regions: { type: object, default: { cn: cn-hangzhou, eu: eu-central-1 } } }
matrix: { site: "\${regions}" }
sources: a.jpg
steps: [image/resize: { width: 100 }]
saveas: b.jpg`)
    if (!recipe) throw new Error('There is no recipe.')
    const { cells, diagnostics } = expand(recipe)
    expect(diagnostics).toEqual([])
    expect(cells.map(({ connection }) => connection)).toEqual([
      { region: 'cn-hangzhou', bucket: 'films-cn' },
      { region: 'eu-central-1', bucket: 'films-eu' },
    ])
  })

  test('the caller gives single entries, or a mapping in a file', async () => {
    const text = `${WIDTHS}steps: [image/resize: { width: "\${widths.small}", height: "\${widths.tall:-5}" }]`
    const of = (variables: VariableValues) => compile(text, { variables })
    expect((await of({ 'widths.small': '300' })).strings).toEqual(['image/resize,w_300,h_5'])
    const { values } = readVariableFile('widths: { small: 30, tall: 70 }\nlist: [1, 2]\n', 'values.yaml')
    expect(values).toEqual({ 'widths.small': '30', 'widths.tall': '70', list: ['1', '2'] })
    expect((await of({ 'widths.small': '30', 'widths.tall': '70' })).strings).toEqual(['image/resize,w_30,h_70'])
    expect((await of({ 'widths.smal': '300' })).messages).toEqual([
      'A value is given for "widths.smal", but the recipe declares no such variable. Did you mean "widths.small"?',
    ])
    expect((await of({ 'widths.small': '3' })).messages).toEqual(['The variable "widths" is 3; expected 16 or more.'])
    expect((await of({ widths: 'small' })).messages).toEqual([
      'The variable "widths" is "small"; expected a mapping in a file of variables, or single values such as widths.key=value.',
    ])
  })

  test('a table without entries has no value', async () => {
    const text = 'variables: { widths: { type: object } }\nsteps: [image/resize: { width: "${widths.small}" }]'
    expect((await compile(text)).messages[0]).toContain('The variable "widths" has no value;')
    expect((await compile(text, { variables: { 'widths.small': '9' } })).strings).toEqual(['image/resize,w_9'])
  })

  test.each([
    [
      'an entry that is not there',
      'width: "${widths.smal}"',
      'The variable "widths" has no entry "smal". Did you mean "small"?',
    ],
    ['the whole table', 'width: "${widths}"', '"widths" is an object; take one entry of it, "${widths[name]}".'],
    ['a table that is none', 'width: "${now[widths]}"', '"now" has no entries, since its type is not object.'],
    [
      'an entry of no table',
      'width: "${now.small}", height: "${widths.small}"',
      '"now" has no entries, since its type is not object.',
    ],
    [
      'an unknown table',
      'width: "${heights[now]}", height: "${widths.small}"',
      'No variable "heights" is declared under "variables".',
    ],
    ['an unknown key', 'width: "${widths[size]}"', 'No variable "size" is declared under "variables".'],
  ])('%s is a finding', async (_, parameters, message) => {
    const { strings, messages } = await compile(`${WIDTHS}steps: [image/resize: { ${parameters} }]`)
    expect(strings).toEqual([])
    expect(messages[0]).toContain(message)
    expect(messages.filter(each => /has no value|is not an? /.test(each))).toEqual([])
  })

  test('a key that a cell of the matrix lacks is told at its reference', async () => {
    const { messages } = await compile(
      `${WIDTHS}matrix: { size: [small, larg] }\nsteps: [image/resize: { width: "\${widths[size]}" }]\nsaveas: \${size}.jpg`,
    )
    expect(messages).toEqual(['The variable "widths" has no entry "larg". Did you mean "large"?'])
  })

  test.each([
    ['{ type: object, default: [1] }', '"default" is a list; expected a mapping.'],
    ['{ type: object, default: { a: [1] } }', '"a" is a list; expected a single value.'],
    ['{ type: object, default: { a: 1 }, maximum: 0 }', 'The variable "t" is 1; expected 0 or less.'],
    ['{ type: object, default: { access-key-secret: abc } }', '"access-key-secret" belongs to the credentials'],
  ])('%s', async (variable, message) => {
    const { messages } = await compile(
      `variables: { t: ${variable} }\nsteps: [image/resize: { width: "\${t.a}" }]`,
    ).catch((error: Error) => ({ messages: [error.message] }))
    expect(messages[0]).toContain(message)
  })
})

describe('several outputs of one input', () => {
  const OUTPUTS = `steps: [image/auto-orient: 1]
outputs:
  thumb:
    steps: [image/resize: { width: 200 }]
    saveas: thumbs/{barename}.jpg
  original: {}
saveas: \${output}/{barename}.jpg`

  const jobsOf = (text: string, sources = 'sources: a.jpg') => {
    const { recipe, diagnostics } = readRecipe(
      `version: 1\nconnection: { region: cn-hangzhou, bucket: photos }\n${sources}\n${text}`,
    )
    const expansion = recipe && expand(recipe)
    const listed = expansion && compileListed(expansion)
    const found = [...diagnostics, ...(expansion?.diagnostics ?? []), ...(listed?.diagnostics ?? [])]
    return {
      jobs: listed?.jobs.map(({ key, label, process }) => [key, label, explainTarget(process)]) ?? [],
      messages: found.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    }
  }
  /** The string with the name of its result in words. */
  const explainTarget = (process: string) =>
    process.replace(/o_(\w+)/, (_, name: string) => Buffer.from(name, 'base64url').toString())

  test('are jobs with names, which share steps and may have steps and targets of their own', () => {
    expect(jobsOf(OUTPUTS)).toEqual({
      jobs: [
        ['a.jpg', 'output=thumb', 'image/auto-orient,1/resize,w_200|sys/saveas,thumbs/a.jpg'],
        ['a.jpg', 'output=original', 'image/auto-orient,1|sys/saveas,original/a.jpg'],
      ],
      messages: [],
    })
  })

  test('of each cell of a matrix, of each input, with fragments, conditions and notifications', () => {
    const text = `variables: { widths: { type: object, default: { s: 100, l: 400 } } }
matrix: { size: "\${widths}" }
fragments: { fit: [image/resize: { width: "\${widths[size]}" }] }
outputs:
  webp: { steps: [use: fit, image/format: webp], saveas: "\${size}/{barename}.webp" }
  same:
    steps:
      - use: fit
      - image/format: png
        when: \${output} == other
    saveas: \${size}/\${output}-\${source.basename}`
    const { jobs, messages } = jobsOf(text, 'sources: [a.jpg, b.png]')
    expect(messages).toEqual([])
    expect(jobs).toHaveLength(8)
    expect(jobs[1]).toEqual(['a.jpg', 'output=webp, size=l', 'image/resize,w_400/format,webp|sys/saveas,l/a.webp'])
    expect(jobs[7]).toEqual(['b.png', 'output=same, size=l', 'image/resize,w_400|sys/saveas,l/same-b.png'])
  })

  test('with rows of include alone', () => {
    const text = `matrix: { include: [{ w: 100 }, { w: 200 }] }
outputs:
  a: { steps: [image/resize: { width: "\${w}" }], saveas: "a\${w}.jpg" }
  b: { steps: [image/resize: { height: "\${w}" }], saveas: "b\${w}.jpg" }`
    expect(jobsOf(text).jobs.map(([, label]) => label)).toEqual([
      'output=a, w=100',
      'output=a, w=200',
      'output=b, w=100',
      'output=b, w=200',
    ])
  })

  test.each([
    ['outputs: [thumb]', '"outputs" is a list; write each output under its name'],
    ['outputs: { thumb: 1 }', '"thumb" is a single value; expected a mapping.'],
    ['outputs: { a b: { saveas: c.jpg } }', '"a b" is not a name for a variable'],
    ['outputs: { thumb: { step: [] } }', '"step" is not a key of an output; expected steps, saveas or notify.'],
    ['outputs: { thumb: { steps: [image/resise: {}] } }', '"image/resise" is not an operation.'],
    [
      'outputs: { thumb: { steps: [image/resize: { width: "${w}" }] } }',
      'No variable "w" is declared under "variables".',
    ],
    ['steps: [image/resize: { width: "${output}" }]', 'No variable "output" is declared under "variables".'],
    [`variables: { output: x }\n${OUTPUTS}`, '"output" is the name of the output where a recipe has "outputs"'],
    [`matrix: { output: [x] }\n${OUTPUTS}`, '"output" is the name of the output where a recipe has "outputs"'],
    [
      'outputs: { a: { steps: [image/resize: { width: 1 }] }, b: { steps: [image/resize: { width: 2 }] } }\nsaveas: c.jpg',
      'a.jpg (output=a) and a.jpg (output=b) both write oss://photos/c.jpg',
    ],
    ['outputs: { a: { saveas: c.jpg } }', 'The output "a" has no steps, and there are none that all outputs share.'],
    ['via: post', 'expected "steps", "process" or "outputs"'],
  ])('%s', (text, message) => {
    expect(jobsOf(text).messages.join('\n')).toContain(message)
  })
})
