#!/usr/bin/env bash
# JSON Schema: is 0.07 a multiple of 0.01 ("multipleOf"), and 4.35, and 0.3 of 0.1? In numbers yes, in a division of floats no. vscode-json-languageservice 5.7.2, with which VS Code checks
# settings, @hyperjump/json-schema 1.18.0, fastjsonschema 2.22.3 and jsonschema-rs 0.61.0 say yes; ajv 8.20.0 and jsonschema 4.26.0 of PyPI say no, so that a file which the editor finds
# right fails in the build. ajv has multipleOfPrecision, which is off.
# A good guess is that the well-known validators agree about numbers of two digits, or that all of them divide floats.
# Seen: vscode-json-languageservice yes yes yes, hyperjump yes yes yes, ajv no no no, with multipleOfPrecision yes yes yes; jsonschema no no no, fastjsonschema yes yes yes, jsonschema-rs
# yes yes yes
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jsonschema==4.26.0 fastjsonschema==2.22.3 jsonschema-rs==0.61.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts vscode-json-languageservice@5.7.2 @hyperjump/json-schema@1.18.0 ajv@8.20.0 > /dev/null
cat > look.mjs <<'SCRIPT'
import { registerSchema, validate } from '@hyperjump/json-schema/draft-07'
import ajv from 'ajv'
import vscode from 'vscode-json-languageservice'
const steps = [[0.07, 0.01], [4.35, 0.01], [0.3, 0.1]]
const schemaOf = multipleOf => ({ $schema: 'http://json-schema.org/draft-07/schema#', multipleOf })
const inEditor = async (value, step) => {
  const service = vscode.getLanguageService({})
  service.configure({ validate: true, schemas: [{ uri: 'look://schema.json', fileMatch: ['*'], schema: schemaOf(step) }] })
  const document = vscode.TextDocument.create('file:///a.json', 'json', 1, JSON.stringify(value))
  return !(await service.doValidation(document, service.parseJSONDocument(document))).length
}
const byHyperjump = async (value, step) => {
  const name = `https://look.example.com/${value}`
  registerSchema(schemaOf(step), name)
  return (await validate(name, value)).valid
}
const tools = {
  'vscode-json-languageservice': inEditor,
  hyperjump: byHyperjump,
  ajv: (value, step) => new ajv.default({ strict: false }).validate(schemaOf(step), value),
  'with multipleOfPrecision': (value, step) => new ajv.default({ strict: false, multipleOfPrecision: 6 }).validate(schemaOf(step), value),
}
const words = []
for (const [name, tool] of Object.entries(tools)) {
  const told = []
  for (const [value, step] of steps) told.push(await tool(value, step) ? 'yes' : 'no')
  words.push(`${name} ${told.join(' ')}`)
}
console.log(words.join(', '))
process.exit()
SCRIPT
cat > look.py <<'SCRIPT'
import fastjsonschema
import jsonschema
import jsonschema_rs

def by_fast(schema, value):
    try:
        fastjsonschema.validate(schema, value)
        return True
    except fastjsonschema.JsonSchemaValueException:
        return False

tools = {"jsonschema": lambda schema, value: jsonschema.Draft7Validator(schema).is_valid(value), "fastjsonschema": by_fast, "jsonschema-rs": jsonschema_rs.is_valid}
steps = [(0.07, 0.01), (4.35, 0.01), (0.3, 0.1)]
schema = "http://json-schema.org/draft-07/schema#"
print(", ".join("%s %s" % (name, " ".join("yes" if tool({"$schema": schema, "multipleOf": step}, value) else "no" for value, step in steps)) for name, tool in tools.items()))
SCRIPT
seen="$(node look.mjs); $(venv/bin/python look.py)"
echo "$seen"
[ "$seen" = 'vscode-json-languageservice yes yes yes, hyperjump yes yes yes, ajv no no no, with multipleOfPrecision yes yes yes; jsonschema no no no, fastjsonschema yes yes yes, jsonschema-rs yes yes yes' ] || { echo changed; exit 1; }
