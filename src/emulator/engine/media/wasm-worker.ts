/**
 * The script of the worker thread, as text: it then needs no file beside the bundle. For each job it makes an
 * instance of @ffmpeg/core, copies the inputs into its memory, runs it, and copies the outputs back to disk.
 */
export const WORKER_SCRIPT: string = String.raw`
const { parentPort, workerData } = require('node:worker_threads')
const fs = require('node:fs')
const path = require('node:path')

globalThis.self ??= globalThis
globalThis.location ??= { href: 'file:///' }

let onLine = () => {}

let compiled

// Instances wear out: after some dozens of jobs one fails with "memory access out of bounds". So each job gets a new
// one of the module that is compiled once.
function load() {
  compiled ??= new WebAssembly.Module(fs.readFileSync(workerData.binary))
  return require(workerData.script)({
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(compiled, imports).then(instance => done(instance, compiled))
      return {}
    },
  })
}

async function create() {
  const core = await load()
  core.setLogger(({ message }) => {
    if (message !== 'Aborted()') onLine(message)
  })
  core.FS.mkdir('/in')
  core.FS.mkdir('/out')
  return core
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
  const core = await create()
  for (const { name, path: file } of inputs) core.FS.writeFile('/in/' + name, fs.readFileSync(file))
  const lines = []
  onLine = line => {
    lines.push(line)
    if (tool === 'ffmpeg') parentPort.postMessage({ line })
  }
  // ffprobe logs everything into the same stream, whatever level is asked for; so its answer goes to a file.
  const status = tool === 'ffprobe' ? (core.ffprobe('-o', '/out/answer', ...words), 0) : core.exec(...words)
  onLine = () => {}
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
