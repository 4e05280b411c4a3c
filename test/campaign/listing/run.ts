// Lists 100,000 objects as a recipe does and as bare pages, and many more for the memory. OBJECTS changes how many those are.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { compileBatches, expand, readRecipe } from '../../../src/recipe/index.ts'
import { createClient, listPages, openListings } from '../../../src/service/index.ts'
import { median } from '../../bench/measure.ts'

const MANY = Number(process.env.OBJECTS ?? 1_000_000)
const FEW = 100_000
const ROUNDS = 15

async function startServer(count: number): Promise<{ readonly child: ChildProcess; readonly endpoint: string }> {
  const file = path.join(import.meta.dirname, 'server.ts')
  const child = spawn('npx', ['tsx', file, String(count)], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  const [line] = await once(child.stdout ?? child, 'data')
  return { child, endpoint: `http://127.0.0.1:${String(line).trim()}` }
}

function stop({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid)
}

/** Milliseconds, and the most memory while it ran. */
async function measured(run: () => Promise<number>) {
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 50)
  const start = performance.now()
  const count = await run()
  clearInterval(watch)
  return { count, time: performance.now() - start, peak: Math.round(peak / 2 ** 20) }
}

async function listBare(endpoint: string): Promise<number> {
  let [count, token] = [0, '']
  do {
    const query = `list-type=2&max-keys=1000&prefix=in/${token && `&continuation-token=${token}`}`
    const text = await (await fetch(`${endpoint}/media?${query}`)).text()
    count += text.split('<Contents>').length - 1
    token = /<NextContinuationToken>(.*?)</.exec(text)?.[1] ?? ''
  } while (token !== '')
  return count
}

/** Lists as recipes do, through a file of listings, without the strings. */
async function listWhole(endpoint: string): Promise<number> {
  const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' }
  const client = await createClient({ credentials, env: {}, concurrency: 4 })
  const listings = openListings()
  const address = { bucket: 'media', prefix: 'in/' }
  const place = { endpoint, region: 'cn-hangzhou' }
  const recipe = `version: 1
connection: { endpoint: '${endpoint}', region: cn-hangzhou }
sources: { list: 'oss://media/in/', pattern: 'none/*' }
steps: [video/animation: { f: gif }]
saveas: oss://out/{barename}.gif
`
  let count = 0
  const service = {
    list: async function* () {
      for await (const page of listings.pages(address, after => listPages(client, address, place, after))) {
        count += page.length
        yield page
      }
    },
    read: () => {
      throw new Error('nothing is read')
    },
  }
  const { recipe: read } = readRecipe(recipe)
  if (!read) throw new Error('no recipe')
  for await (const _ of compileBatches(expand(read), { service }));
  client.close()
  listings.close()
  return count
}

let isRight = true
const few = await startServer(FEW)
try {
  const bare: number[] = []
  const whole: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    for (const [list, times] of [
      [listBare, bare],
      [listWhole, whole],
    ] as const) {
      const { count, time } = await measured(() => list(few.endpoint))
      isRight = isRight && count === FEW
      times.push(time)
    }
  }
  // Of two that ran one after the other, so that both met the same machine.
  const ratio = median(whole.map((time, round) => time / (bare[round] ?? Number.NaN)))
  isRight = isRight && ratio <= 2
  process.stdout.write(
    `listing: ${FEW} objects in ${Math.round(median(whole))} ms, bare pages ${Math.round(median(bare))} ms, ${ratio.toFixed(2)} x\n`,
  )
} finally {
  stop(few.child)
}
const many = await startServer(MANY)
try {
  const { count, time, peak } = await measured(() => listWhole(many.endpoint))
  isRight = isRight && count === MANY && peak < 300
  process.stdout.write(`listing: ${count} objects in ${(time / 1000).toFixed(1)} s, at most ${peak} MB\n`)
} finally {
  stop(many.child)
}
process.exitCode = isRight ? 0 : 1
