#!/usr/bin/env bash
# The turn of an AVIF stands in a box of the file ("irot"), which is no note but a part of the picture that each reader has to apply (ISO/IEC 23008-12, 6.5.10). OpenCV 5.0.0, which turns a JPEG, a PNG and a WebP by their EXIF, shows the AVIF as it is stored, and so do imagecodecs 2026.3.6 of
# PyPI, @jsquash/avif 2.1.1 and icodec 0.6.0 of npm and gen2brain/avif 0.4.4 for Go, none of which tells the turn. ffmpeg 9.0.2, sharp 0.35.5 and Pillow 13.0.0, by exif_transpose(), turn it. What a phone took upright lies on its side.
# A good guess is that a library which turns JPEGs turns AVIFs too, or that decoders for one format apply what the format prescribes.
# Seen, width x height of 64x40 turned by a quarter: OpenCV 40x64 jpg, 40x64 png, 40x64 webp, 64x40 avif; imagecodecs 64x40; @jsquash/avif 64x40; icodec 64x40; gen2brain/avif 64x40; ffmpeg 40x64; sharp 40x64; Pillow 40x64
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 opencv-python-headless==5.0.0.93 imagecodecs==2026.3.6 numpy==2.4.6 imageio-ffmpeg==0.8.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @jsquash/avif@2.1.1 icodec@0.6.0 sharp@0.35.5 > /dev/null
venv/bin/python - > python.txt <<'SCRIPT'
import subprocess
import cv2
import imagecodecs
import imageio_ffmpeg
from PIL import Image, ImageOps


def sides(array):
    return f"{array.shape[1]}x{array.shape[0]}"


picture = Image.new("RGB", (64, 40), "red")
opencv = []
for kind in ("jpg", "png", "webp", "avif"):
    exif = Image.Exif()
    exif[0x112] = 6
    picture.save(f"a.{kind}", exif=exif.tobytes())
    opencv.append(f"{sides(cv2.imread(f'a.{kind}'))} {kind}")
subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", "a.avif", "-frames:v", "1", "turned.png"], check=True)
print("OpenCV", ", ".join(opencv))
print("imagecodecs", sides(imagecodecs.avif_decode(open("a.avif", "rb").read())))
print("ffmpeg", "%dx%d" % Image.open("turned.png").size)
print("Pillow", "%dx%d" % ImageOps.exif_transpose(Image.open("a.avif")).size)
SCRIPT
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import decode, { init } from '@jsquash/avif/decode.js'
import { avif } from 'icodec/node'
import sharp from 'sharp'
globalThis.ImageData ??= class {
  constructor(data, width, height) {
    Object.assign(this, { data, width, height })
  }
}
const bytes = readFileSync('a.avif')
const sides = ({ width, height }) => `${width}x${height}`
await init(await WebAssembly.compile(readFileSync('node_modules/@jsquash/avif/codec/dec/avif_dec.wasm')))
console.log(`@jsquash/avif ${sides(await decode(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)))}`)
await avif.loadDecoder()
console.log(`icodec ${sides(avif.decode(bytes))}`)
console.log(`sharp ${sides((await sharp(bytes).png().toBuffer({ resolveWithObject: true })).info)}`)
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"

	"github.com/gen2brain/avif"
)

func main() {
	file, err := os.Open("a.avif")
	if err != nil {
		panic(err)
	}
	picture, err := avif.Decode(file)
	if err != nil {
		panic(err)
	}
	fmt.Printf("gen2brain/avif %dx%d\n", picture.Bounds().Dx(), picture.Bounds().Dy())
}
SCRIPT
node look.mjs > node.txt
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/gen2brain/avif@v0.4.4 2> /dev/null
go run . > go.txt
seen=$(for name in OpenCV imagecodecs @jsquash/avif icodec gen2brain/avif ffmpeg sharp Pillow; do grep -h "^$name " python.txt node.txt go.txt; done | paste -sd';' | sed 's/;/; /g')
echo "$seen"
[ "$seen" = 'OpenCV 40x64 jpg, 40x64 png, 40x64 webp, 64x40 avif; imagecodecs 64x40; @jsquash/avif 64x40; icodec 64x40; gen2brain/avif 64x40; ffmpeg 40x64; sharp 40x64; Pillow 40x64' ] || { echo changed; exit 1; }
