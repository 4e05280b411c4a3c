import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { findFfmpeg, type Outcome, runImage, runMedia } from '../../../src/emulator/engine/index.ts'
import { probe } from '../../../src/emulator/engine/media/probe.ts'
import { parseTree } from '../../../src/language/parser.ts'
import { lint } from '../../../src/lint/lint.ts'
import { rangeOf } from '../../../src/trace/amount.ts'
import type { Facts, Trace } from '../../../src/trace/facts.ts'
import { trace } from '../../../src/trace/trace.ts'
import { makeClips } from './clips.ts'
import { differences, type Made, type Tally } from './compare.ts'
import { makePictures } from './pictures.ts'
import { type Dice, dice, imageString, MARK, videoString, withHole, withoutSome } from './strings.ts'

// Random strings over many sources: what the trace foretells is held against what the local OSS makes; with facts left out or
// a value filled in at run time nothing that it says may be wrong, either. The seed is the same
// every time; `--seed N` takes another one, `--seed random` any.

const { values } = parseArgs({
  options: {
    pictures: { type: 'string', default: '20000' },
    videos: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
})
const seed = values.seed === 'random' ? Date.now() % 1_000_000 : Number(values.seed)
console.log(`seed ${seed}`)

let failures = 0
function fail(source: string, text: string, complaints: readonly string[]): void {
  failures++
  if (failures <= 20) console.log(`WRONG ${source}: ${text}: ${complaints.join('; ')}`)
}

const isRefused = ({ diagnostics }: Trace): boolean => diagnostics.some(({ severity }) => severity === 'error')
const newTally = (): Tally => ({ runs: 0, refused: 0, fields: 0, unknown: 0, bounded: 0 })

/** Compares what both say of refusing; undefined where the file was made. */
function refusal(source: string, text: string, found: Trace, problem: string | undefined, tally: Tally): boolean {
  if (isRefused(found) === (problem !== undefined)) {
    if (problem !== undefined) tally.refused++
    return problem !== undefined
  }
  fail(source, text, [
    problem === undefined
      ? `refused by the trace: ${found.diagnostics.map(d => d.message)}`
      : `refused by the local OSS: ${problem}`,
  ])
  return true
}

const problemOf = (outcome: Outcome<unknown>): string | undefined =>
  outcome.ok ? undefined : `${outcome.problem.code} ${outcome.problem.message.en}`

/** What a trace that knows less says must hold, too. */
function checkLess(source: string, text: string, facts: Facts, made: Partial<Made> | undefined, d: Dice): void {
  const some = withoutSome(facts, d)
  const cases = [
    { of: 'facts left out', found: trace(text, some), told: JSON.stringify(some) },
    { of: 'a hole', found: trace(withHole(text, d), facts), told: '' },
  ]
  for (const { of, found, told } of cases) {
    const [output] = found.outputs
    if (isRefused(found) && made)
      fail(source, text, [`${of}: refused ${told} ${found.diagnostics.map(one => one.message)}`])
    const wrong = made && output && !isRefused(found) ? differences(output, made, newTally()) : []
    if (wrong.length > 0) fail(source, text, [`${of} ${told}`, ...wrong])
  }
}

/** Each stage works on what the one before has made. */
async function runStages(bytes: Uint8Array, text: string, readObject: Parameters<typeof runImage>[2]) {
  let outcome: Awaited<ReturnType<typeof runImage>> | undefined
  for (const stage of parseTree(text).tree.stages) {
    if (stage.kind !== 'stage' || outcome?.ok === false) break
    outcome = await runImage(outcome?.value.body ?? bytes, stage, readObject)
  }
  if (!outcome) throw new Error(`"${text}" has no stage.`)
  return outcome
}

async function pictures(count: number): Promise<Tally> {
  const samples = await makePictures()
  const mark = await sharp({ create: { width: 31, height: 17, channels: 4, background: '#00ff0080' } })
    .png()
    .toBuffer()
  const d = dice(seed)
  const less = dice(seed + 2)
  const tally = newTally()
  while (tally.runs < count) {
    const sample = d.pick(samples)
    const text = imageString(d)
    if (lint(text).some(({ severity }) => severity === 'error')) continue
    tally.runs++
    const found = trace(text, sample.facts)
    const outcome = await runStages(sample.bytes, text, async key => (key === MARK ? mark : undefined))
    if (!outcome.ok) checkLess(sample.name, text, sample.facts, undefined, less)
    if (refusal(sample.name, text, found, problemOf(outcome), tally) || !outcome.ok) continue
    const [output] = found.outputs
    const made = await readPicture(outcome.value.body)
    const complaints = output ? differences(output, { ...made, count: 1 }, tally) : ['no output']
    checkLess(sample.name, text, sample.facts, { ...made, count: 1 }, less)
    if (complaints.length > 0) fail(sample.name, text, complaints)
  }
  return tally
}

/** BMP is no format of sharp's. */
async function readPicture(body: Uint8Array): Promise<Omit<Made, 'count'>> {
  if (body[0] === 0x42 && body[1] === 0x4d) {
    const view = new DataView(body.buffer, body.byteOffset)
    return { format: 'bmp', width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)), frames: 1 }
  }
  const { format, width, height, pageHeight, pages } = await sharp(body, { limitInputPixels: false }).metadata()
  const names: Readonly<Record<string, string>> = { jpeg: 'jpg', heif: 'avif' }
  return { format: names[format] ?? format, width, height: pageHeight ?? height, frames: pages ?? 1 }
}

async function videos(count: number): Promise<Tally | undefined> {
  const ffmpeg = await findFfmpeg({ environment: { PATH: process.env.PATH } })
  if (!ffmpeg.ok || ffmpeg.value.kind !== 'native') {
    console.log('videos: left out, there is no ffmpeg on PATH')
    return undefined
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'trace-'))
  const tally = newTally()
  try {
    const clips = await makeClips(ffmpeg.value, folder)
    const d = dice(seed + 1)
    const less = dice(seed + 3)
    while (tally.runs < count) {
      const clip = d.pick(clips)
      const text = videoString(d)
      if (lint(`${text}|sys/saveas,o_YQ`).some(({ severity }) => severity === 'error')) continue
      tally.runs++
      await runVideo(ffmpeg.value, clip, text, path.join(folder, String(tally.runs)), tally, less)
    }
    return tally
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Native = Extract<Awaited<ReturnType<typeof findFfmpeg>>, { ok: true }>['value']

async function runVideo(
  ffmpeg: Native,
  clip: { readonly name: string; readonly file: string; readonly facts: Facts },
  text: string,
  directory: string,
  tally: Tally,
  less: Dice,
): Promise<void> {
  await mkdir(directory)
  try {
    const [stage] = parseTree(text).tree.stages
    if (stage?.kind !== 'stage') return
    const found = trace(text, clip.facts)
    const outcome = await runMedia(ffmpeg, clip.file, stage, { directory })
    if (refusal(clip.name, text, found, problemOf(outcome), tally) || !outcome.ok) return
    const [output] = found.outputs
    const { files, frameCount } = outcome.value
    const [first = ''] = files
    const isVideo = text.startsWith('video/convert')
    const video = isVideo ? (await probe(ffmpeg, first)).video : undefined
    const picture = isVideo ? undefined : await readPicture(new Uint8Array(await readFile(first)))
    const made: Partial<Made> = picture ?? { ...(video && { width: video.width, height: video.height }) }
    const complaints = output ? [...differences(output, { ...made, count: files.length }, tally)] : ['no output']
    checkLess(clip.name, text, clip.facts, { ...made, count: files.length }, less)
    const [charge] = found.charges
    const range = rangeOf(charge?.quantity)
    const frames = picture && text.startsWith('video/animation') ? picture.frames : frameCount
    if (charge && frames !== undefined && range && (frames < range.minimum || frames > range.maximum)) {
      complaints.push(`charged ${JSON.stringify(charge.quantity)}, made ${frames}`)
    }
    if (complaints.length > 0) fail(clip.name, text, complaints)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`

function print(name: string, { runs, refused, fields, unknown, bounded }: Tally, limit: number): void {
  console.log(
    `${name}: ${runs} runs, ${refused} refused by both, ${fields} fields, ${percent(unknown, fields)} unknown, ${percent(bounded, fields)} bounded`,
  )
  if (unknown > fields * limit) {
    failures++
    console.log(`${name}: more than ${limit * 100} % unknown`)
  }
}

print('pictures', await pictures(Number(values.pictures)), 0.02)
const moving = await videos(Number(values.videos))
if (moving) print('videos', moving, 0.05)
console.log(failures === 0 ? 'no difference' : `${failures} differences`)
process.exitCode = failures === 0 ? 0 : 1
