import { existsSync } from 'node:fs'
import path from 'node:path'
import { onFile, UsageError } from '../../files/problem.ts'
import { replaceFile } from '../../project/replace-file.ts'
import { defineCommand, type OptionSpecs } from '../options/args.ts'

const FILE = 'oss-process.config.json'

/** Where editors find the schema when the package is installed beside the configuration. */
const SCHEMA = './node_modules/oss-process/grammar/generated/config.schema.json'

const CONFIG = {
  preset: 'recommended',
  ignore: [],
  rules: {},
  overrides: [],
}

const OPTIONS = {
  strict: { type: 'boolean', description: { en: 'with the strict preset', zh: '使用 strict 预设' } },
  force: { type: 'boolean', description: { en: 'replace the one that is there', zh: '覆盖已有的配置' } },
} satisfies OptionSpecs

export const initCommand = defineCommand({
  name: 'init',
  summary: { en: 'write a configuration to begin with', zh: '生成初始配置' },
  usage: '',
  most: 0,
  options: OPTIONS,
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
    const schema = existsSync(path.join(io.cwd, SCHEMA)) ? { $schema: SCHEMA } : {}
    const config = { ...schema, ...CONFIG, ...(flag('strict') && { preset: 'strict' }) }
    onFile(FILE, locale, () => replaceFile(file, `${JSON.stringify(config, undefined, 2)}\n`))
    io.stdout.write(locale === 'zh' ? `已生成 "${FILE}"。\n` : `Wrote "${FILE}".\n`)
    return 0
  },
})
