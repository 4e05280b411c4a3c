import path from 'node:path'
import type { Locale } from '../../../grammar/catalogue/localized.ts'
import { fileProblem, UsageError } from '../../files/problem.ts'
import { reporters } from '../../report/index.ts'
import type { LintedFile, RuleSummary } from '../../report/report.ts'
import { type Io, reportOptions } from '../io.ts'
import { checkChoice } from '../options/args.ts'
import type { LintArgs } from '../options/lint-options.ts'

/** A report to write: to standard output, or to a file. */
export interface ReportOutput {
  readonly format: string
  readonly file?: string
}

/**
 * Reads `--format sarif=out.sarif`. What goes to no file goes to standard output; so does the usual report when all others go to files.
 * @throws UsageError for a format that does not exist, a file without a name, and a report in the place of a patch.
 */
export function readOutputs({ list, text: textOf, flag, locale }: LintArgs, env: Io['env']): readonly ReportOutput[] {
  const usual = env.GITHUB_ACTIONS === 'true' ? 'github' : 'pretty'
  const named = textOf('output-file')
  const outputs = list('format').map((text): ReportOutput => {
    const [format = '', ...rest] = text.split('=')
    checkChoice('format', format, Object.keys(reporters), locale)
    const file = rest.join('=')
    if (rest.length > 0 && file === '') throw new UsageError(noFile(format, locale))
    return rest.length > 0 ? { format, file } : { format }
  })
  const open = outputs.filter(({ file }) => file === undefined)
  const patch = (['fix-dry-run', 'diff'] as const).find(flag)
  if (patch && open[0] && named === undefined) throw new UsageError(isPatch(open[0].format, patch, locale))
  const files = [...outputs.map(({ file }) => file), named].filter(file => file !== undefined)
  const twice = files.find((file, at) => files.indexOf(file) < at)
  if (twice !== undefined) throw new UsageError(twoReports(twice, locale))
  if (named === undefined) return open.length > 0 ? outputs : [{ format: usual }, ...outputs]
  // The file takes the report that would have gone to standard output.
  const { format } = open[0] ?? { format: 'pretty' }
  return [{ format, file: named }, ...outputs.filter(({ file }) => file !== undefined), ...open.slice(1)]
}

/** Formats that describe the rules, which others do without. */
const DESCRIBING: ReadonlySet<string> = new Set(['sarif'])

/** Writes the reports. The result are sentences about those that could not be written. */
export async function writeOutputs(
  outputs: readonly ReportOutput[],
  files: readonly LintedFile[],
  rules: () => Promise<readonly RuleSummary[]>,
  io: Io,
  locale: Locale,
): Promise<string[]> {
  const problems: string[] = []
  for (const { format, file } of outputs) {
    const stream = file === undefined ? io.stdout : { write: () => true }
    const options = reportOptions(stream, file ? {} : io.env, locale)
    const described = DESCRIBING.has(format) ? { ...options, rules: await rules() } : options
    const text = reporters[format]?.(files, described) ?? ''
    const pieces = typeof text === 'string' ? [text] : inPieces(text)
    // Commands of a workflow are what this format is for; it lets no others through.
    const target = format === 'github' ? (io.stdout.verbatim ?? io.stdout) : io.stdout
    if (file === undefined) for (const piece of pieces) target.write(piece)
    else {
      try {
        await writeReport(path.resolve(io.cwd, file), pieces)
      } catch (error) {
        problems.push(fileProblem(error, file, locale))
      }
    }
  }
  return problems
}

/** Characters that are written at once. */
const PIECE = 65_536

function* inPieces(parts: Iterable<string>): Generator<string> {
  let piece = ''
  for (const part of parts) {
    piece += part
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece
}

async function writeReport(file: string, pieces: Iterable<string>): Promise<void> {
  const { makeFolders } = await import('../../files/folder.ts')
  const { replaceFile } = await import('../../project/replace-file.ts')
  makeFolders(path.dirname(file))
  replaceFile(file, pieces)
}

function twoReports(file: string, locale: Locale): string {
  return locale === 'zh'
    ? `两份报告都要写入 "${file}"。`
    : `Two reports go to the file "${file}"; each needs one of its own.`
}

function isPatch(format: string, option: string, locale: Locale): string {
  return locale === 'zh'
    ? `"--${option}" 在标准输出打印补丁，报告需要写入文件：应为 "--format ${format}=路径"。`
    : `"--${option}" prints a patch to standard output, so that a report needs a file; expected "--format ${format}=PATH".`
}

function noFile(format: string, locale: Locale): string {
  return locale === 'zh'
    ? `"--format ${format}=" 没有文件名；应为 "${format}=路径"。`
    : `"--format ${format}=" names no file; expected "${format}=PATH".`
}
