#!/usr/bin/env bash
# In an HLS playlist "#EXT-X-BYTERANGE:500" without a place means the 500 bytes behind the range before (RFC 8216, 4.3.2.2). github.com/grafov/m3u8 0.12.1 for Go reads it
# as place 0 and writes "500@0": after a pass through it, as programs do that sign each address, the second segment plays the start of the file again. The m3u8 of PyPI
# 6.0.0 keeps it as it was, and m3u8-parser 7.2.0 of npm adds it up to 1100.
# A good guess is that "no place" stays "no place".
# Seen: grafov 1000@100 500@0, m3u8 of PyPI 1000@100 500, m3u8-parser 1000@100 500@1100
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check m3u8==6.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts m3u8-parser@7.2.0 > /dev/null
cat > film.m3u8 <<'SCRIPT'
#EXTM3U
#EXT-X-VERSION:4
#EXT-X-TARGETDURATION:10
#EXTINF:10,
#EXT-X-BYTERANGE:1000@100
film.ts
#EXTINF:5,
#EXT-X-BYTERANGE:500
film.ts
#EXT-X-ENDLIST
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"

	"github.com/grafov/m3u8"
)

func main() {
	file, err := os.Open("film.m3u8")
	if err != nil {
		panic(err)
	}
	playlist, _, err := m3u8.DecodeFrom(file, true)
	if err != nil {
		panic(err)
	}
	fmt.Print(playlist.Encode().String())
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/grafov/m3u8@v0.12.1 2> /dev/null
ranges() { sed -n 's/#EXT-X-BYTERANGE://p' | paste -sd ' '; }
parsed=$(node -e "
const { Parser } = require('m3u8-parser')
const parser = new Parser()
parser.push(require('node:fs').readFileSync('film.m3u8', 'utf8'))
parser.end()
console.log(parser.manifest.segments.map(({ byterange }) => byterange.length + '@' + byterange.offset).join(' '))")
seen="grafov $(go run . | ranges), m3u8 of PyPI $(venv/bin/python -c "import m3u8; print(m3u8.load('film.m3u8').dumps())" | ranges), m3u8-parser $parsed"
echo "$seen"
[ "$seen" = 'grafov 1000@100 500@0, m3u8 of PyPI 1000@100 500, m3u8-parser 1000@100 500@1100' ] || { echo changed; exit 1; }
