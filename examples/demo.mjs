// Lints the example strings, then compiles the example recipes and signs what they would send.
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')
const command = path.join(root, 'dist/bin.cjs')
// Example credentials: enough to see a signed request, good for nothing else.
const env = { ...process.env, OSS_ACCESS_KEY_ID: 'example-key-id', OSS_ACCESS_KEY_SECRET: 'example-key-secret' }

function run(...argv) {
  process.stdout.write(`\n$ oss-process ${argv.join(' ')}\n\n`)
  const { status } = spawnSync(process.execPath, [command, ...argv], { cwd: root, env, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

run('lint', 'examples/strings')
run('compile', 'examples/recipes/animation.yaml', 'examples/recipes/animation-webp.yaml')
