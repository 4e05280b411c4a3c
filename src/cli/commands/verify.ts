import { COLON, type Locale, type Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import { fillMessage, isError } from '../../language/diagnostic.ts'
import { lint } from '../../lint/lint.ts'
import { visible } from '../../report/frame.ts'
import { placeFile } from '../../report/place.ts'
import { pretty } from '../../report/pretty.ts'
import type { Addressing, FoundCredentials, OssError, RawRequest, Verification } from '../../request/index.ts'
import { withoutOssError } from '../../request/oss-error.ts'
import { readRequestTexts } from '../../request/request-text.ts'
import { type Io, readStdin, reportOptions } from '../io.ts'
import { type ArgsOf, defineCommand, type OptionSpecs } from '../options/args.ts'
import { asUsage } from '../options/as-usage.ts'
import { CREDENTIAL_OPTIONS, lookUpCredentials } from '../options/credentials.ts'
import { readText } from '../options/inputs.ts'
import { usage } from '../options/usage.ts'
import { table } from '../output/table.ts'
import { textFrom } from './parse.ts'

const MESSAGES = {
  noRequest: {
    en: 'This is neither a URL nor a request; expected "https://...", "POST /key?x-oss-async-process HTTP/1.1" with its headers, a curl command, the JSON of a request, or what "compile" writes. The XML that OSS answered may come after it.',
    zh: '既不是 URL 也不是请求；应为 "https://..."、带请求头的 "POST /key?x-oss-async-process HTTP/1.1"、curl 命令、请求的 JSON，或 "compile" 的输出。其后可以附上 OSS 返回的 XML。',
  },
  date: {
    en: '"--at" is "{found}"; expected a time such as 2026-11-22T14:35:01Z.',
    zh: '"--at" 为 "{found}"；应为时间，例如 2026-11-22T14:35:01Z。',
  },
  noAnswer: {
    en: '"{file}" holds no XML of an error of OSS.',
    zh: '"{file}" 中没有 OSS 错误的 XML。',
  },
  valid: { en: 'The signature is right.', zh: '签名正确。' },
  unchecked: {
    en: 'The signature was not computed: no credentials of "{id}" were found.',
    zh: '未验证签名：没有找到 "{id}" 的凭证。',
  },
  nowhere: {
    en: 'The signature was not computed: the bucket of the domain is not known; name it with --bucket.',
    zh: '未验证签名：不知道该域名对应的 bucket；请用 --bucket 指定。',
  },
  untold: {
    en: 'No usual mistake explains it: another secret, or a change of more than one sign. The XML that OSS answered tells the line that differs: --answer FILE.',
    zh: '常见错误都无法解释：可能是密钥不同，或改动不止一个字符。OSS 返回的 XML 会指出不一致的行：--answer 文件。',
  },
  cut: {
    en: 'The URL may be cut: a shell ends it at the first "&" unless quotes stand around it, and chat programs shorten long ones.',
    zh: 'URL 可能不完整：在 shell 中不加引号时，URL 会在第一个 "&" 处被截断；聊天工具也会截短长链接。',
  },
  differs: {
    en: '{part}: OSS has {expected}, the sender had {signed}.',
    zh: '{part}：OSS 为 {expected}，发送方为 {signed}。',
  },
} as const satisfies Record<string, Localized>

const LABELS = {
  request: { en: 'request', zh: '请求' },
  process: { en: 'process string', zh: '处理字符串' },
  key: { en: 'access key', zh: 'AccessKey' },
  version: { en: 'signature', zh: '签名' },
  scope: { en: 'scope', zh: '范围' },
  signedAt: { en: 'signed at', zh: '签名时间' },
  expiresAt: { en: 'expires at', zh: '过期时间' },
} as const satisfies Record<string, Localized>

const OPTIONS = {
  stdin: {
    type: 'boolean',
    description: {
      en: 'read URLs, HTTP requests, curl commands, JSON or what "compile" writes from standard input',
      zh: '从标准输入读取 URL、HTTP 请求、curl 命令、JSON 或 "compile" 的输出',
    },
  },
  method: {
    type: 'string',
    value: 'METHOD',
    description: { en: 'method of a URL (default: GET)', zh: 'URL 的请求方法（默认 GET）' },
  },
  bucket: {
    type: 'string',
    value: 'NAME',
    description: { en: 'the bucket that a domain of its own belongs to', zh: '自定义域名所属的 bucket' },
  },
  addressing: {
    type: 'string',
    value: 'virtual|path|cname',
    choices: ['virtual', 'path', 'cname'],
    description: {
      en: 'where the bucket stands (default: told from the host)',
      zh: 'bucket 的位置（默认由域名判断）',
    },
  },
  answer: {
    type: 'string',
    value: 'FILE',
    description: {
      en: 'the XML that OSS answered, with StringToSign; may come after the request as well',
      zh: 'OSS 返回的 XML（含 StringToSign）；也可直接附在请求之后',
    },
  },
  at: {
    type: 'string',
    value: 'TIME',
    description: { en: 'the time to check at (default: now)', zh: '验证所用的时间（默认当前时间）' },
  },
  canonical: {
    type: 'boolean',
    description: { en: 'show the canonical request and the string to sign', zh: '显示规范请求和待签名字符串' },
  },
  json: { type: 'boolean', description: { en: 'as JSON', zh: '以 JSON 输出' } },
  ...CREDENTIAL_OPTIONS,
} satisfies OptionSpecs

type VerifyArgs = ArgsOf<typeof OPTIONS>

export const verifyCommand = defineCommand({
  name: 'verify',
  summary: {
    en: 'take a signed URL or request apart and check its signature',
    zh: '拆解已签名的 URL 或请求并验证签名',
  },
  usage: 'URL | --stdin',
  options: OPTIONS,
  examples: [
    {
      command:
        "oss-process verify 'https://bucket.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info&x-oss-signature=...'",
      comment: { en: 'who may do what until when', zh: '谁可以在何时之前做什么' },
    },
    {
      command: 'oss-process verify --stdin --canonical < request.http',
      comment: {
        en: 'a whole request; exit with 1 when something is wrong, with 2 when it could not be computed',
        zh: '完整请求；有误时以 1 退出，无法计算时以 2 退出',
      },
    },
  ],
  async run(args, io) {
    const { locale } = args
    const text =
      args.positionals.length > 0 || args.flag('stdin') ? await textFrom(args, io, 'verify') : await readStdin(io)
    const { findOssError } = await import('../../request/index.ts')
    const file = args.text('answer')
    const answer = findOssError(file === undefined ? text : await readText(file, io, locale))
    if (file !== undefined && !answer) throw usage(MESSAGES.noAnswer, { file }, locale)
    const subjects = subjectsIn(text)
    if (subjects.length === 0) throw new UsageError(MESSAGES.noRequest[locale])
    const shown = []
    for (const subject of subjects) shown.push(await showOne(subject, answer, args, io))
    if (args.flag('json')) {
      const [only, ...others] = shown.map(({ json }) => json)
      io.stdout.write(`${JSON.stringify(others.length === 0 ? only : [only, ...others], undefined, 2)}\n`)
    } else io.stdout.write(shown.map(({ text }) => text).join('\n'))
    const codes = shown.map(({ code }) => code)
    return codes.includes(1) ? 1 : Math.max(...codes)
  },
})

/** A request taken apart, in words and as JSON, and what the command ends with for it. */
interface ShownRequest {
  readonly text: string
  readonly json: object
  readonly code: 0 | 1 | 2
}

async function showOne(
  subject: string | RawRequest,
  answer: OssError | undefined,
  args: VerifyArgs,
  io: Io,
): Promise<ShownRequest> {
  const { locale } = args
  const result = await verifyWith(subject, answer, args, io)
  const process = result.process?.text
  const via = result.process?.name === 'x-oss-async-process' ? 'async' : result.method === 'POST' ? 'post' : 'get'
  const diagnostics = process === undefined ? [] : lint(process, { via, locale })
  const string = { text: process ?? '', via, span: { start: 0, end: process?.length ?? 0 }, diagnostics } as const
  const file = { file: '<process>', text: process ?? '', strings: [string] }
  const findings = diagnostics.length > 0 ? pretty([placeFile(file)], reportOptions(io.stdout, io.env, locale)) : ''
  const isWrong = result.status === 'invalid' || diagnostics.some(isError)
  return {
    text: describe(result, args) + findings,
    json: { ...toJson(result, locale), diagnostics },
    code: isWrong ? 1 : result.status === 'valid' ? 0 : 2,
  }
}

/** Requests, or a URL even if something happened to it on its way. */
function subjectsIn(text: string): readonly (string | RawRequest)[] {
  const bare = withoutOssError(text)
  const looksSigned = /https?(?::|%3a)\/?|[?&;](?:amp;)?(?:x[-_]oss[-_])?signature=/i
  const found = readRequestTexts(bare)
  return found.length === 0 && looksSigned.test(bare) ? [bare.trim()] : found
}

/** Verifies with the credentials at hand where they are those of the signer. */
async function verifyWith(
  subject: string | RawRequest,
  answer: OssError | undefined,
  args: VerifyArgs,
  io: Io,
): Promise<Verification> {
  const { locale } = args
  const { findAccessKeyIds, verify } = await import('../../request/index.ts')
  const options = {
    isThorough: true,
    method: args.text('method')?.toUpperCase(),
    bucket: args.text('bucket'),
    addressing: addressingFrom(args.text('addressing')),
    date: dateFrom(args),
    answer,
  }
  const signers = findAccessKeyIds(subject, options)
  if (signers.length === 0) return verify(subject, undefined, options)
  const found: FoundCredentials | undefined = await asUsage(() => lookUpCredentials(args, io), locale)
  return verify(subject, isOf(signers, found?.accessKeyId) ? found : undefined, options)
}

/** Whether an access key is among those of a request, in whatever capitals. */
const isOf = (signers: readonly string[], id = ''): boolean =>
  signers.some(signer => signer.toLowerCase() === id.toLowerCase())

function addressingFrom(text: string | undefined): Addressing | undefined {
  return text === 'virtual' || text === 'path' || text === 'cname' ? text : undefined
}

function dateFrom({ text, locale }: VerifyArgs): Date | undefined {
  const given = text('at')
  if (given === undefined) return undefined
  const date = new Date(given)
  if (Number.isNaN(date.getTime())) throw usage(MESSAGES.date, { found: given }, locale)
  return date
}

function describe(result: Verification, { flag, locale }: VerifyArgs): string {
  const { method, bucket, key, process, accessKeyId, version, kind, scope, signedAt, expiresAt } = result
  const rows: readonly (readonly [Localized, string | undefined])[] = [
    [LABELS.request, `${method} oss://${bucket ?? '?'}/${key}`],
    [LABELS.process, process?.text],
    [LABELS.key, accessKeyId ? `${accessKeyId}${result.isTemporary ? ' (STS)' : ''}` : undefined],
    [LABELS.version, version && `${version} ${kind}`],
    [LABELS.scope, scope && `${scope.date} ${scope.region} ${scope.product}`],
    [LABELS.signedAt, signedAt?.toISOString()],
    [LABELS.expiresAt, expiresAt?.toISOString()],
  ]
  const lines = [...verdict(result, locale), ...(flag('canonical') ? canonical(result) : [])]
  const shown = rows.flatMap(([label, value]) => (value === undefined ? [] : [[label[locale], value]]))
  return `${table(shown)}${lines.map(visible).join('\n')}\n`
}

function verdict({ status, refusals, mistakes, accessKeyId = '', bucket }: Verification, locale: Locale): string[] {
  if (status === 'valid') return [MESSAGES.valid[locale]]
  if (status === 'unchecked') {
    return [
      bucket === undefined ? MESSAGES.nowhere[locale] : fillMessage(MESSAGES.unchecked, { id: accessKeyId }, locale),
    ]
  }
  return [
    ...refusals.map(({ status: code, code: name, text }) => `${code} ${name}${COLON[locale]}${text[locale]}`),
    ...(refusals.some(({ id }) => id === 'signature-differs') && mistakes.length === 0
      ? [MESSAGES.untold[locale]]
      : []),
    ...(refusals.some(({ id }) => id === 'not-signed' || id === 'part-missing') && mistakes.length === 0
      ? [MESSAGES.cut[locale]]
      : []),
    ...mistakes.flatMap(({ text, part, expected, signed }) => [
      text[locale],
      ...(expected === '' && signed === ''
        ? []
        : [
            fillMessage(
              MESSAGES.differs,
              { part, expected: JSON.stringify(expected), signed: JSON.stringify(signed) },
              locale,
            ),
          ]),
    ]),
  ]
}

function canonical({ canonicalRequest, stringToSign }: Verification): string[] {
  return [canonicalRequest, stringToSign].flatMap(text =>
    text ? ['', ...text.split('\n').map(line => `  ${line}`)] : [],
  )
}

function toJson(result: Verification, locale: Locale): object {
  const { refusals, mistakes, ...rest } = result
  return {
    ...rest,
    refusals: refusals.map(({ text, ...refusal }) => ({ ...refusal, message: text[locale] })),
    mistakes: mistakes.map(({ text, ...mistake }) => ({ ...mistake, message: text[locale] })),
  }
}
