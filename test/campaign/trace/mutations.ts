import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

// Proves that the campaign can fail: each change to a rounding, made in a copy of the sources, has to be found by it.

interface Mutation {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** In what calls the shared arithmetic, on the side of the trace or of the engine: a change in the arithmetic itself would move both. */
const MUTATIONS: readonly Mutation[] = [
  {
    file: 'src/trace/image/resize.ts',
    from: 'return { ...state, ...canvas }',
    to: 'return { ...state, width: canvas.width, height: Math.max(1, canvas.height - (canvas.height % 2)) }',
  },
  { file: 'src/trace/image/cut.ts', from: 'Math.min(2 * radius, ', to: 'Math.min(2 * radius + 1, ' },
  { file: 'src/trace/image/turn.ts', from: 'turnedSides(sides, degrees)', to: 'turnedSides(sides, degrees + 1)' },
  {
    file: 'src/emulator/engine/image/transform.ts',
    from: 'image.resize(scaled.width, scaled.height,',
    to: 'image.resize(scaled.width, Math.max(1, scaled.height - 1),',
  },
  { file: 'src/trace/video/stills.ts', from: 'Math.ceil(count /', to: 'Math.floor(count /' },
  {
    file: 'src/trace/video/snapshot.ts',
    from: '.sides, wanted)',
    to: '.sides, { ...wanted, width: wanted.width && wanted.width + 1 })',
  },
]

const root = path.join(import.meta.dirname, '../../..')

/** Runs a small campaign over a copy of the sources that a mutation changed; true where it found the difference. */
function isFound({ file, from, to }: Mutation): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'mutation-'))
  try {
    const parts = ['src', 'grammar', 'test/campaign/trace', 'test/fixtures/media', 'package.json', 'tsconfig.json']
    for (const part of parts) cpSync(path.join(root, part), path.join(folder, part), { recursive: true })
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
    const text = readFileSync(path.join(folder, file), 'utf8')
    if (!text.includes(from)) throw new Error(`${file} does not hold "${from}" any more.`)
    writeFileSync(path.join(folder, file), text.replace(from, to))
    const isVideo = file.includes('/video/')
    const size = isVideo ? ['--pictures', '0', '--videos', '60'] : ['--pictures', '600', '--videos', '0']
    const words = [path.join(root, 'node_modules/tsx/dist/cli.mjs'), 'test/campaign/trace/run.ts', ...size]
    const { status, stdout } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' })
    return status === 1 && stdout.includes('WRONG ')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

let missed = 0
for (const mutation of MUTATIONS) {
  const found = isFound(mutation)
  if (!found) missed++
  console.log(`${found ? 'found' : 'MISSED'} ${mutation.file}: ${mutation.from} -> ${mutation.to}`)
}
console.log(missed === 0 ? `all ${MUTATIONS.length} found` : `${missed} missed`)
process.exitCode = missed === 0 ? 0 : 1
