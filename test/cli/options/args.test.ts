import { expect, test } from 'vitest'
import { defineCommand, readArgs } from '../../../src/cli/options/args.ts'
import { UsageError } from '../../../src/files/problem.ts'

const words = { en: 'a test', zh: '测试' }

const command = defineCommand({
  name: 'toy',
  summary: words,
  usage: '',
  options: {
    json: { type: 'boolean', description: words },
    size: { type: 'string', description: words },
    only: { type: 'string', multiple: true, description: words },
  },
  examples: [],
  run: async args => {
    // @ts-expect-error: a misspelled option does not compile
    args.flag('jsno')
    // @ts-expect-error: neither does a text that is asked for as a flag
    args.flag('size')
    // @ts-expect-error: nor a list that is asked for as a text
    args.text('only')
    // @ts-expect-error: nor a text that is asked for as a list
    args.list('size')
    return args.flag('json') && args.text('size') === '3' && args.list('only').join() === 'a,b' ? 0 : 1
  },
})

test('a command asks for its options by their names', async () => {
  const args = readArgs(command, ['--json', '--size', '3', '--only', 'a', '--only', 'b'], 'en')
  expect(await command.run(args, {} as never)).toBe(0)
})

test('an option that the command does not have is refused with a guess', () => {
  expect(() => readArgs(command, ['--jsno'], 'en')).toThrow(
    new UsageError('"toy" has no option "--jsno". Did you mean "--json"?'),
  )
})

test('an empty text is no value, unless the option takes one', () => {
  expect(() => readArgs(command, ['--size', ''], 'en')).toThrow(new UsageError('The option "--size" needs a value.'))
  expect(() => readArgs(command, ['--only', 'a', '--only='], 'zh')).toThrow(
    new UsageError('选项 "--only" 需要一个值。'),
  )
})
