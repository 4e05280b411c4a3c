import { styleText, TextDecoder } from 'node:util'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { findUtf16 } from '../files/encoding.ts'
import type { ReportOptions, TextStyle } from '../report/report.ts'

/** What a command reads and writes, so that a test can stand in for a terminal. */
export interface Io {
  readonly stdout: TextOutput
  readonly stderr: TextOutput
  readonly stdin: AsyncIterable<Uint8Array | string>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** The script of a thread that helps to lint; without one, everything runs in this thread. */
  readonly worker?: string
  /** Ends a command that would otherwise go on. */
  readonly signal?: AbortSignal
}

/** A stream to write to. */
export interface TextOutput {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
  /** The same stream for what has to arrive as it is, where this one changes what a terminal would obey. */
  readonly verbatim?: TextOutput
}

/** The stream for a text that is data: as it is, but not to a terminal. */
export function dataOutput(output: TextOutput): TextOutput {
  return output.isTTY ? output : (output.verbatim ?? output)
}

/** The version of the package. */
export const VERSION = '0.2.0'

const COLORS: Readonly<Record<TextStyle, Parameters<typeof styleText>[0]>> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
  dim: 'gray',
  bold: 'bold',
  help: 'green',
}

/** Chinese where the environment asks for it, otherwise English. */
export function localeFrom(env: Io['env']): Locale {
  const language = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^zh/i.test(language) ? 'zh' : 'en'
}

/** Colours on a terminal, none where NO_COLOR is set or the output goes elsewhere; FORCE_COLOR wins over both. */
export function reportOptions(output: TextOutput, env: Io['env'], locale: Locale): ReportOptions {
  const isColored = env.FORCE_COLOR
    ? env.FORCE_COLOR !== '0'
    : output.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
  return {
    locale,
    width: output.columns ?? 100,
    version: VERSION,
    paint: (style, text) => (isColored ? styleText(COLORS[style], text, { validateStream: false }) : text),
  }
}

/** All of standard input as text: UTF-8, or UTF-16 as PowerShell writes it. */
export async function readStdin({ stdin }: Io): Promise<string> {
  let decoder: TextDecoder | undefined
  let text = ''
  for await (const chunk of stdin) {
    if (typeof chunk === 'string') text += chunk
    else {
      decoder ??= new TextDecoder(findUtf16(chunk))
      text += decoder.decode(chunk, { stream: true })
    }
  }
  return text + (decoder?.decode() ?? '')
}
