#!/usr/bin/env bash
# oksvg (2022-10-11) for Go, which draws SVG without C, takes three things of SVG 1.1 otherwise, without a word, also when told to report what it does not know: fill-rule="evenodd" (11.3), by which a ring or a letter "O" has its hole, is drawn as a full disc by the scanner of its own examples (NewScannerGV); "scale(2)" (7.6), where the second number is the first, as a
# height of nothing, so that nothing is seen; and what has display="none" (11.5) is drawn. @resvg/resvg-js 2.6.2 of npm is right in all.
# A good guess is that what a renderer reports as unknown in one place is reported in another.
# Seen, strength in the middle: oksvg ring 255, scale(2) 0, scale(2,2) 255, display none 255; resvg ring 0, scale(2) 255, scale(2,2) 255, display none 0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund @resvg/resvg-js@2.6.2 > /dev/null
write() { echo "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\" viewBox=\"0 0 10 10\">$2</svg>" > "$1.svg"; }
write 'ring' '<path fill="red" fill-rule="evenodd" d="M0 0h10v10h-10zM3 3h4v4h-4z"/>'
write 'scale(2)' '<rect width="5" height="5" fill="red" transform="scale(2)"/>'
write 'scale(2,2)' '<rect width="5" height="5" fill="red" transform="scale(2,2)"/>'
write 'display none' '<rect width="10" height="10" fill="red" display="none"/>'
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"image"
	"os"
	"strings"

	"github.com/srwiley/oksvg"
	"github.com/srwiley/rasterx"
)

func main() {
	found := []string{}
	for _, name := range os.Args[1:] {
		icon, err := oksvg.ReadIcon(name+".svg", oksvg.StrictErrorMode)
		if err != nil {
			panic(err)
		}
		icon.SetTarget(0, 0, 10, 10)
		picture := image.NewRGBA(image.Rect(0, 0, 10, 10))
		icon.Draw(rasterx.NewDasher(10, 10, rasterx.NewScannerGV(10, 10, picture, picture.Bounds())), 1)
		found = append(found, fmt.Sprint(name, " ", picture.RGBAAt(5, 5).A))
	}
	fmt.Print("oksvg ", strings.Join(found, ", "))
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look > /dev/null 2>&1
go get github.com/srwiley/oksvg@v0.0.0-20221011165216-be6e8873101c > /dev/null 2>&1
go mod tidy > /dev/null 2>&1
cat > look.cjs <<'SCRIPT'
const { readFileSync } = require('node:fs')
const { Resvg } = require('@resvg/resvg-js')
const strength = name => new Resvg(readFileSync(`${name}.svg`, 'utf8')).render().pixels[4 * 55 + 3]
console.log(`resvg ${process.argv.slice(2).map(name => `${name} ${strength(name)}`).join(', ')}`)
SCRIPT
names=(ring 'scale(2)' 'scale(2,2)' 'display none')
seen="$(go run main.go "${names[@]}"); $(node look.cjs "${names[@]}")"
echo "$seen"
[ "$seen" = 'oksvg ring 255, scale(2) 0, scale(2,2) 255, display none 255; resvg ring 0, scale(2) 255, scale(2,2) 255, display none 0' ] || { echo changed; exit 1; }
