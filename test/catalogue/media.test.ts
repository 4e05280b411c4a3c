import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CategorySpec, ParameterSpec } from '../../grammar/catalogue/types.ts'
import { audio } from '../../grammar/operations/audio.ts'
import { doc } from '../../grammar/operations/doc.ts'
import { hls } from '../../grammar/operations/hls.ts'
import { imm } from '../../grammar/operations/imm.ts'
import { pointCloud } from '../../grammar/operations/point-cloud.ts'
import { builtInStyles } from '../../grammar/operations/styles.ts'
import { csv, json, style, system, trigger } from '../../grammar/operations/system.ts'
import { templateVariables } from '../../grammar/operations/templates.ts'
import { video } from '../../grammar/operations/video.ts'
import { namesIn } from './names-in.ts'

/** Every documented operation and sub-operation with its parameters. */
const documented = readFixture('media')

/** Template variables, names that people try instead, and built-in styles. */
const names = readFixture('media-names')

/** Operations that the catalogue holds beyond the documents, with the reason. */
const beyond: Readonly<Record<string, string>> = {
  'doc/edit/watermark': 'the table of doc/edit is unknown; it is taken to follow doc/preview',
  'csv/select': 'SelectObject speaks through the same key; SDKs send it',
  'csv/meta': 'SelectObject speaks through the same key; SDKs send it',
  'json/select': 'SelectObject speaks through the same key; SDKs send it',
  'json/meta': 'SelectObject speaks through the same key; SDKs send it',
  'trigger/callback': 'TriggerCallback speaks through the same key; SDKs send it',
}

/** Parameters beyond the documents, with the reason. */
const beyondParameters: Readonly<Record<string, string>> = {
  'video/animation t': 'in a recipe of the OSS team, but in no table',
  'video/snapshot q': 'only in the code of others; known, so that the message can say so',
  'doc/edit export': 'taken to follow doc/preview',
  'doc/edit print': 'taken to follow doc/preview',
  'doc/edit copy': 'taken to follow doc/preview',
}

/** Stages of official samples; the catalogue orders parameters as they do. */
const officialOrder: readonly (readonly [id: string, names: string])[] = [
  ['video/animation', 'f w h inter'],
  ['video/animation', 'ss f pw ph fps inter'],
  ['video/snapshot', 't f w h m'],
  ['video/snapshots', 'f w h scaletype inter'],
  ['video/sprite', 'f sw sh inter tw th pad margin'],
  ['video/convert', 'f acodec ab vn sn'],
  ['video/convert', 'f vcodec fps fpsopt s sopt scaletype arotate crf g acodec ar ac ab abopt'],
  ['video/concat', 'ss f vcodec fps vb acodec ab ar ac align'],
  ['video/concat/sur', 'o t'],
  ['audio/convert', 'ss t f ab'],
  ['audio/concat', 'f ac ar ab align'],
  ['doc/convert', 'target source'],
  ['doc/preview', 'export print'],
  ['doc/preview/watermark', 'text size t'],
  ['doc/snapshot', 'target source page'],
  ['doc/translate', 'language content format'],
  ['hls/m3u8', 'vcodec fps fpsopt s sopt scaletype arotate crf acodec ar ac ab abopt st initd'],
  ['sys/saveas', 'b o'],
]

const categories: Readonly<Record<string, CategorySpec>> = {
  video,
  audio,
  doc,
  hls,
  imm,
  pointcloud: pointCloud,
  sys: system,
  style,
  csv,
  json,
  trigger,
}

const mains = Object.entries(categories).flatMap(([category, { operations }]) =>
  Object.entries(operations).map(([name, spec]) => ({ id: `${category}/${name}`, spec })),
)
const operations = mains.flatMap(({ id, spec }) => [
  { id, spec },
  ...Object.entries(spec.subOperations ?? {}).map(([name, sub]) => ({ id: `${id}/${name}`, spec: sub })),
])
const parameters = operations.flatMap(({ id, spec }) =>
  Object.entries(spec.parameters).map(([name, parameter]) => ({ id: `${id} ${name}`, parameter })),
)

function readFixture(name: string): Readonly<Record<string, readonly string[]>> {
  return JSON.parse(readFileSync(new URL(`../fixtures/catalogue/${name}.json`, import.meta.url), 'utf8'))
}

function getParameters(id: string): Readonly<Record<string, ParameterSpec>> {
  return operations.find(operation => operation.id === id)?.spec.parameters ?? {}
}

describe('media catalogue', () => {
  test('holds every documented operation, and nothing else without a reason', () => {
    const expected = [...Object.keys(documented), ...Object.keys(beyond)]
    const place = 'a new operation needs a line in test/fixtures/catalogue/media.json'
    expect(operations.map(({ id }) => id).sort(), place).toEqual(expected.sort())
  })

  test.each(Object.entries(documented))('%s has exactly its documented parameters', (id, expected) => {
    const found = Object.keys(getParameters(id)).filter(name => !Object.hasOwn(beyondParameters, `${id} ${name}`))
    expect(found.sort()).toEqual([...expected].sort())
  })

  test('holds every parameter that is listed as beyond the documents', () => {
    const ids = new Set(parameters.map(({ id }) => id))
    expect(Object.keys(beyondParameters).filter(id => !ids.has(id))).toEqual([])
  })

  test.each(officialOrder)('%s orders its parameters as the official sample does: %s', (id, sample) => {
    const wanted = sample.split(' ')
    expect(Object.keys(getParameters(id)).filter(name => wanted.includes(name))).toEqual(wanted)
  })

  test.each(operations)('$id names only its own parameters in constraints', ({ spec }) => {
    const unknown = (spec.constraints ?? []).flatMap(namesIn).filter(name => !Object.hasOwn(spec.parameters, name))
    expect(unknown).toEqual([])
  })

  test.each(operations)('$id has one long word for each parameter', ({ spec }) => {
    const words = Object.values(spec.parameters).map(({ word }) => word)
    expect(new Set(words).size).toBe(words.length)
    expect(words.filter(word => !/^[a-z]+(-[a-z]+)*$/.test(word))).toEqual([])
  })

  test.each(mains)('$id replaces only names that it does not have, by names that it has', ({ spec }) => {
    const wrong = Object.entries(spec.misnamed ?? {}).filter(
      ([name, own]) => Object.hasOwn(spec.parameters, name) || (own !== '' && !Object.hasOwn(spec.parameters, own)),
    )
    expect(wrong).toEqual([])
  })

  test.each(mains)('$id doubts only names that it does not have', ({ spec }) => {
    expect((spec.doubtful ?? []).filter(name => Object.hasOwn(spec.parameters, name))).toEqual([])
  })

  test.each(Object.entries(categories))(
    '%s replaces only operation names that it does not have, by names that it has',
    (_, category) => {
      const wrong = Object.entries(category.misnamed ?? {}).filter(
        ([name, own]) => Object.hasOwn(category.operations, name) || (own && !Object.hasOwn(category.operations, own)),
      )
      expect(wrong).toEqual([])
    },
  )

  test.each(parameters)('$id accepts its own default', ({ parameter: { type, default: fallback } }) => {
    expect(fallback === undefined ? undefined : type.test(fallback)).toBeUndefined()
  })

  test.each([...operations, ...parameters.map(({ id, parameter }) => ({ id, spec: parameter }))])(
    '$id has a short title in both languages',
    ({ spec: { title } }) => {
      expect(title.en.length).toBeLessThanOrEqual(40)
      expect(title.zh).toMatch(/\p{Script=Han}/u)
      expect(title.en + title.zh).not.toMatch(/[.。]/)
    },
  )
})

describe('template variables', () => {
  test('are exactly the documented ones', () => {
    expect(Object.keys(templateVariables).sort()).toEqual([...(names.variables ?? [])].sort())
  })

  test('belong to operations that the catalogue holds', () => {
    const ids = new Set(mains.map(({ id }) => id))
    const named = Object.values(templateVariables).flatMap(variable => variable.operations ?? [])
    expect(named.filter(id => !ids.has(id))).toEqual([])
  })
})

describe('built-in styles', () => {
  test('are exactly the documented ones', () => {
    expect(Object.keys(builtInStyles).sort()).toEqual([...(names.styles ?? [])].sort())
  })

  test.each(Object.entries(builtInStyles))('%s expands to values that the catalogue accepts', (_, { expansion }) => {
    const [id = '', ...written] = expansion.split(',')
    const specs = getParameters(id)
    const found = written.map(text => {
      const at = text.indexOf('_')
      return specs[text.slice(0, at)]?.type.test(text.slice(at + 1)) ?? 'accepted'
    })
    expect(Object.keys(specs)).not.toEqual([])
    expect(found).toEqual(written.map(() => 'accepted'))
    expect(written.filter(text => !Object.hasOwn(specs, text.slice(0, text.indexOf('_'))))).toEqual([])
  })
})
