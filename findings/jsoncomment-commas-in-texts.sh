#!/usr/bin/env bash
# jsoncomment 0.4.2 of PyPI reads JSON with comments and a comma too many at the end of a list, and takes that comma out of texts as well: the pattern "x{1,}", one or more, becomes "x{1}", exactly one, and "^[0-9,]+$" loses its comma, without an error. What it writes in place of nothing is valid, so that a
# schema goes on checking, another thing. commentjson 0.9.0, jstyleson 0.0.2, json5 0.17.3, pyjson5 2.0.1 and hjson 3.1.0 of PyPI keep both.
# A good guess is that a reader of comments knows where a text begins and ends, as it leaves "//" in addresses alone.
# Seen of x{1,} and ^[0-9,]+$: jsoncomment x{1} ^[0-9]+$; commentjson, jstyleson, json5, pyjson5, hjson x{1,} ^[0-9,]+$
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jsoncomment==0.4.2 commentjson==0.9.0 jstyleson==0.0.2 json5==0.17.3 pyjson5==2.0.1 hjson==3.1.0
seen=$(venv/bin/python - <<'SCRIPT'
import commentjson
import hjson
import json5
import jsoncomment
import jstyleson
import pyjson5
TEXT = '{ "many": "x{1,}", "number": "^[0-9,]+$", "schema": "https://a.example/b" }'
readers = {"jsoncomment": jsoncomment.JsonComment(), "commentjson": commentjson, "jstyleson": jstyleson, "json5": json5, "pyjson5": pyjson5, "hjson": hjson}
found = {}
for name, reader in readers.items():
    value = reader.loads(TEXT)
    found.setdefault(f"{value['many']} {value['number']}", []).append(name)
print("; ".join(f"{', '.join(names)} {texts}" for texts, names in found.items()))
SCRIPT
)
echo "$seen"
[ "$seen" = 'jsoncomment x{1} ^[0-9]+$; commentjson, jstyleson, json5, pyjson5, hjson x{1,} ^[0-9,]+$' ] || { echo changed; exit 1; }
