#!/usr/bin/env bash
# goccy/go-yaml 1.19.2 does not take a number without a point and with an exponent for a number, nor one with leading zeros that is not octal: the short hash of a commit "123e45", the name "1e3" and the month "09" are written without quotes,
# and are texts to itself and to PyYAML 6.0.3. In yaml.v3 3.0.1 for Go and in yaml 2.9.1 and js-yaml 5.5.0 of npm the same file has the numbers 1.23e+47, 1000 and 9. ".inf" it writes without quotes as well, and reads it
# as a number itself. yaml.v3 writes all four in quotes.
# A good guess is that a writer of YAML puts quotes around what any reader takes for a number, and that the first 1.2 reader and the second agree what one is.
# Seen: goccy writes 123e45 1e3 09 .inf, yaml.v3 writes "123e45" "1e3" "09" ".inf"; of goccy's file goccy has string string string float64, yaml.v3 float64 float64 float64 float64, yaml number number number number, js-yaml
# number number number number, PyYAML str str str float
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyyaml==6.0.3
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts yaml@2.9.1 js-yaml@5.5.0 > /dev/null
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/goccy/go-yaml"
	v3 "gopkg.in/yaml.v3"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func types(unmarshal func([]byte) error, values *[]any, data []byte) string {
	if err := unmarshal(data); err != nil {
		panic(err)
	}
	names := []string{}
	for _, value := range *values {
		names = append(names, fmt.Sprintf("%T", value))
	}
	return strings.Join(names, " ")
}

func items(data []byte) string {
	return strings.ReplaceAll(strings.TrimSpace(strings.ReplaceAll("\n"+string(data), "\n- ", " ")), "\n", "")
}

func main() {
	texts := []string{"123e45", "1e3", "09", ".inf"}
	data := must(yaml.Marshal(texts))
	if err := os.WriteFile("goccy.yaml", data, 0o644); err != nil {
		panic(err)
	}
	var one, other []any
	fmt.Printf("goccy writes %s, yaml.v3 writes %s; of goccy's file goccy has %s, yaml.v3 %s", items(data), items(must(v3.Marshal(texts))),
		types(func(data []byte) error { return yaml.Unmarshal(data, &one) }, &one, data), types(func(data []byte) error { return v3.Unmarshal(data, &other) }, &other, data))
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/goccy/go-yaml@v1.19.2 gopkg.in/yaml.v3@v3.0.1 2> /dev/null
go=$(go run .)
cat > look.cjs <<'SCRIPT'
const text = require('node:fs').readFileSync('goccy.yaml', 'utf8')
const types = values => values.map(value => typeof value).join(' ')
console.log(`yaml ${types(require('yaml').parse(text))}, js-yaml ${types(require('js-yaml').load(text))}`)
SCRIPT
python=$(venv/bin/python -c 'import yaml; print("PyYAML", *(type(value).__name__ for value in yaml.safe_load(open("goccy.yaml"))))')
seen="$go, $(node look.cjs), $python"
echo "$seen"
[ "$seen" = 'goccy writes 123e45 1e3 09 .inf, yaml.v3 writes "123e45" "1e3" "09" ".inf"; of goccy'"'"'s file goccy has string string string float64, yaml.v3 float64 float64 float64 float64, yaml number number number number, js-yaml number number number number, PyYAML str str str float' ] || { echo changed; exit 1; }
