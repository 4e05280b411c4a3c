/**
 * A plugin of ESLint 9 and 10 (flat configuration): what is wrong with process strings stands among the other findings.
 *
 *     import { recommended } from 'oss-process/eslint'
 *     export default [...recommended]
 */

import type { Diagnostic, Severity } from '../language/diagnostic.ts'
import type { Edit } from '../language/edit.ts'
import { expectKind, wrongKind } from '../language/given.ts'
import { type LintSourceOptions, lintSource } from '../project/lint-source.ts'
import { type TextLanguage, textLanguage } from './text-language.ts'

/** What the rules need of ESLint's context; `settings['oss-process']` takes the options of `lintSource`. */
interface EslintContext {
  readonly filename: string
  /** Where ESLint started: patterns of the configuration are about names below it. */
  readonly cwd: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly sourceCode: {
    readonly text: string
    /** The root, which each language of ESLint calls otherwise. */
    readonly ast: { readonly type: string }
    getLocFromIndex(index: number): { readonly line: number; readonly column: number }
  }
  report(finding: Report): void
}

export type { EslintContext as RuleContext }

/** What the rules report. */
export interface Report {
  readonly loc: { readonly start: object; readonly end: object }
  readonly message: string
  readonly fix?: Fix
  readonly suggest?: readonly { readonly desc: string; readonly fix: Fix }[]
}

type Fix = (fixer: { replaceTextRange(range: [number, number], text: string): unknown }) => readonly unknown[]

/** A rule for the findings of one severity, so that ESLint's own severities say what they weigh. */
export interface SeverityRule {
  readonly meta: object
  create(context: EslintContext): Readonly<Record<string, () => void>>
}

/** The rules `oss-process/error`, `oss-process/warning` and `oss-process/info`. */
export const rules: Readonly<Record<Severity, SeverityRule>> = {
  error: ruleFor('error', 'What OSS would refuse, lose, or process otherwise than written.'),
  warning: ruleFor('warning', 'What OSS accepts, but which does nothing, is undocumented or works only by luck.'),
  info: ruleFor('info', 'What is better written otherwise.'),
}

function ruleFor(severity: Severity, description: string): SeverityRule {
  return {
    meta: {
      type: 'problem',
      docs: { description, url: 'grammar/generated/rules/README.md' },
      fixable: 'code',
      hasSuggestions: true,
      schema: [],
    },
    create: context => ({
      [context.sourceCode.ast.type]: () => {
        const options = optionsIn(context.settings)
        for (const finding of findingsIn(context, options))
          if (finding.severity === severity) context.report(toReport(finding, context, options))
      },
    }),
  }
}

function findingsIn({ sourceCode, filename, cwd }: EslintContext, options: LintSourceOptions): readonly Diagnostic[] {
  const below = filename.startsWith(cwd) ? filename.slice(cwd.length) : ''
  return lintSource(sourceCode.text, /^[\\/]/.test(below) ? below : filename, options)
}

const OPTIONS: readonly string[] = ['config', 'locale', 'via'] satisfies readonly (keyof LintSourceOptions)[]

function optionsIn({ 'oss-process': given = {} }: EslintContext['settings']): LintSourceOptions {
  expectKind(given, 'settings["oss-process"]', 'an object')
  const options: LintSourceOptions = Object.assign({}, given)
  const unknown = Object.keys(options).find(key => !OPTIONS.includes(key))
  if (unknown !== undefined) throw wrongKind('A key of settings["oss-process"]', unknown, OPTIONS.join(', '))
  return options
}

function toReport(finding: Diagnostic, { sourceCode }: EslintContext, { locale }: LintSourceOptions): Report {
  const { span, ruleId, serverCode, fix, suggestions = [] } = finding
  const code = serverCode ? (locale === 'zh' ? `OSS 会返回 ${serverCode}。` : ` OSS answers with ${serverCode}.`) : ''
  return {
    loc: { start: sourceCode.getLocFromIndex(span.start), end: sourceCode.getLocFromIndex(span.end) },
    message: `${finding.message}${code} (${ruleId})`,
    ...(fix && { fix: toFix(fix) }),
    ...(suggestions.length > 0 && {
      suggest: suggestions.map(({ message, edits }) => ({ desc: message, fix: toFix(edits) })),
    }),
  }
}

function toFix(edits: readonly Edit[]): Fix {
  return fixer => edits.map(({ span, text }) => fixer.replaceTextRange([span.start, span.end], text))
}

/** The plugin; `language: 'oss-process/text'` is for files that ESLint has no parser for. */
export const plugin: {
  readonly meta: { readonly name: string }
  readonly rules: typeof rules
  readonly languages: { readonly text: TextLanguage }
} = { meta: { name: 'oss-process' }, rules: rules, languages: { text: textLanguage } }

/** A part of a flat configuration. */
export interface FlatConfig {
  readonly name: string
  readonly files?: readonly string[]
  readonly language?: string
  readonly plugins?: Readonly<Record<string, typeof plugin>>
  readonly rules?: Readonly<Record<string, 'error' | 'warn'>>
}

/** A flat configuration: errors and warnings in all files that ESLint lints, and in lists of process strings. */
export const recommended: readonly FlatConfig[] = [
  {
    name: 'oss-process/recommended',
    plugins: { 'oss-process': plugin },
    rules: { 'oss-process/error': 'error', 'oss-process/warning': 'warn' },
  },
  { name: 'oss-process/lists', files: ['**/*.oss'], language: 'oss-process/text' },
]
