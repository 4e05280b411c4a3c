import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64, color, flag, integer, number, oneOf, size } from '../../grammar/catalogue/values.ts'
import { listOperations } from '../../src/catalogue/catalogue.ts'
import { findErrorCode, listErrorCodes } from '../../src/catalogue/error-codes.ts'
import { findServerCode, listServerCodes, pagesOfServerCode } from '../../src/catalogue/server-codes.ts'
import { findTemplateVariable, listTemplateVariables } from '../../src/catalogue/templates.ts'

describe('value types', () => {
  test('read back what they print', () => {
    const safe = fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map(value => Number(value.toFixed(4)) || 0)
    fc.assert(fc.property(fc.integer(), value => integer().parse(integer().print(value)) === value))
    fc.assert(
      fc.property(
        safe.filter(value => !String(value).includes('e')),
        value => {
          expect(number().parse(number().print(value))).toBe(value)
        },
      ),
    )
    const sides = fc.record(
      { width: fc.integer({ min: 1, max: 4096 }), height: fc.integer({ min: 1, max: 4096 }) },
      { requiredKeys: ['width'] },
    )
    fc.assert(
      fc.property(sides, value => {
        expect(size(1, 4096).parse(size(1, 4096).print(value))).toEqual({ ...value })
      }),
    )
    expect(size(1, 4096).parse(size(1, 4096).print({ height: 720 }))).toEqual({ height: 720 })
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        value => base64('text').parse(base64('text').print(value)) === value,
      ),
    )
    for (const word of ['png', 'tiff']) expect(oneOf(['png'], ['tiff']).print(word)).toBe(word)
    expect(color.print('FF0000')).toBe('FF0000')
  })

  test.each([
    [
      integer(1, 100),
      {
        '1': undefined,
        '100': undefined,
        '0': 'range',
        '101': 'range',
        '1.5': 'type',
        '': 'type',
        '-': 'type',
        a: 'type',
      },
    ],
    [integer(), { '-5': undefined, '99999999': undefined }],
    [
      number({ minimum: 0, exclusiveMinimum: true, maximum: 2 }),
      { '0': 'range', '0.1': undefined, '2': undefined, '2.1': 'range', '.5': 'type' },
    ],
    [number({ minimum: 0.5 }), { '0.4': 'range', '0.5': undefined }],
    [oneOf(['png'], ['tiff']), { png: undefined, tiff: undefined, PNG: 'enum' }],
    [flag, { '0': undefined, '1': undefined, true: 'enum' }],
    [color, { FF0000: undefined, ff0000: undefined, '#FF0000': 'color', FF00: 'color' }],
    [
      size(1, 4096),
      {
        '1x1': undefined,
        '1280x': undefined,
        x720: undefined,
        '4097x1': 'range',
        '1x4097': 'range',
        '0x1': 'range',
        x: 'size',
        '1*1': 'size',
      },
    ],
    [base64('text'), { anything: undefined, '%': undefined }],
  ])('tell what is wrong with a text (%#)', (type, cases) => {
    for (const [text, problem] of Object.entries(cases)) expect([text, type.test(text)]).toEqual([text, problem])
  })

  test('have no value for what is none', () => {
    expect([
      integer().parse('a'),
      number().parse('a'),
      oneOf(['a']).parse('b'),
      color.parse('red'),
      size(1, 9).parse('9'),
    ]).toEqual(Array.from({ length: 5 }))
    expect(color.parse('ff00aa')).toBe('FF00AA')
    expect(oneOf(['a']).parse('a')).toBe('a')
  })

  test('say what they expect', () => {
    const said = [
      integer(),
      integer(1, 5),
      integer(1),
      integer(undefined, 5),
      number({ minimum: 0, exclusiveMinimum: true }),
      number({ minimum: 0, exclusiveMinimum: true, maximum: 2 }),
    ]
    expect(said.map(({ description }) => description.en)).toEqual([
      'an integer',
      'an integer from 1 to 5',
      'an integer of 1 or more',
      'an integer of 5 or less',
      'a number above 0',
      'a number above 0 and up to 2',
    ])
    expect(said.map(({ description }) => description.zh)).toEqual([
      '整数',
      '1～5 的整数',
      '不小于 1 的整数',
      '不大于 5 的整数',
      '大于 0 的数字',
      '大于 0 且不大于 2 的数字',
    ])
  })
})

describe('EC numbers', () => {
  const codes = listOperations().flatMap(({ main, parameters, spec }) => [
    main?.emptyCode,
    main?.extraValueCode,
    ...(spec.constraints ?? []).map(constraint => (constraint.kind === 'oneOf' ? constraint.serverCode : undefined)),
    ...[...parameters.values()].flatMap(({ serverCode, missingCode }) => [serverCode, missingCode]),
  ])

  test('of the catalogue all mean something, in both languages', () => {
    const known = [...new Set(codes.flatMap(code => code ?? []))]
    expect(known.length).toBeGreaterThan(20)
    for (const code of known) {
      const uses = findServerCode(code)
      expect([code, uses.length > 0]).toEqual([code, true])
      for (const { en, zh } of uses) {
        expect(en).toMatch(/\.$/)
        expect(zh).toMatch(/\p{Script=Han}.*。$/u)
        expect(en + zh).not.toMatch(/undefined|\[object/)
      }
    }
  })

  test('that belong to no operation are told first, and unknown ones not at all', () => {
    expect(findServerCode('0040-00000213')[0]?.en).toBe('The operation is unknown.')
    expect(findServerCode('9999-00000000')).toEqual([])
    expect(pagesOfServerCode('0040-00000312')).toEqual(['Resize images'])
    expect(pagesOfServerCode('0040-00000027')).toEqual(['Add watermarks'])
    expect(pagesOfServerCode('9999-00000000')).toEqual([])
  })
})

test('variables of targets are found by name, tags by any name', () => {
  for (const name of listTemplateVariables()) expect(findTemplateVariable(name)).toBeDefined()
  expect(findTemplateVariable('tags.owner')).toBe(findTemplateVariable('tags.<name>'))
  expect(findTemplateVariable('tags.')).toBeUndefined()
  expect(findTemplateVariable('nothing')).toBeUndefined()
  expect(findTemplateVariable('toString')).toBeUndefined()
})

test('every EC number of the list is explained', () => {
  const codes = listServerCodes()
  expect(codes).toEqual([...new Set(codes)].sort())
  expect(codes.length).toBeGreaterThan(50)
  for (const code of codes) {
    expect(code).toMatch(/^\d{4}-\d{8}$/)
    expect(findServerCode(code), code).not.toHaveLength(0)
  }
})

test('error codes have a status and a sentence in both languages, once each and in order', () => {
  const codes = listErrorCodes()
  expect(codes).toEqual([...new Set(codes)].sort())
  for (const code of codes) {
    const { status, text } = findErrorCode(code) ?? {}
    expect([code, status]).toEqual([code, expect.toSatisfy(found => found >= 400 && found < 600)])
    expect(text?.en).toMatch(/\.$/)
    expect(text?.zh).toMatch(/\p{Script=Han}.*。$/u)
  }
  expect(findErrorCode('toString')).toBeUndefined()
})

test('every EC number that the local OSS answers with is explained', () => {
  const folders = ['src/emulator', 'src/request']
  const files = folders.flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => path.join(folder, name)),
  )
  const answered = files.flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/'(\d{4}-\d{8})'/g)].map(([, code]) => code),
  )
  expect(answered).toContain('0026-00000001')
  expect(answered.filter(code => code && findServerCode(code).length === 0)).toEqual([])
})
