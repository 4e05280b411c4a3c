import type { Locale } from '../../grammar/catalogue/localized.ts'
import type { Via } from '../../grammar/catalogue/types.ts'
import { type Diagnostic, localeOf } from '../language/diagnostic.ts'
import { expectKind } from '../language/given.ts'
import { type Config, checkConfig } from './config.ts'
import { fileInput } from './input.ts'
import { findingsInOrder, fixFile, lintInHost } from './lint-file.ts'
import { makeResolver } from './resolve.ts'
import type { Settings } from './settings.ts'

/** How to lint a text around process strings. */
export interface LintSourceOptions {
  /** A configuration as in `oss-process.config.json`; `overrides` and `ignore` match the name of the file. `extends` is not read. */
  readonly config?: Config
  readonly locale?: Locale
  /** How strings reach OSS, for all of them; `auto`, the default, takes it from their places. */
  readonly via?: Via | 'auto'
}

/**
 * Finds what is wrong with the process strings of a source text: extracts them as the language of the file writes them, lints them, honours
 * comments that switch rules off, and weighs findings as the configuration says. Spans and edits are offsets of `text`, in UTF-16 code
 * units; findings are in the order of the text. The name of the file tells its language; nothing is read from the disk.
 *
 *     lintSource("const u = base + '?x-oss-process=image/resize,w_0'", 'src/a.ts')[0].message // 'w is 0, but image/resize takes ...'
 * @throws RangeError for a configuration that is wrong, with a sentence for each fault; TypeError for a source or a name that is no text.
 */
export function lintSource(text: string, fileName: string, options: LintSourceOptions = {}): readonly Diagnostic[] {
  const settings = settingsOf(text, fileName, options)
  if (!settings) return []
  return findingsInOrder(lintInHost(fileInput(fileName, text), settings))
}

/**
 * A source text with the safe fixes made, each spelled as the text around it needs; fixing the result changes nothing more.
 *
 *     fixSource("u = b + '?x-oss-process=image/resize,,w_1'", 'a.py') // "u = b + '?x-oss-process=image/resize,w_1'"
 * @throws RangeError for a configuration that is wrong; TypeError for a source or a name that is no text.
 */
export function fixSource(text: string, fileName: string, options: LintSourceOptions = {}): string {
  const settings = settingsOf(text, fileName, options)
  return settings ? fixFile(fileInput(fileName, text), settings).text : text
}

/** Undefined for a file that the configuration leaves out. */
function settingsOf(text: string, fileName: string, options: LintSourceOptions): Settings | undefined {
  expectKind(text, 'The source', 'a text')
  expectKind(fileName, 'The name of the file', 'a text')
  expectKind(options, '"options"', 'an object')
  const { config, via = 'auto' } = options
  const locale = localeOf(options.locale)
  const { problems } = config === undefined ? { problems: [] } : checkConfig(config)
  if (problems.length > 0) throw new RangeError(problems.map(({ message }) => message[locale]).join('\n'))
  const resolver = makeResolver(config, { locale, via })
  const name = fileName.replaceAll('\\', '/').replace(/^\.?\//, '')
  return resolver.isIgnored(name) ? undefined : resolver.settingsFor(name)
}
