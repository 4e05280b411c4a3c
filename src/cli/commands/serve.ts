import path from 'node:path'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import type { LocalOss, LocalOssOptions } from '../../emulator/index.ts'
import { fileProblem, UsageError } from '../../files/problem.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import { errorText, systemCode } from '../../language/given.ts'
import { visible } from '../../report/frame.ts'
import type { FoundCredentials } from '../../request/index.ts'
import type { Io } from '../io.ts'
import { type ArgsOf, defineCommand, type OptionSpecs } from '../options/args.ts'
import { LOCAL_PORT, LOCAL_ROOT, LOCAL_SOURCE, localCredentials } from '../options/local.ts'
import { numberFrom } from '../options/numbers.ts'
import { table } from '../output/table.ts'

const MESSAGES = {
  endpoint: { en: 'endpoint', zh: 'Endpoint' },
  console: { en: 'console', zh: '控制台' },
  objects: { en: 'objects', zh: '文件目录' },
  key: { en: 'access key', zh: '访问密钥' },
  certificate: { en: 'certificate', zh: '证书' },
  ffmpeg: { en: 'ffmpeg', zh: 'ffmpeg' },
  local: { en: 'local, secret local-secret', zh: 'local，密钥 local-secret' },
  given: { en: '{id}, from the environment', zh: '{id}，来自环境变量' },
  open: {
    en: 'Whoever reaches this machine at {host} can open the console, which asks for no signature.',
    zh: '任何能访问 {host} 的人都可以打开控制台，控制台不要求签名。',
  },
  known: {
    en: 'The access key is the well-known one: whoever reaches this machine at {host} can read, write and delete all objects. Set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET for a key of your own.',
    zh: '访问密钥是公开的默认密钥：任何能访问 {host} 的人都可以读取、写入和删除所有文件。请设置 OSS_ACCESS_KEY_ID 和 OSS_ACCESS_KEY_SECRET 使用自己的密钥。',
  },
  leftOut: { en: '"{file}" is left out: {reason}.', zh: '已略过 "{file}"：{reason}。' },
  stop: { en: 'Press Ctrl-C to stop.', zh: '按 Ctrl-C 停止。' },
  taken: {
    en: 'The port {port} is taken; name another one with --port, or 0 for any that is free.',
    zh: '端口 {port} 已被占用；请用 --port 指定其他端口，0 表示任意空闲端口。',
  },
  EADDRNOTAVAIL: {
    en: '"{host}" is not an address of this machine; name one of its own with --host, such as 127.0.0.1, or 0.0.0.0 for all of them.',
    zh: '"{host}" 不是本机的地址；请用 --host 指定本机地址，例如 127.0.0.1，或用 0.0.0.0 表示全部地址。',
  },
  ENOTFOUND: {
    en: 'No address is known for the name "{host}"; name an address of this machine with --host, such as 127.0.0.1.',
    zh: '无法解析名称 "{host}"；请用 --host 指定本机地址，例如 127.0.0.1。',
  },
  EACCES: {
    en: 'The port {port} is for the administrator of this machine; name one from 1024 on with --port, or 0 for any that is free.',
    zh: '端口 {port} 需要管理员权限；请用 --port 指定 1024 及以上的端口，0 表示任意空闲端口。',
  },
  failed: { en: 'The local OSS cannot start: {reason}.', zh: '本地 OSS 无法启动：{reason}。' },
} as const satisfies Record<string, Localized>

/** Why nothing can listen at an address. */
const LISTENING = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EACCES'] as const

const OPTIONS = {
  root: {
    type: 'string',
    value: 'DIRECTORY',
    description: {
      en: 'where buckets and objects lie (default: local-oss)',
      zh: '存放存储空间和文件的目录（默认 local-oss）',
    },
  },
  port: {
    type: 'string',
    value: 'N',
    description: {
      en: `port; 0 takes a free one (default: ${LOCAL_PORT})`,
      zh: `端口；0 表示任意空闲端口（默认 ${LOCAL_PORT}）`,
    },
  },
  host: {
    type: 'string',
    value: 'ADDRESS',
    description: { en: 'address to listen at (default: 127.0.0.1)', zh: '监听地址（默认 127.0.0.1）' },
  },
  bucket: {
    type: 'string',
    value: 'NAME',
    multiple: true,
    description: {
      en: 'make this bucket when it is missing; may be repeated',
      zh: '如不存在则创建该存储空间，可多次使用',
    },
  },
  allow: {
    type: 'string',
    value: 'HOST',
    multiple: true,
    description: {
      en: 'with the default key: answer to this name too, and to pages of that site; may be repeated',
      zh: '使用默认密钥时，也响应该主机名及该站点的页面，可多次使用',
    },
  },
  region: {
    type: 'string',
    value: 'REGION',
    description: { en: 'region that answers tell (default: cn-hangzhou)', zh: '响应中的地域（默认 cn-hangzhou）' },
  },
  https: {
    type: 'boolean',
    description: { en: 'HTTPS with a certificate made at the start', zh: '使用启动时生成的证书提供 HTTPS' },
  },
  workers: {
    type: 'string',
    value: 'N',
    description: { en: 'media tasks at a time (default: 1)', zh: '同时执行的媒体任务数（默认 1）' },
  },
  'notify-url': {
    type: 'string',
    value: 'URL',
    description: { en: 'push notifications to this address as well', zh: '同时把通知推送到该地址' },
  },
  quiet: { type: 'boolean', description: { en: 'no line for each request', zh: '不逐条显示请求' } },
  json: {
    type: 'boolean',
    description: { en: 'what it listens at as one line of JSON', zh: '以一行 JSON 输出监听信息' },
  },
} satisfies OptionSpecs

type ServeArgs = ArgsOf<typeof OPTIONS>

export const serveCommand = defineCommand({
  name: 'serve',
  summary: { en: 'run a local OSS that processes pictures and media', zh: '运行可处理图片和音视频的本地 OSS' },
  usage: '[--root DIRECTORY] [--port N]',
  most: 0,
  options: OPTIONS,
  examples: [
    {
      command: 'oss-process serve --bucket media',
      comment: { en: 'point any OSS SDK at http://127.0.0.1:9080', zh: '让任意 OSS SDK 指向 http://127.0.0.1:9080' },
    },
    {
      command: 'oss-process serve --root ./buckets --port 0 --json',
      comment: { en: 'for a script', zh: '供脚本使用' },
    },
  ],
  async run(args, io) {
    const credentials = await localCredentials(io, args.locale)
    const oss = await start(args, io, credentials)
    try {
      warnIfOpen(args, io, credentials)
      io.stdout.write(
        args.flag('json') ? `${JSON.stringify(factsOf(oss))}\n` : await greeting(oss, credentials, args, io),
      )
      await stopped(io)
      return 0
    } finally {
      await oss.close()
    }
  },
})

function warnIfOpen(args: ServeArgs, io: Io, { source }: FoundCredentials): void {
  const host = args.text('host') ?? '127.0.0.1'
  if (/^(?:localhost|127\..*|::1)$/.test(host)) return
  const messages = source === LOCAL_SOURCE ? [MESSAGES.open, MESSAGES.known] : [MESSAGES.open]
  for (const message of messages) io.stderr.write(`oss-process: ${fillMessage(message, { host }, args.locale)}\n`)
}

async function start(args: ServeArgs, io: Io, credentials: FoundCredentials): Promise<LocalOss> {
  const { Refusal, startLocalOss } = await import('../../emulator/index.ts')
  const { locale } = args
  const root = path.resolve(io.cwd, args.text('root') ?? LOCAL_ROOT)
  const port = numberFrom(args, 'port', { minimum: 0, maximum: 65_535, isInteger: true }) ?? LOCAL_PORT
  try {
    return await startLocalOss({ ...optionsFrom(args, io), root, port, credentials: [credentials] })
  } catch (error) {
    if (error instanceof UsageError) throw error
    const code = systemCode(error)
    if (code === 'EADDRINUSE') throw new UsageError(fillMessage(MESSAGES.taken, { port }, locale))
    const listening =
      error instanceof Error && !('path' in error)
        ? LISTENING.find(name => name === (code === 'EAI_AGAIN' ? 'ENOTFOUND' : code))
        : undefined
    if (listening) {
      throw new UsageError(fillMessage(MESSAGES[listening], { port, host: args.text('host') ?? '' }, locale))
    }
    if (error instanceof Error && !('path' in error)) {
      const reason = error instanceof Refusal ? error.problem.message[locale] : error.message
      throw new UsageError(fillMessage(MESSAGES.failed, { reason: reason.replace(/[.。]$/, '') }, locale))
    }
    throw new UsageError(fileProblem(error, root, locale))
  }
}

function optionsFrom(args: ServeArgs, io: Io): LocalOssOptions {
  return {
    host: args.text('host'),
    buckets: args.list('bucket'),
    allow: args.list('allow'),
    region: args.text('region'),
    https: args.flag('https'),
    workers: numberFrom(args, 'workers', { minimum: 1, maximum: 64, isInteger: true }),
    notifyUrl: args.text('notify-url'),
    environment: io.env,
    onFault: error => io.stderr.write(`oss-process: ${errorText(error)}\n`),
    onLeftOut: (file, reason) => {
      const data = { file: visible(path.relative(io.cwd, file)), reason }
      io.stderr.write(`oss-process: ${fillMessage(MESSAGES.leftOut, data, args.locale)}\n`)
    },
    onAnswer: args.flag('quiet')
      ? undefined
      : ({ method, path: target, status, code, milliseconds }) => {
          io.stderr.write(`${method} ${target} ${status}${code ? ` ${code}` : ''} ${Math.round(milliseconds)} ms\n`)
        },
  }
}

interface ServerFacts {
  readonly endpoint: string
  readonly console: string
  readonly root: string
  readonly accessKeyId: string
  readonly certificate?: string
}

function factsOf({ endpoint, root, credentials: { accessKeyId }, certificateFile }: LocalOss): ServerFacts {
  const certificate = certificateFile && { certificate: certificateFile }
  return { endpoint, console: `${endpoint}/_console/`, root, accessKeyId, ...certificate }
}

async function greeting(oss: LocalOss, { source }: FoundCredentials, { locale }: ServeArgs, io: Io): Promise<string> {
  const { findFfmpeg } = await import('../../emulator/index.ts')
  const facts = factsOf(oss)
  const found = await findFfmpeg({ environment: io.env })
  const isLocal = source === LOCAL_SOURCE
  const rows = [
    [MESSAGES.endpoint, facts.endpoint],
    [MESSAGES.console, facts.console],
    [MESSAGES.objects, facts.root],
    [MESSAGES.key, isLocal ? MESSAGES.local[locale] : fillMessage(MESSAGES.given, { id: facts.accessKeyId }, locale)],
    ...(facts.certificate ? [[MESSAGES.certificate, facts.certificate] as const] : []),
    [MESSAGES.ffmpeg, found.ok ? `${found.value.place} ${found.value.version}` : found.problem.message[locale]],
  ] as const
  return `${table(rows.map(([label, text]) => [label[locale], text]))}${MESSAGES.stop[locale]}\n`
}

/** Resolves at Ctrl-C, or when the caller of the command says so. */
function stopped({ signal }: Io): Promise<void> {
  return new Promise(resolve => {
    if (signal) {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve(), { once: true })
      return
    }
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
}
