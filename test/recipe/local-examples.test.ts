import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { loadSharp } from '../../src/emulator/engine/image/sharp.ts'
import { run } from '../cli/run.ts'

const root = path.join(import.meta.dirname, '../..')
const clip = path.join(root, 'test/fixtures/media/numbered-10s.mp4')

/** Of each recipe the inputs, and what it makes, as bucket and name. */
const RECIPES: Readonly<Record<string, { readonly inputs: readonly string[]; readonly results: readonly string[] }>> = {
  'share-clip': { inputs: ['films/2026/harbour.mp4'], results: ['film-shares/2026/harbour.gif'] },
  'sticker-pack': {
    inputs: ['stickers/clips/wave.mp4', 'stickers/clips/laugh.mp4', 'stickers/clips/nod.mp4'],
    results: ['stickers/packs/hello/wave.webp', 'stickers/packs/hello/big-laugh.webp', 'stickers/packs/new/nod.webp'],
  },
  'tutorial-loop': {
    inputs: ['tutorials/login/record.mp4', 'tutorials/export/record.mp4'],
    results: ['tutorials/pages/login/loop.webp', 'tutorials/pages/export/loop.webp'],
  },
  replays: {
    inputs: ['matches/finals/goal-1.mp4', 'matches/finals/goal-2.mp4'],
    results: [1, 2].flatMap(goal => [
      `match-replays/list/goal-${goal}.gif`,
      `match-replays/phone/goal-${goal}.webp`,
      `match-replays/large/goal-${goal}.webp`,
    ]),
  },
  'product-photos': {
    inputs: ['shop-photos/2026/cup.jpg', 'shop-photos/2026/pot.jpg', 'shop-photos/2026/chair.png'],
    results: ['shop-products/tea-coffee/cup.jpg', 'shop-products/tea-coffee/pot.jpg', 'shop-products/chairs/chair.jpg'],
  },
  avatars: {
    inputs: ['people/uploads/Ada.jpg', 'people/uploads/grace.jpg'],
    results: ['ada-48', 'ada-96', 'grace-48', 'grace-96'].map(name => `people-avatars/${name}.png`),
  },
  regions: {
    inputs: ['cn-hangzhou', 'cn-shanghai', 'eu-central-1'].map(region => `films-${region}/trailers/opening.mp4`),
    results: ['cn-hangzhou', 'cn-shanghai', 'eu-central-1'].map(region => `films-${region}/previews/opening.gif`),
  },
  'film-page': {
    inputs: ['harbour', 'mountain', 'river'].map(name => `films/2026/${name}.mp4`),
    results: ['harbour', 'mountain', 'river'].flatMap(name => [
      `film-pages/${name}/poster.jpg`,
      `film-pages/${name}/loop.webp`,
      `film-pages/${name}/seek/1.jpg`,
    ]),
  },
  archive: {
    inputs: ['archive/photos/2026/harbour view.jpg', 'archive/photos/2026/港.jpg'],
    results: ['archive-web/photos/2026/harbour view.webp', 'archive-web/photos/2026/港.webp'],
  },
}

async function putInputs(store: string, inputs: readonly string[], results: readonly string[]): Promise<void> {
  const sharp = await loadSharp()
  const picture = sharp({ create: { width: 400, height: 300, channels: 3, background: 'teal' } })
  for (const result of results) mkdirSync(path.join(store, result.split('/')[0] ?? ''), { recursive: true })
  for (const input of inputs) {
    const file = path.join(store, input)
    mkdirSync(path.dirname(file), { recursive: true })
    if (input.endsWith('.mp4')) copyFileSync(clip, file)
    else
      writeFileSync(
        file,
        await picture
          .clone()
          .toFormat(input.endsWith('.png') ? 'png' : 'jpeg')
          .toBuffer(),
      )
  }
}

test.each(Object.entries(RECIPES))('%s runs on the local OSS', async (name, { inputs, results }) => {
  const cwd = mkdtempSync(path.join(tmpdir(), 'example-'))
  const store = path.join(cwd, 'local-oss')
  await putInputs(store, inputs, results)
  const recipe = path.join(root, `examples/recipes/${name}.yaml`)
  const { code, stderr } = await run(['submit', '--local', '--format', 'text', recipe], {
    cwd,
    env: { PATH: process.env.PATH ?? '' },
  })
  expect([code, code === 0 ? '' : stderr]).toEqual([0, ''])
  const files = readdirSync(store, { recursive: true, encoding: 'utf8' }).map(file => file.replaceAll(path.sep, '/'))
  expect(files).toEqual(expect.arrayContaining([...results]))
  rmSync(cwd, { recursive: true })
})
