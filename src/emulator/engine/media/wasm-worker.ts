/**
 * The script of the worker thread, as text: it then needs no file beside the bundle. It keeps one instance of
 * @ffmpeg/core, copies the inputs of a job into its memory, runs it, and copies the outputs back to disk.
 */
export const WORKER_SCRIPT: string = String.raw`
const { parentPort, workerData } = require('node:worker_threads')
const fs = require('node:fs')
const path = require('node:path')

globalThis.self ??= globalThis
globalThis.location ??= { href: 'file:///' }

let onLine = () => {}

async function load() {
  const core = await require(workerData.script)({ wasmBinary: fs.readFileSync(workerData.binary) })
  core.setLogger(({ message }) => {
    if (message !== 'Aborted()') onLine(message)
  })
  return core
}

const loading = load()

function clear(core) {
  for (const folder of ['/in', '/out']) {
    if (!core.FS.analyzePath(folder).exists) core.FS.mkdir(folder)
    for (const name of core.FS.readdir(folder)) if (name !== '.' && name !== '..') core.FS.unlink(folder + '/' + name)
  }
}

function collect(core, outputs) {
  for (const name of core.FS.readdir('/out')) {
    if (name === '.' || name === '..') continue
    const single = outputs.find(output => output.name === name)
    const target = single ? single.path : path.join(outputs.find(output => output.directory).directory, name)
    fs.writeFileSync(target, core.FS.readFile('/out/' + name))
  }
}

async function run({ tool, words, inputs, outputs }) {
  const core = await loading
  clear(core)
  for (const { name, path: file } of inputs) core.FS.writeFile('/in/' + name, fs.readFileSync(file))
  const lines = []
  onLine = line => {
    lines.push(line)
    if (tool === 'ffmpeg') parentPort.postMessage({ line })
  }
  // ffprobe logs everything into the same stream, whatever level is asked for; so its answer goes to a file.
  const status = tool === 'ffprobe' ? (core.ffprobe('-o', '/out/answer', ...words), 0) : core.exec(...words)
  onLine = () => {}
  core.reset()
  const log = lines.join('\n')
  if (tool === 'ffprobe') return { status, text: core.FS.readFile('/out/answer', { encoding: 'utf8' }), log }
  collect(core, outputs)
  return { status, text: log, log }
}

parentPort.on('message', job => {
  run(job).then(
    result => parentPort.postMessage({ result }),
    error => parentPort.postMessage({ failure: String((error && error.message) || error) }),
  )
})
`
