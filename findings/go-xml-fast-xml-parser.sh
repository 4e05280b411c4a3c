#!/usr/bin/env bash
# Go's encoding/xml writes the quotes of an object's name as numbers, "it&#39;s &#34;a&#34;.jpg", and fast-xml-parser 5.12.1 leaves numbers as they stand: it decodes &amp; and
# the four other names alone, unless htmlEntities is set. So a list of a server in Go names another object to a client that reads it with that parser; xml2js reads
# it rightly. A good guess is that a parser of XML decodes the character references that XML itself has.
# Seen: Go <Key>it&#39;s &#34;a&#34; &amp; b.jpg</Key>; fast-xml-parser it&#39;s &#34;a&#34; & b.jpg, with htmlEntities it's "a" & b.jpg, xml2js it's "a" & b.jpg
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts fast-xml-parser@5.12.1 xml2js@0.6.2 > /dev/null
cat > list.go <<'SCRIPT'
package main

import (
	"encoding/xml"
	"os"
)

type Contents struct{ Key string }

func main() {
	text, _ := xml.Marshal(Contents{Key: `it's "a" & b.jpg`})
	os.WriteFile("list.xml", text, 0o644)
}
SCRIPT
go run list.go
seen=$(node -e "
const { XMLParser } = require('fast-xml-parser')
const { parseStringPromise } = require('xml2js')
const text = require('node:fs').readFileSync('list.xml', 'utf8')
const read = options => new XMLParser(options).parse(text).Contents.Key
parseStringPromise(text).then(({ Contents }) =>
  console.log('Go ' + /<Key>.*<.Key>/.exec(text)[0] + '; fast-xml-parser ' + read() + ', with htmlEntities ' + read({ htmlEntities: true }) + ', xml2js ' + Contents.Key[0]))")
echo "fast-xml-parser 5.12.1, xml2js 0.6.2, $(go version | cut -d' ' -f3): $seen"
[ "$seen" = "Go <Key>it&#39;s &#34;a&#34; &amp; b.jpg</Key>; fast-xml-parser it&#39;s &#34;a&#34; & b.jpg, with htmlEntities it's \"a\" & b.jpg, xml2js it's \"a\" & b.jpg" ] || { echo changed; exit 1; }
