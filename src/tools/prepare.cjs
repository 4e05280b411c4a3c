// What npm runs before it packs, and after it installed a clone or a git dependency: builds what the package consists of.
// Plain CommonJS on Node alone, since nothing may be installed yet: with "npm install --global git+..." npm runs this in a bare clone.

const { execFileSync } = require('node:child_process')
const { existsSync } = require('node:fs')
const path = require('node:path')

const root = path.join(__dirname, '../..')
const command = process.env.npm_command
const isPacking = command === 'pack' || command === 'publish'

if (isPacking || !existsSync(path.join(root, 'dist/bin.cjs'))) {
  if (!existsSync(path.join(root, 'node_modules/esbuild'))) npm('ci', '--include=dev', '--ignore-scripts')
  npm('run', 'build')
}

/** Runs npm in this folder, whatever the npm around it was told, and keeps quiet: some read what "npm pack" prints. */
function npm(...words) {
  const told = ([name]) =>
    !/^npm_config_(?:global|location|prefix|local_prefix|include|omit|install_links)$/i.test(name)
  const env = Object.fromEntries(Object.entries(process.env).filter(told))
  const argv = [...words, '--no-audit', '--no-fund', '--loglevel=error']
  execFileSync('npm', argv, {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
}
