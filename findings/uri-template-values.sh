#!/usr/bin/env bash
# Four libraries write addresses by templates (RFC 6570), each otherwise in one place. uritemplate 4.2.0 of PyPI, on which Google's client for Python stands, takes the number 0 for nothing: "{?x}" is "?x=", not "?x=0"; "0" is right. yosida95/uritemplate 3.0.2 for Go, of
# "{v:3}", the first three letters, makes "%65%E5" of "日本語文", other bytes. url-template 3.1.1 of npm writes a key for an empty list, which counts as undefined (2.3), "?l="; and
# uri-template-lite 23.4.0 of npm encodes what is encoded once more in "{+p}" (3.2.3 keeps it). A good guess is that four libraries with the tests of the RFC agree on what it says.
# Seen, {?x} of 0, {v:3}, {?l} of an empty list, {+p} of a%20b: uritemplate ?x= %E6%97%A5%E6%9C%AC%E8%AA%9E - a%20b; yosida95 ?x=0 %65%E5 - a%2520b; url-template ?x=0 %E6%97%A5%E6%9C%AC%E8%AA%9E ?l= a%20b; uri-template-lite ?x=0 %E6%97%A5%E6%9C%AC%E8%AA%9E - a%2520b
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check uritemplate==4.2.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts url-template@3.1.1 uri-template-lite@23.4.0 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import uritemplate
values = {"x": 0, "v": "日本語文", "l": [], "p": "a%20b"}
print("uritemplate", *(uritemplate.expand(template, values) or "-" for template in ("{?x}", "{v:3}", "{?l}", "{+p}")))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { expand } from 'uri-template-lite'
import { parseTemplate } from 'url-template'
const values = { x: 0, v: '日本語文', l: [], p: 'a%20b' }
const all = write => ['{?x}', '{v:3}', '{?l}', '{+p}'].map(template => write(template) || '-').join(' ')
console.log(`url-template ${all(template => parseTemplate(template).expand(values))}; uri-template-lite ${all(template => expand(template, values))}`)
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"

	"github.com/yosida95/uritemplate/v3"
)

func main() {
	values := uritemplate.Values{"x": uritemplate.String("0"), "v": uritemplate.String("日本語文"), "l": uritemplate.List(), "p": uritemplate.String("a%20b")}
	fmt.Print("yosida95")
	for _, template := range []string{"{?x}", "{v:3}", "{?l}", "{+p}"} {
		text, err := uritemplate.MustNew(template).Expand(values)
		if err != nil {
			panic(err)
		}
		if text == "" {
			text = "-"
		}
		fmt.Print(" ", text)
	}
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/yosida95/uritemplate/v3@v3.0.2 2> /dev/null
seen="$python; $(go run .); $(node look.mjs)"
echo "$seen"
[ "$seen" = 'uritemplate ?x= %E6%97%A5%E6%9C%AC%E8%AA%9E - a%20b; yosida95 ?x=0 %65%E5 - a%2520b; url-template ?x=0 %E6%97%A5%E6%9C%AC%E8%AA%9E ?l= a%20b; uri-template-lite ?x=0 %E6%97%A5%E6%9C%AC%E8%AA%9E - a%2520b' ] || { echo changed; exit 1; }
