import { hasProxy } from '../request/fetch.ts'
import type { Transport, TransportOptions } from './carrier.ts'

/** So many at a time are no haste: ali-oss, the reference, carries them. */
const FEW = 16

/** Makes a transport. Only the client that is used is loaded. */
export async function createTransport(options: TransportOptions): Promise<Transport> {
  const { env = process.env, concurrency } = options
  const client = options.client ?? (concurrency > FEW || hasProxy(env) ? 'undici' : 'ali-oss')
  if (client === 'ali-oss') return (await import('./ali-oss-transport.ts')).createAliOssTransport(options)
  return (await import('./direct-transport.ts')).createDirectTransport({ ...options, env })
}
