import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { 'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/ } })

/** Expects what a command wrote to be as its schema says. */
export function expectSchema(name: string, value: unknown): void {
  const id = `urn:oss-process:output:${name}.schema.json`
  const validate =
    ajv.getSchema(id) ??
    ajv.compile(
      JSON.parse(readFileSync(new URL(`../../grammar/generated/output/${name}.schema.json`, import.meta.url), 'utf8')),
    )
  validate(value)
  expect(ajv.errorsText(validate.errors)).toBe('No errors')
}

/** The values of lines of JSON, each as the schema says. */
export function linesOf(name: string, text: string): readonly unknown[] {
  const values = text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  for (const value of values) expectSchema(name, value)
  return values
}
