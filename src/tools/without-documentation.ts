import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'
import ts from 'typescript'
import { getRules } from '../lint/get-rules.ts'
import { bucketRules } from '../lint/rules/bucket/bucket-rules.ts'
import { hostRules } from '../lint/rules/host/host-rules.ts'

/** Puts the descriptions, examples and sources of rules into a module of their own: their pages show them, and nothing that lints does. */
export const documentationApart: Plugin = {
  name: 'documentation-apart',
  setup(esbuild) {
    esbuild.onLoad({ filter: /\/lint\/rules\/.*\.ts$/ }, ({ path: file }) => ({
      contents: stripped(file, readFileSync(file, 'utf8')),
      loader: 'ts',
    }))
    esbuild.onLoad({ filter: /\/lint\/documentation\.ts$/ }, () => ({ contents: documentation() }))
  },
}

const DOCUMENTATION: readonly string[] = ['description', 'examples', 'sources']

function documentation(): string {
  const rules = [...getRules(), ...hostRules, ...bucketRules()]
  const texts = rules.map(({ id, ...rule }) => [
    id,
    Object.fromEntries(DOCUMENTATION.map(name => [name, Reflect.get(rule, name)])),
  ])
  return `const texts = ${JSON.stringify(Object.fromEntries(texts))}
export function withDocumentation(rules) {
  return rules.map(rule => ({ ...rule, ...texts[rule.id] }))
}`
}

function stripped(file: string, text: string): string {
  const found = documentationIn(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))
  return found
    .toReversed()
    .reduce((rest, node) => rest.slice(0, node.pos) + rest.slice(node.end).replace(/^,/, ''), text)
}

/** What documents each rule, in the order of the text. */
function documentationIn(node: ts.Node): readonly ts.Node[] {
  if (ts.isPropertyAssignment(node) && isDocumentation(node)) return [node]
  const found: ts.Node[] = []
  ts.forEachChild(node, child => void found.push(...documentationIn(child)))
  return found
}

function isDocumentation({ name, parent }: ts.PropertyAssignment): boolean {
  const names = parent.properties.map(property => property.name?.getText())
  return names.includes('id') && names.includes('examples') && DOCUMENTATION.includes(name.getText())
}
