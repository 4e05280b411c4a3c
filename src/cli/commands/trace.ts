import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { findAddress } from '../../extract/address.ts'
import { extract } from '../../extract/index.ts'
import { UsageError } from '../../files/problem.ts'
import { fillMessage, isError } from '../../language/diagnostic.ts'
import { lint } from '../../lint/lint.ts'
import { factsOfExtension } from '../../trace/facts.ts'
import { SOURCE_WORDS } from '../../trace/source-text.ts'
import { traceSvg } from '../../trace/svg.ts'
import { trace } from '../../trace/trace.ts'
import { traceJson } from '../../trace/trace-json.ts'
import type { Io } from '../io.ts'
import { type ArgsOf, defineCommand, type OptionSpecs } from '../options/args.ts'
import { ASKING_OPTIONS } from '../options/endpoint.ts'
import { sourceOption } from '../options/inputs.ts'
import { type NamedSource, readSources } from '../options/source.ts'
import { type Traced, traceOverview, traceText } from '../output/trace-text.ts'
import { textFrom } from './parse.ts'

const NO_SOURCE: Localized = {
  en: 'Nothing is known of the source; give --source with {words}, a file, or oss://BUCKET/KEY.',
  zh: '缺少源文件信息；请用 --source 给出 {words}、文件或 oss://BUCKET/KEY。',
}

const OPTIONS = {
  ...sourceOption({
    en: 'the source: 4000x3000,jpg or 1920x1080,mp4,120s,25fps, a file, or an object, which OSS is asked for; several give a table',
    zh: '源文件：4000x3000,jpg、1920x1080,mp4,120s,25fps、本地文件或向 OSS 查询的文件；多次给出时输出表格',
  }),
  format: {
    type: 'string',
    value: 'text|json|svg',
    choices: ['text', 'json', 'svg'],
    description: {
      en: 'a line a step, JSON, or a picture to scale (default: text)',
      zh: '每步一行、JSON 或按比例的图（默认 text）',
    },
  },
  stdin: { type: 'boolean', description: { en: 'read the string from standard input', zh: '从标准输入读取字符串' } },
  ...ASKING_OPTIONS,
} satisfies OptionSpecs

type TraceArgs = ArgsOf<typeof OPTIONS>

export const traceCommand = defineCommand({
  name: 'trace',
  summary: {
    en: 'what a process string makes of a source: sizes, frames, files, charges, step by step',
    zh: '处理字符串对源文件逐步产生的结果：尺寸、帧数、文件和计费',
  },
  usage: 'STRING | URL --source FACTS|FILE',
  most: 1,
  options: OPTIONS,
  examples: [
    {
      command: "oss-process trace 'image/resize,w_200/rotate,90/crop,w_300' --source 4000x3000,jpg",
      comment: { en: 'what each step makes of a photo', zh: '每一步对照片的作用' },
    },
    {
      command: "oss-process trace 'video/animation,f_gif,w_100,inter_1000' --source 1920x1080,mp4,120s,25fps",
      comment: { en: 'how many frames are billed', zh: '会计费多少帧' },
    },
    {
      command: "oss-process trace 'image/auto-orient,1/resize,w_200' --source oss://photos/2026/a.jpg",
      comment: { en: 'of an object, which image/info tells about', zh: '用 image/info 查询文件信息' },
    },
    {
      command: "oss-process trace 'image/resize,w_200' --source photo.jpg --format svg > trace.svg",
      comment: { en: 'a picture of it', zh: '画成图' },
    },
  ],
  async run(args, io) {
    const { locale } = args
    const { text, extension } = stringIn(await textFrom(args, io, 'trace'))
    const given = await readSources(args, io, args)
    const sources = given.length > 0 ? given : guessed(extension)
    if (sources.length === 0) throw new UsageError(fillMessage(NO_SOURCE, { words: SOURCE_WORDS }, locale))
    const traces = sources.map(source => ({ ...source, trace: trace(text, source.facts, { locale }) }))
    io.stdout.write(printAs(args.text('format') ?? 'text', text, traces, args, io))
    const isRefused = traces.some(one => one.trace.diagnostics.some(isError))
    return isRefused || tellErrors(text, args, io) ? 1 : 0
  },
})

/** The process string of a URL with the extension of its object, or the text itself. */
function stringIn(text: string): { readonly text: string; readonly extension?: string | undefined } {
  if (!/^https?:|[?&]x-oss-(?:async-)?process=/.test(text)) return { text }
  const [source] = extract(text, '<argument>')
  return source ? { text: source.text, extension: findAddress(text, source.span).extension } : { text }
}

/** What the extension in a URL tells, where nothing else does. */
function guessed(extension: string | undefined): readonly NamedSource[] {
  const facts = extension === undefined ? undefined : factsOfExtension(extension)
  return facts ? [{ name: `.${extension}`, facts }] : []
}

/** A string that OSS refuses whatever the source is traced all the same, and said. */
function tellErrors(text: string, { locale }: TraceArgs, io: Io): boolean {
  const errors = lint(text, { locale, rules: { 'missing-saveas': 'off' } }).filter(isError)
  for (const { message } of errors) io.stderr.write(`oss-process: ${message}\n`)
  return errors.length > 0
}

function printAs(format: string, text: string, traces: readonly Traced[], { locale }: TraceArgs, io: Io): string {
  if (format === 'svg') return traces.map(one => traceSvg(one.trace, one.facts)).join('')
  if (format === 'json') return traces.map(one => `${JSON.stringify(traceJson(one.trace), undefined, 2)}\n`).join('')
  return traces.length === 1
    ? traces.map(one => traceText(one, locale, io)).join('')
    : traceOverview(text, traces, locale)
}
