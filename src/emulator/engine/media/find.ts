import { stat } from 'node:fs/promises'
import { basename, delimiter, dirname, join, resolve } from 'node:path'
import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { errorText } from '../../../language/given.ts'
import { type Outcome, refuse, toOutcome } from '../problem.ts'
import { type CallLimits, type Ffmpeg, type FfmpegRun, LIMITS } from './ffmpeg.ts'
import { runNative, runProgram } from './native.ts'
import { createWasmRunner, findWasm } from './wasm.ts'

/** Names the program to use; nothing else is tried then. `wasm` asks for @ffmpeg/core. */
export const FFMPEG_VARIABLE = 'OSS_PROCESS_FFMPEG'

const NEEDED_ENCODERS = ['gif', 'libwebp', 'mjpeg', 'png']
const NEEDED_FILTERS = [
  'select',
  'trim',
  'metadata',
  'scale',
  'format',
  'crop',
  'pad',
  'setsar',
  'settb',
  'setpts',
  'palettegen',
  'paletteuse',
  'tile',
]

/** What the search looks at. */
export interface SearchOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly limits?: CallLimits
}

interface SearchAttempt {
  readonly place: string
  readonly found?: Ffmpeg
  readonly reason?: Localized
}

const checked = new Map<string, Promise<SearchAttempt>>()

/**
 * Finds an ffmpeg: OSS_PROCESS_FFMPEG, then PATH, then the package @ffmpeg/core. Encoders and filters are checked;
 * the result is kept for each path and time of change. A named program that does not do ends the search.
 */
export function findFfmpeg(options: SearchOptions = {}): Promise<Outcome<Ffmpeg>> {
  return toOutcome(() => search(options.environment ?? process.env, options.limits ?? LIMITS))
}

async function search(environment: Readonly<Record<string, string | undefined>>, limits: CallLimits): Promise<Ffmpeg> {
  const attempts: SearchAttempt[] = []
  for await (const attempt of attemptsOf(environment, limits)) {
    if (attempt.found) return attempt.found
    attempts.push(attempt)
  }
  throw notFound(attempts)
}

async function* attemptsOf(
  environment: Readonly<Record<string, string | undefined>>,
  limits: CallLimits,
): AsyncGenerator<SearchAttempt> {
  const named = environment[FFMPEG_VARIABLE]
  if (named) {
    yield named === 'wasm'
      ? await tryWasm(limits)
      : await tryProgram(resolve(named), FFMPEG_VARIABLE, environment, limits)
    return
  }
  const path = await findOnPath('ffmpeg', environment)
  yield path
    ? await tryProgram(path, 'PATH', environment, limits)
    : { place: 'PATH', reason: { en: 'holds no ffmpeg', zh: '其中没有 ffmpeg' } }
  yield await tryWasm(limits)
}

const executable = (name: string): string => (process.platform === 'win32' ? `${name}.exe` : name)

async function findOnPath(
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  for (const folder of (environment.PATH ?? environment.Path ?? '').split(delimiter)) {
    const path = join(folder, executable(name))
    if (folder !== '' && (await isFile(path))) return resolve(path)
  }
  return undefined
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isFile(),
    () => false,
  )

async function tryProgram(
  path: string,
  origin: string,
  environment: Readonly<Record<string, string | undefined>>,
  limits: CallLimits,
): Promise<SearchAttempt> {
  const place = `${origin} (${path})`
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return { place, reason: { en: 'is not a file', zh: '不是文件' } }
  const key = `${path}\n${found.mtimeMs}\n${JSON.stringify(limits)}`
  const known = checked.get(key)
  if (known) return known
  const checking = checkProgram(path, place, environment, limits)
  checked.set(key, checking)
  return checking
}

async function checkProgram(
  path: string,
  place: string,
  environment: Readonly<Record<string, string | undefined>>,
  limits: CallLimits,
): Promise<SearchAttempt> {
  const sibling = join(dirname(path), basename(path).replace('ffmpeg', 'ffprobe'))
  const probe = sibling !== path && (await isFile(sibling)) ? sibling : await findOnPath('ffprobe', environment)
  if (!probe) return { place, reason: { en: 'has no ffprobe beside it', zh: '旁边没有 ffprobe' } }
  const ask = (option: string) => runProgram(path, [option], { ...limits, milliseconds: 20_000 })
  const programs = { ffmpeg: path, ffprobe: probe }
  return check(place, 'native', ask, job => runNative(programs, job, limits))
}

async function tryWasm(limits: CallLimits): Promise<SearchAttempt> {
  const place = '@ffmpeg/core'
  const files = findWasm()
  if (!files) return { place, reason: { en: 'is not installed', zh: '没有安装' } }
  const key = `${files.script}\n${JSON.stringify(limits)}`
  const known = checked.get(key)
  if (known) return known
  const run = createWasmRunner(files, limits)
  const ask = (option: string) => run({ tool: 'ffmpeg', arguments: [option] })
  const checking = check(place, 'wasm', ask, run)
  checked.set(key, checking)
  return checking
}

async function check(
  place: string,
  kind: Ffmpeg['kind'],
  ask: (option: string) => Promise<FfmpegRun>,
  run: Ffmpeg['run'],
): Promise<SearchAttempt> {
  try {
    // The banner tells the version. Asked for it with -version, the WebAssembly build logs everything from then on.
    const [encoders, filters] = await Promise.all(['-encoders', '-filters'].map(ask))
    const name = /^ffmpeg version (\S+)/m.exec(`${encoders?.stdout}\n${encoders?.stderr}`)?.[1]
    if (name === undefined)
      return { place, reason: { en: 'does not answer as ffmpeg does', zh: '不像 ffmpeg 那样应答' } }
    const found: Ffmpeg = {
      kind,
      place,
      version: name,
      run,
      encoders: withoutBroken(kind, namesIn(encoders?.stdout ?? '')),
      filters: namesIn(filters?.stdout ?? ''),
    }
    const missing = [
      ...NEEDED_ENCODERS.filter(encoder => !found.encoders.has(encoder)),
      ...NEEDED_FILTERS.filter(filter => !found.filters.has(filter)),
    ].join(', ')
    if (missing !== '') return { place, reason: { en: `was built without ${missing}`, zh: `编译时未包含 ${missing}` } }
    return { place, found }
  } catch (error) {
    const reason = errorText(error)
    return { place, reason: { en: `cannot be run: ${reason}`, zh: `无法运行：${reason}` } }
  }
}

/** x265 waits for threads that the WebAssembly build does not have, and never ends. */
function withoutBroken(kind: Ffmpeg['kind'], encoders: ReadonlySet<string>): ReadonlySet<string> {
  return kind === 'native' ? encoders : new Set([...encoders].filter(name => name !== 'libx265'))
}

/** The second column of the tables of -encoders and -filters. */
function namesIn(table: string): ReadonlySet<string> {
  return new Set([...table.matchAll(/^ *[A-Z.|]{2,6} +([\w-]+)/gm)].map(([, name = '']) => name))
}

function notFound(attempts: readonly SearchAttempt[]): Error {
  const list = (locale: 'en' | 'zh') =>
    attempts.map(({ place, reason }) => `${place} ${reason?.[locale] ?? ''}`).join(locale === 'en' ? '; ' : '；')
  return refuse(
    'FFMPEG_NOT_FOUND',
    501,
    {
      en: `No usable ffmpeg was found: {tried}. Install ffmpeg with ffprobe so that PATH holds it, name it in ${FFMPEG_VARIABLE}, or run "npm install @ffmpeg/core". Pictures (image/*) work without it.`,
      zh: `没有找到可用的 ffmpeg：{tried}。请安装 ffmpeg 和 ffprobe 并加入 PATH，或用 ${FFMPEG_VARIABLE} 指定，或运行 "npm install @ffmpeg/core"。图片操作（image/*）不需要它。`,
    },
    { tried: { en: list('en'), zh: list('zh') } },
  )
}
