import path from 'node:path'
import { bucketRules } from '../lint/rules/bucket/bucket-rules.ts'
import { hostRules } from '../lint/rules/host/host-rules.ts'
import { rules } from '../lint/rules/string/index.ts'
import { recipeSummaries } from '../recipe/recipe-rules.ts'
import type { Configs } from './configs.ts'
import { applySeverity } from './settings.ts'

/** What holds for one file, as JSON. */
export function printConfig(file: string, configs: Configs, cwd: string): string {
  const full = path.resolve(cwd, file)
  const settings = configs.settingsFor(full)
  const found = configs.configOf(full)
  const buckets = found?.config.buckets
  const known = buckets ? bucketRules(buckets) : []
  const own = settings.extraRules.filter(rule => !bucketRules().some(({ id }) => id === rule.id))
  const shown = {
    file,
    config: found ? path.relative(cwd, found.file).replaceAll(path.sep, '/') : null,
    ignored: configs.isIgnored(full),
    preset: settings.strict ? 'strict' : 'recommended',
    defaultVia: settings.defaultVia,
    buckets: Object.keys(buckets ?? {}),
    rules: Object.fromEntries(
      [...rules, ...hostRules, ...recipeSummaries(), ...known, ...own].map(({ id, severity }) => [
        id,
        applySeverity({ ruleId: id, severity }, settings)?.severity ?? 'off',
      ]),
    ),
  }
  return `${JSON.stringify(shown, undefined, 2)}\n`
}
