import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Command } from '../args.ts'
import { fileProblem, UsageError } from '../io.ts'
import { replaceFile } from '../project/replace-file.ts'

const FILE = 'oss-process.config.json'

const CONFIG = {
  $schema: 'https://unpkg.com/oss-process/grammar/config.schema.json',
  preset: 'recommended',
  ignore: [],
  rules: {},
  overrides: [],
}

export const initCommand: Command = {
  name: 'init',
  summary: { en: 'write a configuration to begin with', zh: '生成初始配置' },
  usage: '',
  most: 0,
  options: {
    strict: { type: 'boolean', description: { en: 'with the strict preset', zh: '使用 strict 预设' } },
    force: { type: 'boolean', description: { en: 'replace the one that is there', zh: '覆盖已有的配置' } },
  },
  examples: [{ command: 'oss-process init', comment: { en: `makes ${FILE} here`, zh: `在此生成 ${FILE}` } }],
  async run({ flag, locale }, io) {
    const file = path.join(io.cwd, FILE)
    if (existsSync(file) && !flag('force')) {
      throw new UsageError(
        locale === 'zh'
          ? `"${FILE}" 已存在；用 "--force" 覆盖。`
          : `"${FILE}" is there already; "--force" replaces it.`,
      )
    }
    const config = flag('strict') ? { ...CONFIG, preset: 'strict' } : CONFIG
    try {
      replaceFile(file, `${JSON.stringify(config, undefined, 2)}\n`)
    } catch (error) {
      throw new UsageError(fileProblem(error, FILE, locale))
    }
    io.stdout.write(locale === 'zh' ? `已生成 "${FILE}"。\n` : `Wrote "${FILE}".\n`)
    return 0
  },
}
