import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import { camelCase } from '../catalogue/build.ts'
import { type CatalogOperation, getCatalog } from '../catalogue/catalogue.ts'

const HEAD = `/** The types of the builder, made of the catalogue by "npm run generate". Names that OSS does not have do not compile. */

/** A process string that is being built; \`toString\` gives its text. */
export interface Built {
  toString(): string
}
`

/** The types of all builders: an interface for each category, a method for each operation. */
export function builderTypes(): string {
  const sys = [...(getCatalog().get('sys')?.operations.values() ?? [])].flatMap(methodLines)
  const categories = [...getCatalog().values()].filter(({ name, operations }) => name !== 'sys' && operations.size > 0)
  const interfaces = categories.map(({ name, spec, operations }) => {
    const methods = [...operations.values()].flatMap(methodLines)
    return [
      `/** ${upper(spec.title.en)}: \`${name}/...\`. */`,
      `export interface ${typeName(name)}Builder extends Built {`,
      ...methods,
      ...sys,
      '}',
      '',
    ].join('\n')
  })
  const all = categories.map(({ name }) => `  readonly ${name}: ${typeName(name)}Builder`)
  return [HEAD, ...interfaces, '/** The builders by category. */', 'export interface Builders {', ...all, '}', ''].join(
    '\n',
  )
}

function methodLines(operation: CatalogOperation): string[] {
  const { name, spec, parameters } = operation
  return [`  /** ${upper(spec.title.en)}. */`, `  ${camelCase(name)}(${argumentOf([...parameters])}): this`]
}

function argumentOf(parameters: readonly (readonly [string, ParameterSpec])[]): string {
  const [first, ...rest] = parameters
  if (!first) return ''
  if (first[0] === '' && rest.length === 0) return `value: ${typeOf(first[1])}`
  const fields = parameters.map(([, spec]) => {
    const isOptional = spec.required === undefined
    return `readonly ${camelCase(spec.word)}${isOptional ? '?' : ''}: ${typeOf(spec)}`
  })
  const isOptional = parameters.every(([, { required }]) => required === undefined)
  return `parameters${isOptional ? '?' : ''}: { ${fields.join('; ')} }`
}

function typeOf({ type: { kind, values } }: ParameterSpec): string {
  if (kind === 'integer' || kind === 'number') return 'number'
  if (kind !== 'enum' || !values?.length) return 'string'
  const words = values.map(value => (/^\d+$/.test(value) ? `${value} | '${value}'` : `'${value}'`))
  return words.join(' | ')
}

function typeName(name: string): string {
  return upper(camelCase(name))
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
