export const TEXT: object = { type: 'string' }
export const COUNT: object = { type: 'integer', minimum: 0 }
const PLACE = { type: 'integer', minimum: 1 }

/** An object with these keys and no others; all are there but the optional ones. */
export function objectOf(properties: Readonly<Record<string, object>>, optional: readonly string[] = []): object {
  const required = Object.keys(properties).filter(name => !optional.includes(name))
  return { type: 'object', properties, required, additionalProperties: false }
}

/** A schema with what it says in words. */
export function about(description: string, schema: object): object {
  return { description, ...schema }
}

const EDITS = {
  type: 'array',
  items: objectOf({
    start: about('Offset in the file, in UTF-16 code units.', COUNT),
    end: about('Offset behind the last replaced unit.', COUNT),
    text: about('What stands there then.', TEXT),
  }),
}

const DIAGNOSTIC = objectOf(
  {
    ruleId: TEXT,
    messageId: TEXT,
    severity: { enum: ['error', 'warning', 'info'] },
    message: TEXT,
    serverCode: about('The EC number or error code that OSS answers with.', TEXT),
    url: about('The page of the rule.', TEXT),
    line: about('From 1.', PLACE),
    column: about('From 1, in UTF-16 code units.', PLACE),
    endLine: PLACE,
    endColumn: PLACE,
    fix: about('Edits that are always right, or null.', { anyOf: [EDITS, { type: 'null' }] }),
    suggestions: { type: 'array', items: objectOf({ message: TEXT, edits: EDITS }) },
  },
  ['serverCode', 'suggestions'],
)

const RESULT = objectOf({
  file: about('As it was named, with forward slashes; "<argument>" or "<stdin>" for what is no file.', TEXT),
  line: PLACE,
  column: PLACE,
  text: about(
    'The process string; U+FFFC stands for what the program fills in. Empty for findings about the file.',
    TEXT,
  ),
  via: { enum: ['auto', 'get', 'post', 'async'] },
  diagnostics: { type: 'array', items: { $ref: '#/$defs/diagnostic' } },
})

/** The JSON Schema of `lint --format json`; a line of `jsonl` is a `result`. */
export function reportSchema(): object {
  const summary = { files: COUNT, strings: COUNT, errors: COUNT, warnings: COUNT, infos: COUNT }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:oss-process:report.schema.json',
    title: 'JSON report of oss-process lint',
    ...objectOf({
      version: { const: 1 },
      results: about('Every process string that was found.', { type: 'array', items: { $ref: '#/$defs/result' } }),
      summary: objectOf(summary),
    }),
    $defs: { result: RESULT, diagnostic: DIAGNOSTIC },
  }
}
