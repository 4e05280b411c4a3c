import { copyFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { COLON, COMMA, type Locale, type Localized } from '../../../grammar/catalogue/localized.ts'
import type { Made, Problem } from '../../emulator/index.ts'
import { fileProblem, UsageError } from '../../files/problem.ts'
import { fillMessage, isError } from '../../language/diagnostic.ts'
import { lintText } from '../../lint/lint.ts'
import { milliseconds } from '../../project/clock.ts'
import { placeFile } from '../../report/place.ts'
import { pretty } from '../../report/pretty.ts'
import { type Io, reportOptions } from '../io.ts'
import { type ArgsOf, defineCommand, type OptionSpecs } from '../options/args.ts'
import { EXIT } from '../output/exit-codes.ts'
import { pictureFacts } from '../output/picture-facts.ts'

const MESSAGES = {
  two: {
    en: 'A preview takes a file and a process string; {found} given.',
    zh: '预览需要一个文件和一个处理字符串；给出了 {found} 个参数。',
  },
  refused: { en: 'OSS would answer {code}{ec}: {message}', zh: 'OSS 会返回 {code}{ec}：{message}' },
  many: {
    en: 'The result has {count} files; put {index} into the name, such as out-{index}.jpg.',
    zh: '结果有 {count} 个文件；请在文件名中使用 {index}，例如 out-{index}.jpg。',
  },
} as const satisfies Record<string, Localized>

const OPTIONS = {
  output: {
    type: 'string',
    short: 'o',
    value: 'FILE',
    description: {
      en: 'where the result goes, with {index} where there are several (default: preview.EXTENSION)',
      zh: '结果文件；有多个结果时使用 {index}（默认 preview.扩展名）',
    },
  },
} satisfies OptionSpecs

type PreviewArgs = ArgsOf<typeof OPTIONS>

export const previewCommand = defineCommand({
  name: 'preview',
  summary: { en: 'run a process string on a local file', zh: '在本地文件上执行处理字符串' },
  usage: 'FILE STRING [-o FILE]',
  options: OPTIONS,
  examples: [
    {
      command: "oss-process preview clip.mp4 'video/animation,f_gif,w_100,h_100,inter_1000' -o out.gif",
      comment: { en: 'an animation, without the cloud', zh: '不经云端生成动图' },
    },
    {
      command: "oss-process preview photo.jpg 'image/resize,w_200/format,webp'",
      comment: { en: 'a picture, as preview.webp', zh: '处理图片，得到 preview.webp' },
    },
    { command: 'oss-process preview clip.mp4 video/info', comment: { en: 'facts, printed', zh: '输出媒体信息' } },
  ],
  async run(args, io) {
    const [file, text, ...more] = args.positionals
    if (file === undefined || text === undefined || more.length > 0) {
      throw new UsageError(fillMessage(MESSAGES.two, { found: args.positionals.length }, args.locale))
    }
    if (!isClean(text, args.locale, io)) return 1
    const { preview, Refusal } = await import('../../emulator/index.ts')
    const start = milliseconds()
    const options = { environment: io.env, ...(io.signal && { signal: io.signal }) }
    try {
      await preview(path.resolve(io.cwd, file), text, made => deliver(made, args, io, start), options)
      return 0
    } catch (error) {
      if (error instanceof Refusal) return tellRefusal(error.problem, args.locale, io)
      if (error instanceof UsageError) throw error
      throw new UsageError(fileProblem(error, file, args.locale))
    }
  },
})

/** Shows the findings of the linter; false where one of them is an error. */
function isClean(text: string, locale: Locale, io: Io): boolean {
  const { via, diagnostics } = lintText(text, { locale, rules: { 'missing-saveas': 'off', 'wrong-via': 'off' } })
  if (diagnostics.length === 0) return true
  const span = { start: 0, end: text.length }
  const placed = placeFile({ file: '<argument>', text, strings: [{ text, via, span, diagnostics }] })
  io.stderr.write(pretty([placed], reportOptions(io.stdout, io.env, locale)))
  return !diagnostics.some(isError)
}

function tellRefusal({ code, ec, message, httpStatus }: Problem, locale: Locale, io: Io): number {
  const isOurs = httpStatus === 501 || code === 'NoSuchStyle'
  const data = { code, ec: ec ? ` (${ec})` : '', message: message[locale] }
  io.stderr.write(`oss-process: ${isOurs ? message[locale] : fillMessage(MESSAGES.refused, data, locale)}\n`)
  return code === 'FFMPEG_NOT_FOUND' ? 2 : EXIT.service
}

/** Writes the result where it should go, and says what it is. */
async function deliver(made: Made, args: PreviewArgs, io: Io, start: number): Promise<void> {
  const { content, contentType } = made
  const contents = content instanceof Uint8Array ? [content] : content
  const named = args.text('output')
  if (contentType === 'application/json' && named === undefined) {
    io.stdout.write(`${JSON.stringify(JSON.parse(Buffer.from(contents[0] ?? '').toString()), undefined, 2)}\n`)
    return
  }
  const output = named ?? `preview.${extensionOf(made)}`
  if (contents.length > 1 && !output.includes('{index}')) {
    throw new UsageError(fillMessage(MESSAGES.many, { count: contents.length, index: '{index}' }, args.locale))
  }
  for (const [index, one] of contents.entries()) {
    const name = output.replaceAll('{index}', String(index + 1))
    const target = path.resolve(io.cwd, name)
    try {
      if (typeof one === 'string') await copyFile(one, target)
      else await writeFile(target, one)
    } catch (error) {
      throw new UsageError(fileProblem(error, name, args.locale))
    }
    io.stdout.write(`${name}${COLON[args.locale]}${factsOf(made, (await stat(target)).size, args.locale)}\n`)
  }
  io.stderr.write(`${Math.round(milliseconds() - start)} ms\n`)
}

function extensionOf({ extension, contentType }: Made): string {
  return extension ?? contentType.replace(/^.*\//, '').replace('jpeg', 'jpg')
}

/** Type, size of the frame, number of frames, size of the file. */
function factsOf({ content, contentType, width, height, frameCount = 1 }: Made, bytes: number, locale: Locale): string {
  const isAnimation = frameCount > 1 && (content instanceof Uint8Array || content.length === 1)
  const frames = isAnimation ? frameCount : undefined
  return `${contentType}${COMMA[locale]}${pictureFacts({ width, height, frames, bytes }, locale)}`
}
