import type { Command } from '../args.ts'
import { completionOf, isShell, SHELLS } from '../completion.ts'
import { UsageError } from '../io.ts'

export const completionCommand: Command = {
  name: 'completion',
  summary: { en: 'completions for a shell', zh: 'shell 补全脚本' },
  usage: SHELLS.join(' | '),
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
    const { commands } = await import('./index.ts')
    io.stdout.write(completionOf(shell, commands, locale))
    return 0
  },
}
