import { readJson } from '../language/record.ts'
import { findKeyPair, type KeyPair } from './key-pair.ts'
import { problem } from './problem.ts'

/** Runs a command that prints credentials as JSON. Throws a RequestError where it fails or prints none. */
export async function askProcess(command: string, run: (command: string) => Promise<string>): Promise<KeyPair> {
  const keys = findKeyPair(await readOutput(command, run))
  if (keys) return keys
  throw problem('process-output', {
    en: 'The credential process printed no JSON object with AccessKeyId and AccessKeySecret.',
    zh: '凭证进程没有输出包含 AccessKeyId 和 AccessKeySecret 的 JSON 对象。',
  })
}

async function readOutput(command: string, run: (command: string) => Promise<string>): Promise<unknown> {
  let output: string
  try {
    output = await run(command)
  } catch {
    // Neither the command nor what it printed: both may hold a secret.
    throw problem('process-failed', { en: 'The credential process failed.', zh: '凭证进程执行失败。' })
  }
  return readJson(output)
}
