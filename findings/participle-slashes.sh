#!/usr/bin/env bash
# participle 2.1.4 for Go makes a parser of the tags of a struct. Without a lexer of one's own it takes the words of Go's text/scanner, and with them the comments of Go: of "url=https://h/a.jpg" the value is "https:", and all behind "//" is gone without an error, to the end of the line; of "a/*b*/c" "a" and "c" are left; the
# backquotes of a watermark's text are quotes, and "09" is refused as a number in base eight. lark 1.3.1 and parsimonious 0.11.0 of PyPI, and peggy 5.1.0 of npm, skip what the grammar says and nothing else.
# A good guess is that a generator of parsers has no comments but those of the grammar.
# Seen: participle url=https://h/a.jpg https:, path=a/*b*/c ac, path=a/b/c a/b/c, day=09 refused; of the first lark https://h/a.jpg, parsimonious https://h/a.jpg, peggy https://h/a.jpg
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"strings"

	"github.com/alecthomas/participle/v2"
)

type setting struct {
	Key   string   `@Ident "="`
	Value []string `@(Ident | Int | ":" | "/" | "*" | ".")*`
}

func main() {
	parser := participle.MustBuild[setting]()
	found := []string{}
	for _, line := range []string{"url=https://h/a.jpg", "path=a/*b*/c", "path=a/b/c", "day=09"} {
		read, err := parser.ParseString("", line)
		if err != nil {
			found = append(found, line+" refused")
			continue
		}
		found = append(found, line+" "+strings.Join(read.Value, ""))
	}
	fmt.Println(strings.Join(found, ", "))
}
SCRIPT
export GOTOOLCHAIN=local GOFLAGS=-mod=mod
{ go mod init look && go get github.com/alecthomas/participle/v2@v2.1.4; } > errors 2>&1 || { cat errors; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check lark==1.3.1 parsimonious==0.11.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts peggy@5.1.0 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import lark
import parsimonious

line = "url=https://h/a.jpg"
print("lark", lark.Lark('start: /[a-z]+/ "=" /[a-z:\\/.]+/').parse(line).children[1], end=", ")
print("parsimonious", parsimonious.Grammar('line = ~"[a-z]+" "=" value\nvalue = ~"[a-z:/.]+"').parse(line).children[2].text)
SCRIPT
)
node=$(node -e "const { generate } = require('peggy'); console.log('peggy', generate('line = [a-z]+ \"=\" @\$[a-z:/.]+').parse('url=https://h/a.jpg'))")
seen="participle $(go run main.go); of the first $python, $node"
echo "$seen"
[ "$seen" = 'participle url=https://h/a.jpg https:, path=a/*b*/c ac, path=a/b/c a/b/c, day=09 refused; of the first lark https://h/a.jpg, parsimonious https://h/a.jpg, peggy https://h/a.jpg' ] || { echo changed; exit 1; }
