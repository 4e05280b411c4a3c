import { describe, expect, test } from 'vitest'
import { findErrorMessages } from '../../src/catalogue/error-messages.ts'

const english = (text: string) => findErrorMessages(text).map(({ en }) => en)

describe('sentences of OSS and of exceptions about them', () => {
  test.each([
    ['AccessDenied: The channel can only be accessed using style', /^The bucket protects its originals: /],
    ['Input is not base64 decoding.', /URL-safe Base64 \(text, image, type, o, b, content\)/],
    ["Advance cut's position is out of image.", /^A crop starts outside of the picture/],
    ['BadRequest, not supported format', /video\/snapshot reads H\.264 and H\.265 alone/],
    ['The specified resource Route is not found. [65D1]', /none that works by x-oss-async-process/],
    ['InvalidRequest: no x-oss-async-process parameter found', /^The body has no x-oss-async-process=STRING/],
    ["invalid character 'ÿ' looking for beginning of value", /needs "\|sys\/saveas,o_\.\.\."\.$/],
  ])('%s', (text, expected) => {
    expect(english(text)).toEqual([expect.stringMatching(expected)])
    expect(findErrorMessages(text)[0]?.zh).toMatch(/[。”]$/)
  })

  test('none is known of other texts', () => {
    expect(findErrorMessages('The bucket you are attempting to access must be addressed otherwise.')).toEqual([])
  })

  test('of a value that is refused, who takes what by that name', () => {
    expect(english('The value: 0 of parameter: r is invalid.')).toEqual([
      '"0" was refused as r. image/circle, image/rounded-corners: r takes an integer from 1 to 4096. image/blur: r takes an integer from 1 to 50.',
    ])
    expect(findErrorMessages('The value: 7 of parameter: bright is invalid.')).toEqual([
      {
        en: '"7" was refused as bright. image/bright: bright takes an integer from -100 to 100.',
        zh: 'bright 的值 "7" 被拒绝。image/bright：bright 应为 -100～100 的整数。',
      },
    ])
    expect(english('The value: 7 of parameter: nothing is invalid.')).toEqual(['"7" was refused as nothing.'])
    expect(findErrorMessages('The value: a/b of parameter: stylename is invalid.')).toEqual([
      {
        en: 'The bucket has no style "a/b", or its name cannot be that of a style.',
        zh: '存储空间没有样式 "a/b"，或该名称不能作为样式名。',
      },
    ])
  })
})
