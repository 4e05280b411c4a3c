import type { Random } from '../fixes/random.ts'

/** A document as an editor has it. */
export interface Open {
  readonly uri: string
  readonly language: string
  version: number
  text: string
}

/** A place as the protocol has it. */
interface Place {
  readonly line: number
  readonly character: number
}

/** Kinds of documents with what they start with. */
export const KINDS: readonly (readonly [name: string, language: string, text: string])[] = [
  ['a.ts', 'typescript', "const a = `${b}/c.jpg?x-oss-process=image/resize,w_${w}/quality,q_90`\nconst d = '图😀'\n"],
  ['a.vue', 'vue', '<template>\r\n  <img :src="`${b}?x-oss-process=image/resize,w_0`">\r\n</template>\r\n'],
  ['a.py', 'python', "u = b + f'?x-oss-process=image/resize,w_{w}'\nv = base64.b64encode(b'é')\n"],
  [
    'a.oss',
    'oss-process',
    'image/resize,w_200,m_fill\n# 图\nvideo/snapshot,t_1000,f_jpg\nimage/watermark,text_SGVsbG8\n',
  ],
  [
    'a.yaml',
    'yaml',
    'version: 1\nvariables: { width: 200 }\nsources: a.jpg\nsteps:\n  - image/resize: { width: "${width}" }\n  - use: small\nfragments: { small: [image/info] }\n',
  ],
  ['a.md', 'markdown', '![a](https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_0)\n'],
]

const PIECES = [
  ...[
    'a',
    '0',
    ' ',
    '\n',
    '\r\n',
    '\r',
    '图',
    '😀',
    'é',
    '"',
    "'",
    '`',
    '${',
    '}',
    '/',
    ',',
    '_',
    '|',
    '%',
    '#',
    ': ',
    '- ',
  ],
  ...['image/resize,w_200', '?x-oss-process=', 'sys/saveas,o_', 'oss-process-disable', '\t', '{', '&amp;'],
]

/** Offsets between characters, of which a line break is one. */
function boundaries(text: string): readonly number[] {
  const ends = [0]
  for (const { 0: piece, index } of text.matchAll(/\r\n|[\s\S]/gu)) ends.push(index + piece.length)
  return ends
}

/** The place of an offset in UTF-16 units, counted anew. */
function placeIn(text: string, offset: number): Place {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/)
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 }
}

/** Some changes of a document, each counted from what the one before left; the document has them then. */
export function changeSome(open: Open, random: Random): readonly object[] {
  open.version += random.below(20) === 0 ? -1 : 1
  return Array.from({ length: 1 + random.below(3) }, () => {
    const ends = boundaries(open.text)
    if (random.below(60) === 0 || open.text.length > 3000) {
      open.text = random.of(KINDS)[2]
      return { text: open.text }
    }
    const first = random.below(ends.length)
    const last = Math.min(ends.length - 1, first + (random.below(3) === 0 ? random.below(12) : 0))
    const [start = 0, end = 0] = [ends[first], ends[last]]
    const text = Array.from({ length: random.below(3) }, () => random.of(PIECES)).join('')
    const range = { start: placeIn(open.text, start), end: placeIn(open.text, end) }
    open.text = open.text.slice(0, start) + text + open.text.slice(end)
    return { range, text }
  })
}

const ODD: readonly unknown[] = [-1, 1e9, 0.5, Number.MAX_SAFE_INTEGER, null, 'a', {}, []]

function oddPlace(random: Random): unknown {
  if (random.below(8) === 0) return random.of(ODD)
  return { line: random.of([...ODD, 0, 1, 2]), character: random.of([...ODD, 0, 5, 20]) }
}

/** A change that no editor should send: outside, inverted, half a character, or none at all. */
export function oddChange(random: Random): unknown {
  if (random.below(6) === 0) return random.of(ODD)
  const text = random.of<unknown>(['x', '\ud83d', '\ude00', '', ...ODD])
  return { range: { start: oddPlace(random), end: oddPlace(random) }, text }
}

const AT_PLACE = ['hover', 'completion', 'signatureHelp', 'prepareRename']
const OF_FILE = ['documentSymbol', 'semanticTokens/full', 'diagnostic', 'documentLink', 'formatting']

/** A question about a document: its method and parameters. `isOdd` where its places may be anything. */
export function questionAbout(uri: string, text: string, random: Random, isOdd: boolean): readonly [string, object] {
  const place = () => (isOdd ? oddPlace(random) : placeIn(text, random.of(boundaries(text))))
  const textDocument = isOdd && random.below(10) === 0 ? random.of(ODD) : { uri }
  const range = isOdd && random.below(10) === 0 ? random.of(ODD) : { start: place(), end: place() }
  const options = { tabSize: 2, insertSpaces: true }
  const more: readonly (readonly [string, object])[] = [
    ...AT_PLACE.map(name => [name, { position: place() }] as const),
    ...OF_FILE.map(name => [name, { options }] as const),
    ['codeAction', { range, context: { diagnostics: isOdd ? random.of(ODD) : [] } }],
    ['inlayHint', { range }],
    ['rangeFormatting', { range, options }],
    ['selectionRange', { positions: isOdd ? random.of([[place()], ...ODD]) : [place()] }],
    ['rename', { position: place(), newName: random.of(['b', 'width2', '1', '']) }],
  ]
  const [name, params] = random.of(more)
  return [`textDocument/${name}`, { textDocument, ...params }]
}
