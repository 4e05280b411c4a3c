#!/usr/bin/env bash
# The two flags of an arc in an SVG are one digit each, and nothing has to stand behind them: "a5 5 0 1110 0" is an arc with both flags to 10,0 (SVG 2, 9.3.9, "flag"), and svgo and other programs that shorten icons write it so. oksvg (2022-10-11, github.com/srwiley/oksvg) for Go, which draws the icons of programs, takes 1110 for one number
# and draws nothing of the path, without an error; parse-svg-path 0.2.0 of npm, on which svg-path-bounds stands, ends in "malformed path data". With blanks both read it. tdewolff/canvas (2025-07-28) for Go, svgpath 2.6.0 of npm read it either way.
# A good guess is that a reader of paths, which manages ".5.5" and "1-1", manages what the most used shortener writes.
# Seen: oksvg nothing, with blanks red; canvas M15 15A5 5 0 1 1 25 15; parse-svg-path malformed path data, with blanks a 5 5 0 1 1 10 0; svgpath M15 15A5 5 0 1 1 25 15
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts parse-svg-path@0.2.0 svgpath@2.6.0 > /dev/null
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"image"
	"strings"

	"github.com/srwiley/oksvg"
	"github.com/srwiley/rasterx"
	"github.com/tdewolff/canvas"
)

func drawn(path string) string {
	icon, err := oksvg.ReadIconStream(strings.NewReader(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">` + path + `</svg>`))
	if err != nil {
		return err.Error()
	}
	picture := image.NewRGBA(image.Rect(0, 0, 40, 30))
	icon.SetTarget(0, 0, 40, 30)
	icon.Draw(rasterx.NewDasher(40, 30, rasterx.NewScannerGV(40, 30, picture, picture.Bounds())), 1)
	switch colour := picture.RGBAAt(20, 15); {
	case colour.A == 0:
		return "nothing"
	case colour.R == 255:
		return "red"
	default:
		return fmt.Sprint(colour)
	}
}

func main() {
	path, err := canvas.ParseSVGPath("M15 15a5 5 0 1110 0")
	if err != nil {
		panic(err)
	}
	fmt.Print("oksvg ", drawn(`<path fill="red" d="M15 15a5 5 0 1110 0a5 5 0 11-10 0z"/>`), ", with blanks ", drawn(`<path fill="red" d="M15 15a5 5 0 1 1 10 0a5 5 0 1 1-10 0z"/>`), "; canvas ", path)
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/srwiley/oksvg@v0.0.0-20221011165216-be6e8873101c github.com/srwiley/rasterx@v0.0.0-20220730225603-2ab79fcdd4ef github.com/tdewolff/canvas@v0.0.0-20250728095813-50d4cb1eee71 2> /dev/null
cat > look.cjs <<'SCRIPT'
const parse = require('parse-svg-path')
const told = path => {
  try {
    return parse(path)[1].join(' ')
  } catch (error) {
    return error.message
  }
}
console.log(`parse-svg-path ${told('M15 15a5 5 0 1110 0')}, with blanks ${told('M15 15a5 5 0 1 1 10 0')}; svgpath ${require('svgpath')('M15 15a5 5 0 1110 0').abs()}`)
SCRIPT
seen="$(go run .); $(node look.cjs)"
echo "$seen"
[ "$seen" = 'oksvg nothing, with blanks red; canvas M15 15A5 5 0 1 1 25 15; parse-svg-path malformed path data, with blanks a 5 5 0 1 1 10 0; svgpath M15 15A5 5 0 1 1 25 15' ] || { echo changed; exit 1; }
