import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import type { Facts } from '../../trace/facts.ts'
import { readSource, SOURCE_WORDS } from '../../trace/source-text.ts'
import type { Io } from '../io.ts'
import type { ArgsOf } from './args.ts'
import { ASKING_NAMES, type AskingArgs } from './endpoint.ts'
import type { sourceOption } from './inputs.ts'
import { usage } from './usage.ts'

const BAD: Localized = {
  en: '"{word}" in --source {problem}; expected {words}, the name of a file, or oss://BUCKET/KEY.',
  zh: '--source 中的 "{word}" {problem}；应为 {words}、文件名或 oss://BUCKET/KEY。',
}

/** Said of words that look like the name of a file, before what else was expected. */
const NO_FILE: Localized = {
  en: 'is no file that exists, and no fact of a source',
  zh: '既不是已有的文件，也不是源文件的信息',
}

const NOTHING_TO_ASK: Localized = {
  en: '"--{name}" is for asking what an object is, and no --source is one; expected oss://BUCKET/KEY.',
  zh: '"--{name}" 用于查询文件信息，但没有 --source 是 OSS 上的文件；应为 oss://BUCKET/KEY。',
}

type SourceArgs = ArgsOf<ReturnType<typeof sourceOption>>

/** Whom to ask by the environment alone. */
function byEnvironment(locale: Locale): AskingArgs {
  return { positionals: [], flag: () => false, text: () => undefined, list: () => [], locale }
}

/** A source and the words that name it. */
export interface NamedSource {
  readonly name: string
  readonly facts: Facts
}

/**
 * The sources that `--source` names: facts in words, files of this machine, or objects that OSS is asked for.
 * @throws UsageError for words that are no facts, files that are no media, objects that OSS does not tell of, and ways to ask of none.
 */
export async function readSources(
  { list, locale }: SourceArgs,
  io: Io,
  asking: AskingArgs = byEnvironment(locale),
): Promise<readonly NamedSource[]> {
  const idle = ASKING_NAMES.find(name => asking.text(name) !== undefined)
  if (idle && !list('source').some(isObject)) throw usage(NOTHING_TO_ASK, { name: idle }, locale)
  const sources: NamedSource[] = []
  for (const name of list('source')) sources.push({ name, facts: await readOne(name, asking, io) })
  return sources
}

const isObject = (name: string) => name.startsWith('oss://')

async function readOne(name: string, asking: AskingArgs, io: Io): Promise<Facts> {
  const { locale } = asking
  if (isObject(name)) {
    const { probeObject } = await import('../jobs/probe-object.ts')
    return probeObject(name, asking, io)
  }
  const file = path.resolve(io.cwd, name)
  if (existsSync(file)) return readFacts(file, name, locale, io)
  const reading = readSource(name)
  if ('facts' in reading) return reading.facts
  const { word } = reading
  const problem = /[/\\]|\.\w+$/.test(word) ? NO_FILE : reading.problem
  throw new UsageError(fillMessage(BAD, { word, problem, words: SOURCE_WORDS }, locale))
}

async function readFacts(file: string, name: string, locale: Locale, { env }: Io): Promise<Facts> {
  const { factsOfFile, Refusal } = await import('../../emulator/index.ts')
  try {
    return await factsOfFile(file, env)
  } catch (error) {
    if (error instanceof Refusal) throw new UsageError(`"${name}": ${error.problem.message[locale]}`)
    const { fileProblem } = await import('../../files/problem.ts')
    throw new UsageError(fileProblem(error, name, locale))
  }
}
