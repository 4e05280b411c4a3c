import path from 'node:path'
import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import { readEndpoint } from '../../request/endpoint.ts'
import type { FoundCredentials } from '../../request/index.ts'
import type { Io } from '../io.ts'
import { asUsage } from '../options/as-usage.ts'
import { usage } from '../options/usage.ts'
import type { LoadedRecipe } from './load.ts'

const MESSAGES = {
  project: {
    en: '"{file}" names no project of IMM; write "connection: { imm: PROJECT }".',
    zh: '"{file}" 没有指定 IMM 项目；请写 "connection: { imm: 项目 }"。',
  },
  region: {
    en: '"{file}" names no region, which IMM is asked in; write "connection: { region: cn-hangzhou }".',
    zh: '"{file}" 没有指定地域，而 IMM 按地域访问；请写 "connection: { region: cn-hangzhou }"。',
  },
  circle: {
    en: 'The results lie below oss://{bucket}/{prefix}, which the trigger watches, so each result would start it again; save them elsewhere.',
    zh: '结果位于触发器监视的 oss://{bucket}/{prefix} 之下，每个结果都会再次触发；请保存到其他位置。',
  },
  input: {
    en: 'The results lie below oss://{bucket}/{prefix}, so the next batch takes them for inputs.',
    zh: '结果位于 oss://{bucket}/{prefix} 之下，下一个批处理会把它们当作输入。',
  },
  saving: {
    en: 'The pages of IMM do not say how a template saves its result: "sys/saveas" is an action of its own here. Try it with one object first.',
    zh: 'IMM 的文档没有说明模板如何保存结果：此处 "sys/saveas" 是单独的一项。请先用一个文件试验。',
  },
  plan: {
    en: 'By IMM itself, requests: {count} (CreateBatch) instead of {send}; oss-process compile --format imm-batch shows them.',
    zh: '由 IMM 执行：{count} 个 CreateBatch 请求，代替 {send} 个请求；可用 oss-process compile --format imm-batch 查看。',
  },
  impossible: { en: 'Not by IMM itself: {problem}', zh: '无法由 IMM 执行：{problem}' },
} as const satisfies Record<string, Localized>

/** The formats of `compile` that are requests to IMM, and their actions. */
export const IMM_FORMATS: Readonly<Record<string, 'CreateBatch' | 'CreateTrigger'>> = {
  'imm-batch': 'CreateBatch',
  'imm-trigger': 'CreateTrigger',
}

/** Prints the requests that make a batch or a trigger of each recipe, a line of JSON each; says what IMM cannot express. The result is the exit code. */
export async function printImmRequests(
  action: 'CreateBatch' | 'CreateTrigger',
  recipes: readonly LoadedRecipe[],
  credentials: FoundCredentials | undefined,
  io: Io,
  locale: Locale,
): Promise<number> {
  const { immTemplates } = await import('../../recipe/index.ts')
  const { creationRequest } = await import('../../service/index.ts')
  const lines: string[] = []
  let isWhole = true
  for (const { name, expansion } of recipes) {
    if (!expansion) continue
    const { templates, problems } = immTemplates(expansion)
    for (const problem of problems) io.stderr.write(`${name}: ${problem[locale]}\n`)
    if (problems.length > 0) isWhole = false
    for (const { connection, isCircular, ...template } of templates) {
      const { imm, endpoint } = connection
      const region = connection.region ?? (endpoint && readEndpoint(endpoint).region)
      if (imm === undefined) throw usage(MESSAGES.project, { file: name }, locale)
      if (!region) throw usage(MESSAGES.region, { file: name }, locale)
      if (isCircular) {
        const message = action === 'CreateTrigger' ? MESSAGES.circle : MESSAGES.input
        io.stderr.write(
          `${name}: ${fillMessage(message, { bucket: template.bucket, prefix: template.prefix }, locale)}\n`,
        )
        if (action === 'CreateTrigger') isWhole = false
      }
      const creation = { ...template, action, project: imm, tags: { 'oss-process': path.basename(name) } }
      const { scheme, request } = await asUsage(() => creationRequest(creation, { region }, credentials), locale)
      const { method, host, headers, body } = request
      lines.push(`${JSON.stringify({ action, method, url: `${scheme}://${host}/`, headers, body })}\n`)
    }
  }
  if (!isWhole) return 1
  io.stderr.write(`${MESSAGES.saving[locale]}\n`)
  io.stdout.write(lines.join(''))
  return 0
}

/** What IMM itself would need for a recipe that lists; undefined where the recipe names no project. */
export async function immNote({ expansion }: LoadedRecipe, send: number, locale: Locale): Promise<string | undefined> {
  const imm = expansion?.cells[0]?.connection.imm
  if (!expansion || imm === undefined || expansion.lists.length === 0) return undefined
  const { immTemplates } = await import('../../recipe/index.ts')
  const { templates, problems } = immTemplates(expansion)
  const [problem] = problems
  if (problem) return `${fillMessage(MESSAGES.impossible, { problem }, locale)}\n`
  return `${fillMessage(MESSAGES.plan, { count: templates.length, send }, locale)}\n`
}
