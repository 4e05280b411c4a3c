import type { Localized } from '../../grammar/catalogue/localized.ts'
import { problem, type RequestError } from '../request/problem.ts'

/** Why a queue cannot be used. */
export type QueueProblem =
  | 'peers'
  | 'address'
  | 'unreachable'
  | 'refused'
  | 'certificate'
  | 'tls'
  | 'plain'
  | 'old'
  | 'replica'
  | 'evicts'
  | 'database'
  | 'full'
  | 'missing'
  | 'ended'
  | 'error'
  | 'version'

const TEXTS: Readonly<Record<QueueProblem, Localized>> = {
  peers: {
    en: 'The queue needs the packages bullmq and ioredis, which are not installed; add them with "npm install bullmq@6 ioredis@6".',
    zh: '队列需要 bullmq 和 ioredis，但尚未安装；请运行 "npm install bullmq@6 ioredis@6"。',
  },
  address: {
    en: 'The queue is not an address of Redis; expected redis://HOST:PORT, redis://USER:PASSWORD@HOST:PORT/DB, or rediss:// for TLS.',
    zh: '队列地址不是 Redis 地址；应为 redis://主机:端口、redis://用户:密码@主机:端口/DB，或用 rediss:// 启用 TLS。',
  },
  unreachable: {
    en: 'Redis at {host} does not answer ({code}); nothing was lost. Look whether it runs and can be reached from here, then run the same again.',
    zh: '{host} 的 Redis 没有响应（{code}）；没有丢失任何内容。请检查其是否运行以及能否从本机访问，然后重新运行。',
  },
  refused: {
    en: 'Redis at {host} refuses the user or the password ({code}); expected those of an ACL user, in the address or in OSS_PROCESS_QUEUE_USER and OSS_PROCESS_QUEUE_PASSWORD.',
    zh: '{host} 的 Redis 拒绝该用户或密码（{code}）；应为 ACL 用户的用户名和密码，写在地址中，或放在 OSS_PROCESS_QUEUE_USER 和 OSS_PROCESS_QUEUE_PASSWORD 中。',
  },
  certificate: {
    en: 'Redis at {host} shows a certificate that is not trusted here ({code}); expected one for this name by a known CA, or by one of your own in the file that NODE_EXTRA_CA_CERTS names.',
    zh: '{host} 的 Redis 出示的证书不受信任（{code}）；应为由已知 CA 为该名称签发的证书，或用 NODE_EXTRA_CA_CERTS 指定自有 CA 的文件。',
  },
  tls: {
    en: 'Redis at {host} ends or ignores a connection by TLS ({code}); expected redis:// where it speaks no TLS, and where it asks for a certificate of the client (tls-auth-clients), OSS_PROCESS_QUEUE_CERT and OSS_PROCESS_QUEUE_KEY with the names of its files.',
    zh: '{host} 的 Redis 中断或不响应 TLS 连接（{code}）；若其未启用 TLS，应使用 redis://；若其要求客户端证书（tls-auth-clients），请用 OSS_PROCESS_QUEUE_CERT 和 OSS_PROCESS_QUEUE_KEY 指定证书和私钥文件。',
  },
  plain: {
    en: 'Redis at {host} ends the connection, or answers otherwise than Redis ({code}); expected rediss:// where it speaks TLS, and a port of Redis.',
    zh: '{host} 的 Redis 中断了连接，或响应不是 Redis 协议（{code}）；若其启用了 TLS，应使用 rediss://；并请确认端口属于 Redis。',
  },
  old: {
    en: 'Redis at {host} is version {version}; expected 7.0 or later, or Valkey.',
    zh: '{host} 的 Redis 版本为 {version}；应为 7.0 或更高版本，或 Valkey。',
  },
  replica: {
    en: 'Redis at {host} is a replica, which takes nothing; expected the server that it follows, {master}.',
    zh: '{host} 的 Redis 是只读副本；应为其主服务器 {master}。',
  },
  evicts: {
    en: 'Redis at {host} has maxmemory-policy "{policy}", which drops jobs and receipts when memory is short; expected "noeviction".',
    zh: '{host} 的 Redis 的 maxmemory-policy 为 "{policy}"，内存不足时会丢弃任务和回执；应为 "noeviction"。',
  },
  database: {
    en: 'Redis at {host} does not open database {database} ({code}); expected one that it has, such as redis://{host}/0.',
    zh: '{host} 的 Redis 无法打开数据库 {database}（{code}）；应为它已有的数据库，例如 redis://{host}/0。',
  },
  full: {
    en: 'Redis at {host} is full ({used} of {limit} bytes, maxmemory); nothing was lost. Write the receipts away with "oss-process receipts --remove", or raise maxmemory, then run the same again.',
    zh: '{host} 的 Redis 已满（已用 {used} 字节，maxmemory 为 {limit} 字节）；没有丢失任何内容。请用 "oss-process receipts --remove" 转存回执，或调高 maxmemory，然后重新运行。',
  },
  missing: {
    en: 'There is no queue "{name}" in Redis at {host}; make it with "oss-process submit --queue", or look at --name.',
    zh: '{host} 的 Redis 中没有队列 "{name}"；请用 "oss-process submit --queue" 创建，或检查 --name。',
  },
  ended: { en: 'It was ended before Redis answered.', zh: '在 Redis 响应之前已被终止。' },
  error: { en: 'Redis answers: {message}', zh: 'Redis 返回：{message}' },
  version: {
    en: 'The queue "{name}" was written by version {found} of {what}; this one is {own}. Let workers of the same major version finish it, or use another name.',
    zh: '队列 "{name}" 由 {what} {found} 版写入，当前为 {own} 版。请用相同主版本的 worker 处理完，或改用其他名称。',
  },
}

/** The error of a queue that cannot be used. */
export function queueProblem(id: QueueProblem, values: Readonly<Record<string, string | number>> = {}): RequestError {
  return problem(`queue-${id}`, TEXTS[id], values)
}
