import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from './cli/run.ts'

const root = path.join(import.meta.dirname, '..')

/** The commands of the console blocks with the output that stands below them. */
function consoleExamples(text: string): readonly { command: string; output: string }[] {
  const blocks = Array.from(text.matchAll(/```console\n([\s\S]*?)```/g), ([, block = '']) => block)
  return blocks.flatMap(block =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map(entry => {
        const [command = '', ...output] = entry.split('\n')
        return { command, output: output.join('\n').trim() }
      }),
  )
}

/** Words of a shell command; single quotes hold blanks together. */
function wordsOf(command: string): readonly string[] {
  return Array.from(command.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, plain]) => quoted ?? plain ?? '')
}

describe.each(['README.md', 'README.zh-CN.md'])('%s', name => {
  const examples = consoleExamples(readFileSync(path.join(root, name), 'utf8'))

  test('has examples', () => expect(examples.length).toBeGreaterThan(4))

  test.each(examples)('$command', async ({ command, output }) => {
    const [program, ...argv] = wordsOf(command)
    expect(program).toBe('oss-process')
    const { stdout } = await run(argv, { cwd: root, env: name.includes('zh') ? { LANG: 'zh_CN.UTF-8' } : {} })
    expect(stdout.trim()).toBe(output)
  })
})
