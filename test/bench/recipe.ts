import { spawnSync } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as library from '../../src/request/index.ts'
import { median, type Row, timeCommands, timeInTurns } from './measure.ts'

const root = path.join(import.meta.dirname, '../..')
const command = path.join(root, 'dist/bin.cjs')
const SECRET = 'example-secret-0123456789'
const env = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  OSS_ACCESS_KEY_ID: 'example-id',
  OSS_ACCESS_KEY_SECRET: SECRET,
}

/** The part of ali-oss that is compared with. */
interface UrlSigner {
  signatureUrlV4(method: string, expires: number, request: object, key: string): Promise<string>
}

const SIGNATURES = 2000

/** Signing against the HMAC and SHA-256 work that it is made of, and against ali-oss. */
export async function signingRows(): Promise<readonly Row[]> {
  const request: typeof library = await import(pathToFileURL(path.join(root, 'dist/request.js')).href)
  const credentials = { accessKeyId: 'example-id', accessKeySecret: SECRET }
  const target = { endpoint: 'oss-cn-hangzhou.aliyuncs.com', bucket: 'films', key: '2026/harbour.mp4' }
  const job = request.processRequest('async', target, 'video/animation,f_gif,w_100,inter_1000|sys/saveas,o_b3V0LmdpZg')
  const picture = request.processRequest('get', target, 'image/resize,w_100/format,webp')
  const date = new Date('2026-11-22T14:35:01Z')
  const mac = (key: string | Uint8Array, text: string) => createHmac('sha256', key).update(text).digest()
  const canonical = readFileSync(import.meta.filename, 'utf8').slice(0, 330)
  const bare = () => {
    const key = mac(mac(mac(mac(`aliyun_v4${SECRET}`, '20261122'), 'cn-hangzhou'), 'oss'), 'aliyun_v4_request')
    const hash = createHash('sha256').update(canonical).digest('hex')
    return createHmac('sha256', key)
      .update(`OSS4-HMAC-SHA256\n20261122T143501Z\n20261122/cn-hangzhou\n${hash}`)
      .digest('hex')
  }
  const over = (run: () => unknown) => () => {
    for (let count = 0; count < SIGNATURES; count++) run()
  }
  const [work = 0, headers = 0, urls = 0] = timeInTurns([
    over(bare),
    over(() => request.sign(job, credentials, { date })),
    over(() => request.presign(picture, credentials, { date })),
  ])
  const { theirs, own } = await timeAliOss(over(() => request.presign(picture, credentials, { date })))
  const each = (time: number) => `${(time / SIGNATURES / 1000).toFixed(1)} us each`
  return [
    {
      name: 'sign a request / bare HMAC and SHA-256',
      value: headers / work,
      unit: 'x',
      limit: 2,
      detail: each(headers),
    },
    { name: 'presign a URL / bare HMAC and SHA-256', value: urls / work, unit: 'x', limit: 2, detail: each(urls) },
    {
      name: 'presign a URL / ali-oss signatureUrlV4',
      value: own / theirs,
      unit: 'x',
      limit: 0.2,
      detail: each(theirs),
    },
  ]
}

/** Processor time of a round of URLs by ali-oss and by the function given, measured in turns. */
async function timeAliOss(ours: () => void): Promise<{ readonly theirs: number; readonly own: number }> {
  const Client: new (options: object) => UrlSigner = createRequire(import.meta.url)('ali-oss')
  const client = new Client({
    accessKeyId: 'example-id',
    accessKeySecret: SECRET,
    region: 'oss-cn-hangzhou',
    bucket: 'films',
    authorizationV4: true,
  })
  const queries = { 'x-oss-process': 'image/resize,w_100/format,webp' }
  const [theirs, own]: [number[], number[]] = [[], []]
  for (let turn = -3; turn < 15; turn++) {
    const start = process.cpuUsage()
    for (let count = 0; count < SIGNATURES; count++) {
      await client.signatureUrlV4('GET', 900, { queries }, '2026/harbour.mp4')
    }
    const between = process.cpuUsage(start)
    const middle = process.cpuUsage()
    ours()
    const after = process.cpuUsage(middle)
    if (turn < 0) continue
    theirs.push((between.user + between.system) * 1000)
    own.push((after.user + after.system) * 1000)
  }
  return { theirs: median(theirs), own: median(own) }
}

const RECIPE = `version: 1
connection: { region: cn-hangzhou, bucket: photos }
sources: { manifest: list.csv }
steps: [image/resize: { width: '\${source.width}' }]
saveas: oss://small/{dirname}/{barename}-\${source.width}.jpg
`

/** Compiling and signing long manifests, against reading their lines. */
export function manifestRows(count = 1_000_000): readonly Row[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-bench-'))
  const list = path.join(folder, 'list.csv')
  writeManifest(list, count)
  const recipe = path.join(folder, 'recipe.yaml')
  writeFileSync(recipe, RECIPE)
  const loop = `(async () => {
  const lines = require('node:readline').createInterface({ input: require('node:fs').createReadStream(process.argv[1]) })
  let length = 0
  for await (const line of lines) length += line.length
  process.exit(length > 0 ? 0 : 1)
})()`
  // In turns, so that both meet the same noise.
  const rounds = Array.from({ length: 3 }, () => ({
    plain: runOnce(['-e', loop, list], folder).time,
    whole: runOnce([command, 'compile', '--format', 'jsonl', recipe], folder),
  }))
  const json = runOnce([command, 'compile', '--format', 'json', recipe], folder)
  const lock = path.join(folder, 'recipe.lock')
  const written = runOnce([command, 'compile', `--write-lock=${lock}`, recipe], folder)
  const checked = runOnce([command, 'compile', `--check=${lock}`, recipe], folder)
  rmSync(folder, { recursive: true })
  const [plain, time] = [median(rounds.map(round => round.plain)), median(rounds.map(({ whole }) => whole.time))]
  const memory = Math.max(...rounds.map(({ whole }) => whole.memory))
  const detail = `${(time / 1000).toFixed(1)} s for ${count} objects; the loop ${(plain / 1000).toFixed(2)} s`
  return [
    { name: 'compile and sign a manifest / readline loop', value: time / plain, unit: 'x', limit: 30, detail },
    {
      name: 'memory at its peak, compiling and signing a manifest',
      value: memory,
      unit: 'MB',
      limit: 200,
      detail: 'resident set',
    },
    { name: 'compile a manifest to JSON', value: json.time / 1000, unit: 's', limit: 30, detail: 'processor time' },
    { name: 'its memory at the peak', value: json.memory, unit: 'MB', limit: 300, detail: 'resident set' },
    {
      name: 'memory at its peak, writing and checking a lock file',
      value: Math.max(written.memory, checked.memory),
      unit: 'MB',
      limit: 300,
      detail: `${(written.time / 1000).toFixed(1)} s and ${(checked.time / 1000).toFixed(1)} s`,
    },
  ]
}

const CLIPS = `version: 1
connection: { region: cn-hangzhou, bucket: films }
sources: { manifest: clips.csv }
steps: [video/animation: { format: gif, width: 320, height: 180, interval: 1s }]
saveas: oss://out/{dirname}/{barename}.gif
`

/** Planning a long manifest whose columns tell of the videos, against the same columns under other names. */
export function planRows(count = 1_000_000): readonly Row[] {
  const folders = ['duration,fps,width,height', 'd,f,w,h'].map(columns => {
    const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-bench-'))
    const rows = Array.from(
      { length: count },
      (_, at) => `raw/${at % 365}/clip-${at}.mp4,${10 + (at % 50)},25,1920,1080\n`,
    )
    writeFileSync(path.join(folder, 'clips.csv'), `key,${columns}\n${rows.join('')}`)
    writeFileSync(path.join(folder, 'recipe.yaml'), CLIPS)
    return folder
  })
  const [told = '', untold = ''] = folders
  const plan = (folder: string) => runOnce([command, 'plan', path.join(folder, 'recipe.yaml')], folder).time
  const rounds = Array.from({ length: 3 }, () => ({ told: plan(told), untold: plan(untold) }))
  const out = runOnce([command, 'plan', '--out', path.join(told, 'plan.json'), path.join(told, 'recipe.yaml')], told)
  for (const folder of folders) rmSync(folder, { recursive: true })
  const [withFacts, without] = [median(rounds.map(round => round.told)), median(rounds.map(round => round.untold))]
  const detail = `${(withFacts / 1000).toFixed(1)} s and ${(without / 1000).toFixed(1)} s for ${count} videos`
  return [
    { name: 'plan a manifest with facts / without', value: withFacts / without, unit: 'x', limit: 1.3, detail },
    { name: 'memory at its peak, saving a plan', value: out.memory, unit: 'MB', limit: 400, detail: 'resident set' },
  ]
}

function writeManifest(file: string, count: number): void {
  const descriptor = openSync(file, 'w')
  writeSync(descriptor, 'key,width\n')
  for (let at = 0; at < count; at += 10_000) {
    const rows = Array.from(
      { length: Math.min(10_000, count - at) },
      (_, index) => `raw/${(at + index) % 365}/picture-${at + index}.jpg,${100 + (index % 500)}\n`,
    )
    writeSync(descriptor, rows.join(''))
  }
  closeSync(descriptor)
}

/** Processor time in ms, and the peak of the memory in MB. */
function runOnce(argv: readonly string[], folder: string): { readonly time: number; readonly memory: number } {
  const hook = path.join(folder, 'usage.cjs')
  const result = path.join(folder, 'usage.json')
  writeFileSync(
    hook,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(result)}, JSON.stringify(process.resourceUsage())))`,
  )
  const { status, stderr } = spawnSync(process.execPath, ['--require', hook, ...argv], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  const usage: { userCPUTime: number; systemCPUTime: number; maxRSS: number } = JSON.parse(readFileSync(result, 'utf8'))
  return { time: (usage.userCPUTime + usage.systemCPUTime) / 1000, memory: usage.maxRSS / 1024 }
}

/** A recipe of 1000 jobs in a fresh process, against Node doing nothing. */
export function recipeStartRows(): readonly Row[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-bench-'))
  const recipe = path.join(folder, 'recipe.yaml')
  writeManifest(path.join(folder, 'list.csv'), 1000)
  writeFileSync(recipe, RECIPE)
  const [nothing = 0, compiled = 0] = timeCommands([
    ['-e', '0'],
    [command, 'compile', '--unsigned', '--format', 'jsonl', recipe],
  ])
  rmSync(folder, { recursive: true })
  const detail = `${compiled.toFixed(0)} ms; node -e 0 ${nothing.toFixed(0)} ms`
  return [{ name: 'compile 1000 jobs, cold / node -e 0', value: compiled / nothing, unit: 'x', limit: 4, detail }]
}
