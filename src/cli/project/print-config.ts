import path from 'node:path'
import { bucketRules } from '../../config/bucket-rules.ts'
import { hostRules } from '../../config/host-rules.ts'
import type { Resolver } from '../../config/resolve.ts'
import { applySeverity } from '../../config/settings.ts'
import { rules } from '../../lint/rules/index.ts'
import type { FoundConfig } from './config-file.ts'

/** What holds for one file, as JSON. */
export function printConfig(file: string, found: FoundConfig | undefined, resolver: Resolver, cwd: string): string {
  const folder = found ? path.dirname(found.file) : cwd
  const relative = path.relative(folder, path.resolve(cwd, file)).replaceAll(path.sep, '/')
  const settings = resolver.settingsFor(relative)
  const own = resolver.extraRules.filter(rule => !bucketRules().some(({ id }) => id === rule.id))
  const active = [...rules, ...hostRules, ...(found?.config.buckets ? bucketRules(found.config.buckets) : []), ...own]
  const shown = {
    file,
    config: found ? path.relative(cwd, found.file).replaceAll(path.sep, '/') : null,
    ignored: resolver.isIgnored(relative),
    preset: settings.strict ? 'strict' : 'recommended',
    defaultVia: settings.defaultVia,
    buckets: Object.keys(found?.config.buckets ?? {}),
    rules: Object.fromEntries(
      active.map(({ id, severity }) => {
        const probe = { ruleId: id, messageId: '', severity, message: '', span: { start: 0, end: 0 }, url: '' }
        return [id, applySeverity(probe, settings)?.severity ?? 'off']
      }),
    ),
  }
  return `${JSON.stringify(shown, undefined, 2)}\n`
}
