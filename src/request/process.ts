import type { Localized } from '../../grammar/catalogue/localized.ts'
import { isRecord, type JsonObject, readJson } from '../language/record.ts'
import { problem } from './problem.ts'

/** Runs a command that prints credentials, or a profile that tells how to get them, as a JSON object. Throws a RequestError. */
export async function askProcess(command: string, run: (command: string) => Promise<string>): Promise<JsonObject> {
  let output: string
  try {
    output = await run(command)
  } catch (error) {
    // Neither the command nor what it printed: both may hold a secret.
    const { en, zh } = describeFailure(error)
    throw problem('process-failed', { en: `The credential process failed.${en}`, zh: `凭证进程执行失败。${zh}` })
  }
  const value = readJson(output.replace(/^\uFEFF/, ''))
  if (isRecord(value)) return value
  throw noKeysPrinted()
}

export function noKeysPrinted(): Error {
  return problem('process-output', {
    en: 'The credential process printed no JSON object with AccessKeyId and AccessKeySecret.',
    zh: '凭证进程没有输出包含 AccessKeyId 和 AccessKeySecret 的 JSON 对象。',
  })
}

function describeFailure(error: unknown): Localized {
  if (!(error instanceof Error)) return { en: '', zh: '' }
  if ('killed' in error && error.killed === true) {
    return { en: ' It printed too much or took more than 60 s.', zh: '它输出过多或运行超过 60 秒。' }
  }
  const code = 'code' in error ? error.code : undefined
  if (code === 127) {
    return { en: ' The shell does not find the command (127).', zh: 'Shell 找不到该命令（127）。' }
  }
  return typeof code === 'number'
    ? { en: ` It ended with status ${code}.`, zh: `它以状态码 ${code} 退出。` }
    : { en: '', zh: '' }
}
