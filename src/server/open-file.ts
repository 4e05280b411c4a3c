import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { memoize } from '../../grammar/catalogue/memo.ts'
import type { Document } from './document.ts'

/** A document with its name, which tells what kind of text it is. */
export interface OpenFile {
  readonly document: Document
  /** Absolute where it is a file of this machine; otherwise a name that ends as its kind does. */
  readonly name: string
  /** True where it is a file of this machine. */
  readonly isLocal: boolean
}

/** Ends of names for documents that have none, by the language that the editor tells. */
const ENDS: Readonly<Record<string, string>> = {
  ...{ typescript: 'ts', typescriptreact: 'tsx', javascript: 'js', javascriptreact: 'jsx', vue: 'vue', html: 'html' },
  ...{ css: 'css', scss: 'scss', less: 'less', json: 'json', jsonc: 'json', yaml: 'yaml', markdown: 'md', xml: 'xml' },
  ...{ java: 'java', kotlin: 'kt', go: 'go', python: 'py', php: 'php', ruby: 'rb', rust: 'rs', csharp: 'cs' },
  ...{ c: 'c', cpp: 'cpp', swift: 'swift', dart: 'dart', shellscript: 'sh', sql: 'sql', toml: 'toml', lua: 'lua' },
  'oss-process': 'oss',
}

/** The file that an editor has open; of one document always the same object. */
export const openFileOf: (document: Document) => OpenFile = memoize(findOpenFile)

function findOpenFile(document: Document): OpenFile {
  const local = pathOf(document.uri)
  if (local !== undefined) return { document, name: local, isLocal: true }
  const shown = document.uri.replace(/[?#].*$/, '').replace(/^.*[/:]/, '')
  const end = ENDS[document.language]
  return { document, name: /\.\w+$/.test(shown) || !end ? shown : `${shown}.${end}`, isLocal: false }
}

/** The path of a file of this machine; undefined for what is none. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined
  try {
    return path.resolve(fileURLToPath(uri))
  } catch {
    return undefined
  }
}
