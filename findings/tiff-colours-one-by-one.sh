#!/usr/bin/env bash
# A TIFF may keep its colours one after the other, all of red, then all of green, then all of blue (PlanarConfiguration 2, TIFF 6.0), as programs of science and of prepress write it. utif2 4.1.0 of npm reads a picture of that form as wholly white, without an error, and so does jimp
# 1.6.1, which stands on it. tiff 7.1.3 of npm, below image-js, and golang.org/x/image 0.48.0 say that there is not enough data. geotiff 3.0.5 and sharp 0.35.5 of npm and Pillow 13.0.0 read it.
# A good guess is that a reader of TIFF which knows the form in its list of tags either reads it or refuses it.
# Seen of 255,100,0: utif2 255,255,255, jimp 255,255,255, tiff RangeError, geotiff 255,100,0, sharp 255,100,0, Pillow 255,100,0, golang.org/x/image not enough pixel data
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 tifffile==2026.3.3 numpy==2.4.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts geotiff@3.0.5 utif2@4.1.0 tiff@7.1.3 jimp@1.6.1 sharp@0.35.5 > /dev/null
pillow=$(venv/bin/python - <<'SCRIPT'
import numpy
import tifffile
from PIL import Image
colours = numpy.zeros((3, 8, 8), numpy.uint8)
colours[0], colours[1] = 255, 100
tifffile.imwrite("colours.tif", colours, photometric="rgb", planarconfig="separate")
print(*Image.open("colours.tif").getpixel((5, 5)), sep=",")
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { fromArrayBuffer } from 'geotiff'
import { Jimp } from 'jimp'
import sharp from 'sharp'
import { decode } from 'tiff'
import UTIF from 'utif2'
const bytes = readFileSync('colours.tif')
const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
const readers = {
  utif2: () => {
    const [page] = UTIF.decode(buffer)
    UTIF.decodeImage(buffer, page)
    return UTIF.toRGBA8(page)
  },
  jimp: async () => (await Jimp.read(bytes)).bitmap.data,
  tiff: () => decode(bytes)[0].data,
  geotiff: async () => (await (await fromArrayBuffer(buffer)).getImage()).readRGB({ interleave: true }),
  sharp: () => sharp(bytes).raw().toBuffer()
}
const found = []
for (const [name, read] of Object.entries(readers)) {
  try {
    found.push(`${name} ${[...(await read()).slice(0, 3)]}`)
  } catch (error) {
    found.push(`${name} ${error.name}`)
  }
}
console.log(found.join(', '))
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/image/tiff"
)

func main() {
	file, err := os.Open("colours.tif")
	if err != nil {
		panic(err)
	}
	picture, err := tiff.Decode(file)
	if err != nil {
		fmt.Println(err.Error()[strings.LastIndex(err.Error(), ": ")+2:])
		return
	}
	red, green, blue, _ := picture.At(5, 5).RGBA()
	fmt.Printf("%d,%d,%d\n", red>>8, green>>8, blue>>8)
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get golang.org/x/image/tiff@v0.48.0 2> /dev/null
seen="$(node look.mjs), Pillow $pillow, golang.org/x/image $(go run .)"
echo "$seen"
[ "$seen" = 'utif2 255,255,255, jimp 255,255,255, tiff RangeError, geotiff 255,100,0, sharp 255,100,0, Pillow 255,100,0, golang.org/x/image not enough pixel data' ] || { echo changed; exit 1; }
