#!/usr/bin/env bash
# A PNG of one bit a pixel, as makers of QR codes, scanners of pages and optimizers of pictures write black and white, is wholly black to image-js 1.7.0 of npm, without an error.
# jimp 1.6.1, pngjs 7.0.0, upng-js 2.1.0 and sharp 0.35.5 of npm read it.
# A good guess is that a library which knows pictures of one bit ("BINARY" masks) reads them, or says that it cannot.
# Seen of a page that is black on the left and white on the right: image-js 0 0, jimp 0 255, pngjs 0 255, upng-js 0 255, sharp 0 255
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts image-js@1.7.0 jimp@1.6.1 pngjs@7.0.0 upng-js@2.1.0 sharp@0.35.5 > /dev/null
venv/bin/python - <<'SCRIPT'
from PIL import Image
page = Image.new("1", (16, 16))
page.paste(1, (8, 0, 16, 16))
page.save("page.png")
SCRIPT
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { decode } from 'image-js'
import { Jimp } from 'jimp'
import { PNG } from 'pngjs'
import sharp from 'sharp'
import UPNG from 'upng-js'
const bytes = readFileSync('page.png')
const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
const image = decode(bytes)
const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
const pair = (pixels, channels) => [4, 12].map(x => pixels[x * channels]).join(' ')
console.log(`image-js ${[4, 12].map(x => image.getPixel(x, 8)[0]).join(' ')}, jimp ${pair((await Jimp.read(bytes)).bitmap.data, 4)}, pngjs ${pair(PNG.sync.read(bytes).data, 4)}, upng-js ${pair(new Uint8Array(UPNG.toRGBA8(UPNG.decode(buffer))[0]), 4)}, sharp ${pair(data, info.channels)}`)
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'image-js 0 0, jimp 0 255, pngjs 0 255, upng-js 0 255, sharp 0 255' ] || { echo changed; exit 1; }
