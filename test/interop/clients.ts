import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { composer, javac, maven, modules, run, stamped, venv } from './toolchain.ts'

/** The version of the signatures that a client makes. */
export type Signature = 'v1' | 'v4'

/** The versions in the order in which rows tell of them. */
export const SIGNATURES: readonly Signature[] = ['v1', 'v4']

/** An SDK or tool from its registry and the program that uses it. */
export interface Client {
  readonly language: 'python' | 'go' | 'java' | 'node' | 'php'
  /** The package, as its registry calls it. */
  readonly name: string
  readonly version: string
  /** The commands that must be on the path. */
  readonly needs: readonly string[]
  /** Fetches the SDK, builds the program and returns its command line. */
  readonly prepare: (cache: string) => Promise<readonly string[]>
  /** The steps of a client that is no SDK of OSS, in their order; an SDK takes all but those that it lacks. */
  readonly takes?: readonly string[]
  /** The signatures that it makes; both unless said. */
  readonly signatures?: readonly Signature[]
  /** Steps that the SDK has no call for. */
  readonly lacks?: readonly string[]
  /** Steps that are refused from this SDK with V1: unlike all others it leaves `x-oss-process` and `x-oss-async-process` unsigned. */
  readonly lacksInV1?: readonly string[]
  /** The SDK's error does not tell the HTTP status. */
  readonly hidesStatus?: true
  /** The SDK gives the content of an object without the HTTP status and the headers. */
  readonly hidesHeaders?: true
  /** The SDK keeps the answer of a synchronous save to itself. */
  readonly hidesSaved?: true
  /** The SDK refuses to sign URLs of an address. */
  readonly needsHostName?: true
}

const here = import.meta.dirname

function read(...parts: string[]): string {
  return readFileSync(path.join(here, ...parts), 'utf8')
}

/** The version that a manifest pins. */
function pinned(manifest: string, pattern: RegExp): string {
  const version = pattern.exec(manifest)?.[1]
  if (version === undefined) throw new Error(`The manifest pins nothing that ${pattern} finds.`)
  return version
}

function python(name: string, requirements: string, program: string): Client {
  const manifest = read('python', requirements)
  return {
    language: 'python',
    name,
    version: pinned(manifest, new RegExp(`^${name}==(.+)$`, 'm')),
    needs: ['python3'],
    prepare: async cache => {
      const folder = path.join(cache, requirements.replace('.txt', ''))
      await stamped(folder, [manifest], () => venv(folder, path.join(here, 'python', requirements)))
      return [path.join(folder, 'bin', 'python'), path.join(here, 'python', program)]
    },
  }
}

/** What stands on the first Java SDK. */
function javaTool(name: string, profile: string, program: string, takes: readonly string[]): Client {
  const client = java(name, profile, program)
  return { ...client, takes, signatures: ['v1'], hidesHeaders: true, hidesStatus: true }
}

/** A client that is no SDK: it signs with V1. */
function tool(name: string, version: string, program: string, takes: readonly string[]): Client {
  const client = python(name, `requirements-${name}-${version}.txt`, program)
  return { ...client, takes, signatures: ['v1'], hidesHeaders: true }
}

function go(name: string, program: string): Client {
  const sources = [
    read('go', 'go.mod'),
    read('go', 'go.sum'),
    read('go', 'steps/steps.go'),
    read('go', program, 'main.go'),
  ]
  return {
    language: 'go',
    name,
    version: pinned(read('go', 'go.mod'), new RegExp(`/${name} (v[^\\s+]+)`)),
    needs: ['go'],
    prepare: async cache => {
      const folder = path.join(cache, `go-${program}`)
      const binary = path.join(folder, 'client')
      await stamped(folder, sources, async () => {
        await modules(path.join(here, 'go'))
        await run(['go', 'build', '-o', binary, `./${program}`], path.join(here, 'go'))
      })
      return [binary]
    },
  }
}

/** What the first Java SDK needs to read an error in its older versions, as Hadoop gives it. */
const OPENED = ['--add-opens', 'java.base/java.lang=ALL-UNNAMED']

function java(name: string, profile: string, program: string): Client {
  const pom = read('java', 'pom.xml')
  const sources = ['Steps.java', `${program}.java`]
  return {
    language: 'java',
    name,
    version: pinned(pom, new RegExp(`<id>${profile}</id>[^]*?<version>([^<]+)<`)),
    needs: ['java', 'javac', 'mvn'],
    prepare: async cache => {
      const folder = path.join(cache, `java-${profile}`)
      const classPath = [path.join(folder, 'classes'), path.join(folder, 'jars', '*')].join(path.delimiter)
      await stamped(folder, [pom, ...sources.map(source => read('java', source))], async () => {
        await maven(path.join(here, 'java'), profile, path.join(folder, 'jars'))
        await javac(path.join(here, 'java'), sources, classPath, path.join(folder, 'classes'))
      })
      return ['java', '-XX:TieredStopAtLevel=1', ...OPENED, '-cp', classPath, program]
    },
  }
}

function node(): Client {
  const manifest = createRequire(import.meta.url).resolve('ali-oss/package.json')
  return {
    language: 'node',
    name: 'ali-oss',
    version: pinned(readFileSync(manifest, 'utf8'), /"version": "(.+)"/),
    needs: [],
    prepare: async () => [process.execPath, path.join(here, 'node', 'client.mjs')],
    lacks: ['style'],
    hidesSaved: true,
    needsHostName: true,
  }
}

/** A page in a browser, with what ali-oss has for pages. */
function browser(): Client {
  return {
    ...node(),
    name: 'ali-oss in Chromium',
    needs: ['chromium'],
    prepare: async () => [process.execPath, path.join(here, 'node', 'browser.mjs')],
    takes: ['page-put', 'page-picture', 'page-form', 'multipart', 'wrong-secret-20mb'],
  }
}

function php(): Client {
  const manifest = read('php', 'composer.json')
  return {
    language: 'php',
    name: 'oss-sdk-php',
    version: pinned(manifest, /"aliyuncs\/oss-sdk-php": "(.+)"/),
    needs: ['php', 'composer'],
    prepare: async cache => {
      const folder = path.join(cache, 'php')
      await stamped(folder, [manifest], () => composer(path.join(here, 'php'), folder))
      return ['php', path.join(here, 'php', 'client.php'), path.join(folder, 'vendor')]
    },
    lacks: ['style'],
    hidesHeaders: true,
  }
}

const PROCESSING = [
  ...['submit-unpadded', 'submit-padded', 'result-unpadded', 'result-padded', 'bad-animation'],
  ...['resize', 'save', 'presign', 'presign-expired', 'bad-resize', 'style'],
]

const FILES = ['put-texts', 'list', 'wrong-secret-20mb']

/** Each SDK in its oldest version that is promised and in its newest; tools that stand on them or speak to OSS themselves. */
export const CLIENTS: readonly Client[] = [
  python('oss2', 'requirements-oss2-2.18.4.txt', 'oss2_client.py'),
  python('oss2', 'requirements-oss2-2.19.1.txt', 'oss2_client.py'),
  { ...python('alibabacloud-oss-v2', 'requirements-v2-1.4.1.txt', 'v2_client.py'), lacksInV1: PROCESSING },
  go('aliyun-oss-go-sdk', 'sdkv1'),
  go('alibabacloud-oss-go-sdk-v2', 'sdkv2'),
  { ...java('aliyun-sdk-oss', 'v1-3.17.4', 'ClientV1'), hidesStatus: true },
  { ...java('aliyun-sdk-oss', 'v1-3.18.5', 'ClientV1'), hidesStatus: true },
  { ...java('alibabacloud-oss-v2', 'v2-0.4.0', 'ClientV2'), lacks: ['style'], lacksInV1: PROCESSING },
  node(),
  browser(),
  php(),
  javaTool('hadoop-aliyun', 'hadoop-3.4.2', 'ClientHadoop', [...FILES, 'range', 'copy', 'removed', 'moved']),
  javaTool('x-file-storage', 'x-file-storage-2.3.0', 'ClientXFileStorage', [
    ...FILES,
    'copy',
    'signed-text',
    'removed',
  ]),
  tool('ossfs', '2025.5.0', 'ossfs_client.py', [...FILES, 'range', 'copy', 'table', 'removed']),
  tool('opendal', '0.47.12', 'opendal_client.py', [...FILES, 'range', 'copy', 'signed-text', 'multipart', 'removed']),
  tool('django5-aliyun-oss', '1.1.2', 'django_client.py', [...FILES, 'signed-text', 'renamed', 'removed']),
  tool('alibabacloud_imm20200930', '5.0.3', 'imm_client.py', ['task', 'task-missing']),
]
