#!/usr/bin/env bash
# "16:9", the shape of a picture, is the number 969 in YAML 1.1, which counts it in sixties, and a text in 1.2. ruamel.yaml 0.19.1 of PyPI, which comes from PyYAML, strictyaml 1.7.3 and ryaml 0.5.1 of PyPI and yaml 2.9.1 of npm write it without quotes, and PyYAML 6.0.4 reads 969, and 5400 of the time "1:30:00". PyYAML itself,
# js-yaml 5.5.0, yamljs 0.3.0 and yaml-js 0.3.1 of npm and goccy/go-yaml 1.19.2 and yaml.v3 3.0.1 for Go put it into quotes, though most of them read it as a text.
# A good guess is that the writers which care for readers of 1.1 are the same that came from one.
# Seen, 16:9 written and read by PyYAML: ruamel.yaml 969, strictyaml 969, ryaml 969, PyYAML 16:9, yaml 969, js-yaml 16:9, yamljs 16:9, yaml-js 16:9, goccy 16:9, yaml.v3 16:9
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check PyYAML==6.0.4 ruamel.yaml==0.19.1 strictyaml==1.7.3 ryaml==0.5.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts yaml@2.9.1 js-yaml@5.5.0 yamljs@0.3.0 yaml-js@0.3.1 > /dev/null
cat > write.mjs <<'SCRIPT'
import { writeFileSync } from 'node:fs'
import * as jsYaml from 'js-yaml'
import { stringify } from 'yaml'
import yamlJs from 'yaml-js'
import yamljs from 'yamljs'
const value = { shape: '16:9' }
Object.entries({ yaml: stringify, 'js-yaml': jsYaml.dump, yamljs: one => yamljs.stringify(one), 'yaml-js': one => yamlJs.dump(one) }).forEach(([name, write]) => writeFileSync(`${name}.yml`, write(value)))
SCRIPT
node write.mjs
cat > main.go <<'SCRIPT'
package main

import (
	"os"

	"github.com/goccy/go-yaml"
	v3 "gopkg.in/yaml.v3"
)

func main() {
	value := map[string]string{"shape": "16:9"}
	one, _ := yaml.Marshal(value)
	other, _ := v3.Marshal(value)
	os.WriteFile("goccy.yml", one, 0o600)
	os.WriteFile("yaml.v3.yml", other, 0o600)
}
SCRIPT
export GOTOOLCHAIN=local GOFLAGS=-mod=mod
{ go mod init look && go get github.com/goccy/go-yaml@v1.19.2 gopkg.in/yaml.v3@v3.0.1; } > errors 2>&1 || { cat errors; exit 1; }
go run main.go
cat > look.py <<'SCRIPT'
import io
import ruamel.yaml
import ryaml
import strictyaml
import yaml

value = {"shape": "16:9"}
text = io.StringIO()
ruamel.yaml.YAML().dump(value, text)
texts = {"ruamel.yaml": text.getvalue(), "strictyaml": strictyaml.as_document(value).as_yaml(), "ryaml": ryaml.dumps(value), "PyYAML": yaml.safe_dump(value)}
for name in ("yaml", "js-yaml", "yamljs", "yaml-js", "goccy", "yaml.v3"):
    texts[name] = open(f"{name}.yml").read()
print(", ".join(f"{name} {yaml.safe_load(text)['shape']}" for name, text in texts.items()))
SCRIPT
seen=$(venv/bin/python look.py)
echo "$seen"
[ "$seen" = 'ruamel.yaml 969, strictyaml 969, ryaml 969, PyYAML 16:9, yaml 969, js-yaml 16:9, yamljs 16:9, yaml-js 16:9, goccy 16:9, yaml.v3 16:9' ] || { echo changed; exit 1; }
