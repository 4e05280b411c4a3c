#!/usr/bin/env bash
# In JSON Schema the values of "enum" are compared by kind and value. djv 2.1.4 of npm takes true and the text "1" for 1, and false for 0: a truth value passes where a number of two or three is asked for. And two objects with the same members in another order are the same object, so that a list of both is not "uniqueItems"; djv and
# is-my-json-valid 2.20.6 let it pass, as they compare what is written. ajv 8.20.0, @cfworker/json-schema 4.1.6, @exodus/schemasafe 1.3.0 and tv4 1.3.0 of npm are right in all; fastjsonschema 2.22.3 of PyPI is too, and reads "^\d+$" and "^\w+$" as Python does, with digits and letters of all scripts, where ECMA-262, which JSON Schema points to, has ASCII.
# A good guess is that "enum" of numbers refuses what is no number, whoever checks it.
# Seen, enum [1] of true, of "1", enum [0] of false, unique objects in another order; \d of an Arabic digit, \w of an accent: djv passes passes passes passes refused refused, is-my-json-valid refused refused refused passes refused refused, ajv refused refused refused refused refused refused, @cfworker/json-schema refused refused refused refused refused refused, @exodus/schemasafe refused refused refused refused refused refused, tv4 refused refused refused refused refused refused, fastjsonschema refused refused refused refused passes passes
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fastjsonschema==2.22.3
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts djv@2.1.4 is-my-json-valid@2.20.6 ajv@8.20.0 @cfworker/json-schema@4.1.6 @exodus/schemasafe@1.3.0 tv4@1.3.0 > /dev/null
cat > cases.json <<'SCRIPT'
[[{ "enum": [1] }, true], [{ "enum": [1] }, "1"], [{ "enum": [0] }, false], [{ "uniqueItems": true }, [{ "a": 1, "b": 2 }, { "b": 2, "a": 1 }]],
 [{ "pattern": "^\\d+$" }, "\u0663"], [{ "pattern": "^\\w+$" }, "\u00e9"]]
SCRIPT
cat > look.cjs <<'SCRIPT'
const { Validator } = require('@cfworker/json-schema')
const schemasafe = require('@exodus/schemasafe')
const Ajv = require('ajv')
const Djv = require('djv')
const isMyJsonValid = require('is-my-json-valid')
const tv4 = require('tv4')
const validators = {
  djv: (schema, value) => {
    const validator = new Djv()
    validator.addSchema('one', schema)
    return validator.validate('one', value) === undefined
  },
  'is-my-json-valid': (schema, value) => isMyJsonValid(schema)(value),
  ajv: (schema, value) => new Ajv({ strict: false }).validate(schema, value),
  '@cfworker/json-schema': (schema, value) => new Validator(schema).validate(value).valid,
  '@exodus/schemasafe': (schema, value) => schemasafe.validator(schema, { mode: 'spec' })(value),
  tv4: (schema, value) => tv4.validate(value, schema),
}
const cases = require('./cases.json')
console.log(Object.entries(validators).map(([name, valid]) => `${name} ${cases.map(one => valid(...one) ? 'passes' : 'refused').join(' ')}`).join(', '))
SCRIPT
python=$(venv/bin/python - <<'SCRIPT'
import json
import fastjsonschema

def valid(schema, value):
    try:
        fastjsonschema.validate(schema, value)
        return "passes"
    except fastjsonschema.JsonSchemaValueException:
        return "refused"

print("fastjsonschema", *(valid(*case) for case in json.load(open("cases.json"))))
SCRIPT
)
seen="$(node look.cjs), $python"
echo "$seen"
[ "$seen" = 'djv passes passes passes passes refused refused, is-my-json-valid refused refused refused passes refused refused, ajv refused refused refused refused refused refused, @cfworker/json-schema refused refused refused refused refused refused, @exodus/schemasafe refused refused refused refused refused refused, tv4 refused refused refused refused refused refused, fastjsonschema refused refused refused refused passes passes' ] || { echo changed; exit 1; }
