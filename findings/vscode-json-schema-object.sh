#!/usr/bin/env bash
# vscode-json-languageservice 5.7.2 works in the schema object that configure() is given: after the first validation each "$ref" in it is replaced by what it points to, with the words
# beside it kept. A program that hands the same object to a validator, or writes it to a file for others, has another schema from then on: in draft-07 a "maximum" beside a "$ref" does not
# count, and does in what is left; ajv 8.20.0 leaves its schema as it is. A copy (structuredClone) for the service keeps the two apart.
# A good guess is that a service which is given settings reads them.
# Seen: before {"$ref":"#/definitions/side","maximum":10}, after ajv {"$ref":"#/definitions/side","maximum":10}, after the service {"maximum":10,"type":"integer"}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts vscode-json-languageservice@5.7.2 ajv@8.20.0 > /dev/null
cat > look.mjs <<'SCRIPT'
import ajv from 'ajv'
import vscode from 'vscode-json-languageservice'
const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  definitions: { side: { type: 'integer' } },
  properties: { width: { $ref: '#/definitions/side', maximum: 10 } },
}
const width = () => JSON.stringify(schema.properties.width)
const words = [`before ${width()}`]
new ajv.default({ strict: false }).validate(schema, { width: 5 })
words.push(`after ajv ${width()}`)
const service = vscode.getLanguageService({})
service.configure({ validate: true, schemas: [{ uri: 'look://schema.json', fileMatch: ['*'], schema }] })
const document = vscode.TextDocument.create('file:///a.json', 'json', 1, '{"width":5}')
await service.doValidation(document, service.parseJSONDocument(document))
words.push(`after the service ${width()}`)
console.log(words.join(', '))
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'before {"$ref":"#/definitions/side","maximum":10}, after ajv {"$ref":"#/definitions/side","maximum":10}, after the service {"maximum":10,"type":"integer"}' ] || { echo changed; exit 1; }
