#!/usr/bin/env bash
# A JPEG may keep red, green and blue as they are: its Adobe marker says so with transform 0, and libjpeg also names its components R, G and B (Pillow writes it with keep_rgb). jpeg-js
# 0.4.4, and with it jimp 1.6.1 and image-js 1.7.0, takes three components for YCbCr all the same: an orange of 200,100,50 is a green of 90,255,150. sharp 0.35.5, Pillow 13.0.0 and the decoder of
# Go read 200,100,50. A good guess is that the marker which jpeg-js parses is asked before colours are converted.
# Seen: Pillow 200,100,50, Go 200,100,50, sharp 200,100,50, jpeg-js 90,255,150, jimp 90,255,150, image-js 90,255,150; without keep_rgb jpeg-js near 200,100,50
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 jpeg-js@0.4.4 jimp@1.6.1 image-js@1.7.0 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
from PIL import Image
picture = Image.new("RGB", (16, 16), (200, 100, 50))
picture.save("usual.jpg", quality=95)
picture.save("rgb.jpg", quality=95, keep_rgb=True)
print("Pillow " + ",".join(map(str, Image.open("rgb.jpg").getpixel((5, 5)))))
SCRIPT
)
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"image/jpeg"
	"os"
)

func main() {
	file, err := os.Open("rgb.jpg")
	if err != nil {
		panic(err)
	}
	picture, err := jpeg.Decode(file)
	if err != nil {
		panic(err)
	}
	red, green, blue, _ := picture.At(5, 5).RGBA()
	fmt.Printf("Go %d,%d,%d\n", red>>8, green>>8, blue>>8)
}
SCRIPT
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import * as images from 'image-js'
import { Jimp } from 'jimp'
import jpeg from 'jpeg-js'
import sharp from 'sharp'
const bytes = readFileSync('rgb.jpg')
const first = data => [...data.subarray(0, 3)].join(',')
const usual = jpeg.decode(readFileSync('usual.jpg')).data
const isNear = [200, 100, 50].every((value, at) => Math.abs(usual[at] - value) < 3)
console.log([
  `sharp ${first(await sharp(bytes).raw().toBuffer())}`,
  `jpeg-js ${first(jpeg.decode(bytes).data)}`,
  `jimp ${first((await Jimp.read(bytes)).bitmap.data)}`,
  `image-js ${first(images.decode(bytes).getRawImage().data)}`,
].join(', ') + `; without keep_rgb jpeg-js ${isNear ? 'near' : 'far from'} 200,100,50`)
SCRIPT
seen="$python, $(go run main.go), $(node look.mjs)"
echo "$seen"
[ "$seen" = 'Pillow 200,100,50, Go 200,100,50, sharp 200,100,50, jpeg-js 90,255,150, jimp 90,255,150, image-js 90,255,150; without keep_rgb jpeg-js near 200,100,50' ] || { echo changed; exit 1; }
