import { UsageError } from '../../files/problem.ts'
import { completionOf, isShell, SHELLS } from '../completion.ts'
import type { Command } from '../options/args.ts'

/** The command that completes all commands, itself too. */
export const completionFor = (commands: () => readonly Command[]): Command => ({
  name: 'completion',
  summary: { en: 'completions for a shell', zh: 'shell 补全脚本' },
  usage: SHELLS.join(' | '),
  words: () => SHELLS,
  options: {},
  examples: [
    { command: 'source <(oss-process completion bash)', comment: { en: 'bash', zh: 'bash' } },
    {
      command: 'oss-process completion zsh > "$' + '{fpath[1]}/_oss-process"',
      comment: { en: 'zsh', zh: 'zsh' },
    },
    {
      command: 'oss-process completion fish > ~/.config/fish/completions/oss-process.fish',
      comment: { en: 'fish', zh: 'fish' },
    },
  ],
  async run({ positionals, locale }, io) {
    const [shell = ''] = positionals
    if (positionals.length !== 1 || !isShell(shell)) {
      throw new UsageError(
        locale === 'zh'
          ? `"completion" 需要一个 shell：${SHELLS.join('、')}。`
          : `"completion" takes one shell: ${SHELLS.join(', ')}.`,
      )
    }
    io.stdout.write(completionOf(shell, commands(), locale))
    return 0
  },
})
