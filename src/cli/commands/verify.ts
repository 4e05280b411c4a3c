import { fillMessage, type Locale, type Localized } from '../../language/diagnostic.ts'
import { lint } from '../../lint/lint.ts'
import { placeFile } from '../../report/place.ts'
import { pretty } from '../../report/pretty.ts'
import type { Addressing, FoundCredentials, RawRequest, Verification } from '../../request/index.ts'
import type { Args, Command } from '../args.ts'
import { type Io, readStdin, reportOptions, UsageError } from '../io.ts'
import { asUsage } from '../recipes/as-usage.ts'
import { CREDENTIAL_OPTIONS, lookUpCredentials } from '../recipes/credentials.ts'
import { readRequest } from '../recipes/raw-request.ts'
import { usage } from '../recipes/usage.ts'
import { table } from '../table.ts'
import { textFrom } from './parse.ts'

const MESSAGES = {
  noRequest: {
    en: 'This is neither a URL nor a request; expected "https://...", "POST /key?x-oss-async-process HTTP/1.1" with its headers, or the JSON of a request.',
    zh: '既不是 URL 也不是请求；应为 "https://..."、带请求头的 "POST /key?x-oss-async-process HTTP/1.1"，或请求的 JSON。',
  },
  date: {
    en: '"--at" is "{found}"; expected a time such as 2026-11-22T14:35:01Z.',
    zh: '"--at" 为 "{found}"；应为时间，例如 2026-11-22T14:35:01Z。',
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

export const verifyCommand: Command = {
  name: 'verify',
  summary: {
    en: 'take a signed URL or request apart and check its signature',
    zh: '拆解已签名的 URL 或请求并验证签名',
  },
  usage: 'URL | --stdin',
  options: {
    stdin: {
      type: 'boolean',
      description: {
        en: 'read the URL, HTTP request or its JSON from standard input',
        zh: '从标准输入读取 URL、HTTP 请求或其 JSON',
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
  },
  examples: [
    {
      command:
        "oss-process verify 'https://bucket.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info&x-oss-signature=...'",
      comment: { en: 'who may do what until when', zh: '谁可以在何时之前做什么' },
    },
    {
      command: 'oss-process verify --stdin --canonical < request.http',
      comment: { en: 'a whole request; exit with 1 when its signature is wrong', zh: '完整请求；签名错误时以 1 退出' },
    },
  ],
  async run(args, io) {
    const { locale } = args
    const text =
      args.positionals.length > 0 || args.flag('stdin') ? await textFrom(args, io, 'verify') : await readStdin(io)
    const subject = readRequest(text)
    if (!subject) throw new UsageError(MESSAGES.noRequest[locale])
    const result = await verifyWith(subject, args, io)
    const process = result.process?.text
    const via = result.process?.name === 'x-oss-async-process' ? 'async' : result.method === 'POST' ? 'post' : 'get'
    const diagnostics = process === undefined ? [] : lint(process, { via, locale })
    if (args.flag('json'))
      io.stdout.write(`${JSON.stringify({ ...toJson(result, locale), diagnostics }, undefined, 2)}\n`)
    else {
      io.stdout.write(describe(result, args))
      if (process !== undefined && diagnostics.length > 0) {
        const string = { text: process, via, span: { start: 0, end: process.length }, diagnostics } as const
        io.stdout.write(
          pretty(
            [placeFile({ file: '<process>', text: process, strings: [string] })],
            reportOptions(io.stdout, io.env, locale),
          ),
        )
      }
    }
    return result.status === 'invalid' || diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0
  },
}

/** Verifies with the credentials at hand where they are those of the signer. */
async function verifyWith(subject: string | RawRequest, args: Args, io: Io): Promise<Verification> {
  const { locale } = args
  const { verify } = await import('../../request/index.ts')
  const options = {
    method: args.text('method')?.toUpperCase(),
    bucket: args.text('bucket'),
    addressing: addressingFrom(args.text('addressing')),
    date: dateFrom(args),
  }
  const plain = verify(subject, undefined, options)
  if (plain.accessKeyId === undefined) return plain
  const found: FoundCredentials | undefined = await asUsage(() => lookUpCredentials(args, io), locale)
  return found?.accessKeyId === plain.accessKeyId ? verify(subject, found, options) : plain
}

function addressingFrom(text: string | undefined): Addressing | undefined {
  return text === 'virtual' || text === 'path' || text === 'cname' ? text : undefined
}

function dateFrom({ text, locale }: Args): Date | undefined {
  const given = text('at')
  if (given === undefined) return undefined
  const date = new Date(given)
  if (Number.isNaN(date.getTime())) throw usage(MESSAGES.date, { found: given }, locale)
  return date
}

function describe(result: Verification, { flag, locale }: Args): string {
  const { method, bucket, key, process, accessKeyId, version, kind, scope, signedAt, expiresAt } = result
  const rows: readonly (readonly [Localized, string | undefined])[] = [
    [LABELS.request, `${method} oss://${bucket ?? '?'}/${key}`],
    [LABELS.process, process?.text],
    [LABELS.key, accessKeyId && `${accessKeyId}${result.isTemporary ? ' (STS)' : ''}`],
    [LABELS.version, version && `${version} ${kind}`],
    [LABELS.scope, scope && `${scope.date} ${scope.region} ${scope.product}`],
    [LABELS.signedAt, signedAt?.toISOString()],
    [LABELS.expiresAt, expiresAt?.toISOString()],
  ]
  const lines = [...verdict(result, locale), ...(flag('canonical') ? canonical(result) : [])]
  const shown = rows.flatMap(([label, value]) => (value === undefined ? [] : [[label[locale], value]]))
  return `${table(shown)}${lines.join('\n')}\n`
}

function verdict({ status, refusals, mistakes, accessKeyId = '', bucket }: Verification, locale: Locale): string[] {
  if (status === 'valid') return [MESSAGES.valid[locale]]
  if (status === 'unchecked') {
    return [
      bucket === undefined ? MESSAGES.nowhere[locale] : fillMessage(MESSAGES.unchecked, { id: accessKeyId }, locale),
    ]
  }
  return [
    ...refusals.map(({ status: code, code: name, text }) => `${code} ${name}: ${text[locale]}`),
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
