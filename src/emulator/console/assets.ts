import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { refuse } from '../engine/problem.ts'
import type { Exchange } from '../http/exchange.ts'

const HTML = 'text/html; charset=utf-8'
const SCRIPT = 'text/javascript; charset=utf-8'
const STYLE = 'text/css; charset=utf-8'

/** A file of the page, in the folder of what was built. */
interface Asset {
  readonly file: string
  readonly type: string
}

/** The script imports from `shared`, which it has in common with the library for bundlers. */
function findAsset(name: string): Asset | undefined {
  if (name === '') return { file: 'console/index.html', type: HTML }
  if (name === 'console.css') return { file: 'console/console.css', type: STYLE }
  return /^(?:console|shared\/\w+)\.js$/.test(name) ? { file: `modules/${name}`, type: SCRIPT } : undefined
}

/** The page lies beside the bundle, or in dist where this runs from the source. */
const findFolder = (): string | undefined =>
  [import.meta.dirname, path.join(import.meta.dirname, '../../../dist')].find(folder =>
    existsSync(path.join(folder, 'console/index.html')),
  )

/** Objects of the local OSS have the same origin, so that the page names the very files that it may load. */
function policyOf(origin: string): string {
  // A policy cannot name an IPv6 address.
  const own = (path: string) => (origin.includes('[') ? "'self'" : `${origin}/_console/${path}`)
  return [
    "default-src 'none'",
    `script-src ${own('console.js')} ${own('shared/')}`,
    `style-src ${own('console.css')}`,
    `connect-src ${own('api/')}`,
    `img-src ${own('api/')} blob: data:`,
    `media-src ${own('api/')} blob:`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Answers with the page, its scripts or its style; false where the name is none of them. */
export async function sendAsset({ response, method, origin }: Exchange, name: string): Promise<boolean> {
  const asset = findAsset(name)
  if (!asset) return false
  const folder = findFolder()
  if (folder === undefined) throw notBuilt()
  const file = path.join(folder, asset.file)
  if (!existsSync(file)) return false
  const content = await readFile(file)
  response.writeHead(200, {
    'Content-Type': asset.type,
    'Content-Length': String(content.length),
    'Content-Security-Policy': policyOf(origin),
    'Cross-Origin-Opener-Policy': 'same-origin',
  })
  response.end(method === 'HEAD' ? undefined : content)
  return true
}

function notBuilt(): Error {
  const message = {
    en: 'The page of the console has not been built; run "npm run build".',
    zh: '控制台页面尚未构建；请运行 "npm run build"。',
  }
  return refuse('ServiceUnavailable', 503, message)
}
