import type { Localized } from '../../grammar/catalogue/localized.ts'
import type { Findings } from './findings.ts'
import { readConnection } from './read-connection.ts'
import { asList, readRecord } from './read-record.ts'
import { readFragments } from './read-steps.ts'
import { readVariables } from './read-variables.ts'
import type { Connection, Fragment, Variable } from './recipe.ts'
import { findSecrets } from './secrets.ts'
import { readScalar } from './text.ts'
import { readYaml, type YamlNode, type YamlScalar } from './yaml.ts'

/** Reads the file `path` as named in the file `from`: its name as seen from here with its text, or with why it cannot be read; undefined where no files are read. */
export type IncludeLoader = (
  path: string,
  from: string,
) =>
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly problem: Localized }
  | undefined

/** What included files bring in. */
export interface Included {
  readonly connection: Connection
  readonly variables: ReadonlyMap<string, Variable>
  readonly fragments: ReadonlyMap<string, Fragment>
}

/** The keys of a file that is included. */
export const INCLUDED_KEYS = ['version', 'description', 'include', 'connection', 'variables', 'fragments'] as const

const LIMIT = 64

const NO_FILES: Localized = { en: 'no files are read here', zh: '此处不读取文件' }

interface IncludeRun {
  /** The file that includes. */
  readonly file: string
  /** Every file read so far, to which this adds. */
  readonly files: Map<string, string>
  readonly findings: Findings
  readonly load?: IncludeLoader
}

interface Collected {
  connection: Connection
  readonly variables: Map<string, Variable>
  readonly fragments: Map<string, Fragment>
}

/** Reads the files that a recipe includes, and those that they include. Later files win, except for fragments, which are defined once. */
export function readIncludes(node: YamlNode, reading: IncludeRun): Included {
  const collected: Collected = { connection: {}, variables: new Map(), fragments: new Map() }
  collect(node, reading, [reading.file], collected)
  return collected
}

function collect(node: YamlNode, reading: IncludeRun, chain: readonly string[], collected: Collected): void {
  for (const item of asList(node, 'include', reading.findings)) {
    const scalar = readScalar(item, 'include', reading.findings)
    if (scalar) collectFile(scalar, reading, chain, collected)
  }
}

function collectFile(scalar: YamlScalar, reading: IncludeRun, chain: readonly string[], collected: Collected): void {
  const { findings, files } = reading
  const loaded = load(scalar, reading, chain)
  if (!loaded || files.has(loaded.name)) return
  files.set(loaded.name, loaded.text)
  const root = readYaml(loaded.text, loaded.name, findings)
  if (root && !findSecrets(root, loaded.text, findings)) collectRoot(root, reading, [...chain, loaded.name], collected)
}

function load({ text: name, place }: YamlScalar, { findings, files, load }: IncludeRun, chain: readonly string[]) {
  const isAddress = /^[a-z][a-z+.-]+:/i.test(name)
  const loaded = isAddress ? undefined : load?.(name, place.file)
  if (isAddress) findings.add('include-local', place, { name })
  else if (!loaded) findings.add('include-missing', place, { name, reason: NO_FILES })
  else if ('problem' in loaded) findings.add('include-missing', place, { name: loaded.name, reason: loaded.problem })
  else if (chain.includes(loaded.name)) findings.add('include-cycle', place, { name })
  else if (files.size > LIMIT) findings.add('include-limit', place, { limit: LIMIT })
  else return loaded
  return undefined
}

function collectRoot(root: YamlNode, reading: IncludeRun, chain: readonly string[], collected: Collected): void {
  const { findings } = reading
  if (root.kind !== 'map') {
    findings.add('not-included', root.place)
    return
  }
  const record = readRecord(root, { en: 'an included file', zh: '被包含的文件' }, INCLUDED_KEYS, findings)
  const get = (key: (typeof INCLUDED_KEYS)[number]) => record.get(key)?.value
  const [include, connection, variables, fragments] = [
    get('include'),
    get('connection'),
    get('variables'),
    get('fragments'),
  ]
  if (include) collect(include, reading, chain, collected)
  if (connection) collected.connection = { ...collected.connection, ...readConnection(connection, findings) }
  for (const [name, variable] of variables ? readVariables(variables, findings) : [])
    collected.variables.set(name, variable)
  for (const [name, fragment] of fragments ? readFragments(fragments, findings) : []) {
    const first = collected.fragments.get(name)
    if (first) findings.add('fragment-twice', fragment.place, { name, file: first.place.file })
    else collected.fragments.set(name, fragment)
  }
}
