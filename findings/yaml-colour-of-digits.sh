#!/usr/bin/env bash
# A colour in YAML without quotes, and without a letter but "e", is a number to most readers, and to each another one. 012345 is 5349 (octal) in yaml.v3 3.0.1 and goccy/go-yaml 1.19.2 for Go and in PyYAML 6.0.4, and
# 12345 in ruamel.yaml 0.19.1 and in yaml 2.9.1 and js-yaml 5.5.0 of npm. 123e45 is a number of 48 digits in yaml.v3, ruamel.yaml and both of npm, and stays what it is in goccy and PyYAML.
# In goccy also 1e3 is a text, which YAML 1.1 and 1.2 have as 1000.
# A good guess is that readers divide by YAML 1.1 and 1.2, and that those of one language agree.
# Seen, yaml.v3 goccy PyYAML ruamel yaml js-yaml: 012345 5349 5349 5349 12345 12345 12345, 123e45 1.23e+47 text text 1.23e+47 1.23e+47 1.23e+47, 1e3 1000 text text 1000 1000 1000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyyaml==6.0.4 ruamel.yaml==0.19.1
npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund --silent yaml@2.9.1 js-yaml@5.5.0
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"

	"github.com/goccy/go-yaml"
	v3 "gopkg.in/yaml.v3"
)

func show(value any) string {
	if _, text := value.(string); text {
		return "text"
	}
	return fmt.Sprint(value)
}

func main() {
	var first, second struct{ Colour any }
	text := []byte("colour: " + os.Args[1] + "\n")
	if err := v3.Unmarshal(text, &first); err != nil {
		panic(err)
	}
	if err := yaml.Unmarshal(text, &second); err != nil {
		panic(err)
	}
	fmt.Println(show(first.Colour), show(second.Colour))
}
SCRIPT
cat > look.py <<'SCRIPT'
import sys
import yaml
from ruamel.yaml import YAML
show = lambda value: "text" if isinstance(value, str) else "%g" % value
print(show(yaml.safe_load(sys.argv[1])), show(YAML(typ="safe", pure=True).load(sys.argv[1])))
SCRIPT
cat > look.mjs <<'SCRIPT'
import { load } from 'js-yaml';
import { parse } from 'yaml';
const show = (value) => (typeof value === 'string' ? 'text' : String(value));
console.log(show(parse(process.argv[2])), show(load(process.argv[2])));
SCRIPT
go mod init look > /dev/null 2>&1
go get gopkg.in/yaml.v3@v3.0.1 github.com/goccy/go-yaml@v1.19.2 > /dev/null 2>&1
go build -o look .
seen=''
for colour in 012345 123e45 1e3; do seen="$seen, $colour $(./look $colour) $(venv/bin/python look.py $colour) $(node look.mjs $colour)"; done
seen=${seen#, }
echo "$seen"
[ "$seen" = '012345 5349 5349 5349 12345 12345 12345, 123e45 1.23e+47 text text 1.23e+47 1.23e+47 1.23e+47, 1e3 1000 text text 1000 1000 1000' ] || { echo changed; exit 1; }
