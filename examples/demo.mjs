// Starts a local OSS, puts a clip with an OSS client, compiles a recipe, submits it signed, and waits for the animation.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import OSS from 'ali-oss'

const root = path.join(import.meta.dirname, '..')
const command = path.join(root, 'dist/bin.cjs')
const recipe = 'examples/recipes/animation.yaml'

const serve = ['serve', '--port', '0', '--bucket', 'video-demo', '--bucket', 'outbucket', '--json', '--quiet']
const server = spawn(process.execPath, [command, ...serve], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
try {
  console.log(`$ oss-process ${serve.join(' ')}`)
  const [line] = await Promise.race([once(createInterface({ input: server.stdout }), 'line'), once(server, 'exit')])
  if (typeof line !== 'string') throw new Error('The local OSS did not start.')
  const { endpoint, root: directory } = JSON.parse(line)
  console.log(`${line}\n`)

  const client = new OSS({
    endpoint,
    region: 'oss-cn-hangzhou',
    bucket: 'video-demo',
    accessKeyId: process.env.OSS_ACCESS_KEY_ID ?? 'local',
    accessKeySecret: process.env.OSS_ACCESS_KEY_SECRET ?? 'local-secret',
    stsToken: process.env.OSS_SESSION_TOKEN,
    authorizationV4: true,
    sldEnable: true,
  })
  await client.put('example.mkv', path.join(root, 'examples/media/example.mkv'))
  console.log('put examples/media/example.mkv as oss://video-demo/example.mkv\n')

  run('compile', `--local=${endpoint}`, recipe)
  run('submit', `--local=${endpoint}`, '--format', 'text', recipe)
  console.log(`The animation is ${path.relative(process.cwd(), path.join(directory, 'outbucket/outobjprefix.gif'))}`)
} finally {
  server.kill('SIGINT')
  if (server.exitCode === null) await once(server, 'exit')
}

function run(...argv) {
  console.log(`$ oss-process ${argv.join(' ')}`)
  const { status } = spawnSync(process.execPath, [command, ...argv], { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error(`oss-process ${argv[0]} ended with ${status}.`)
  console.log()
}
