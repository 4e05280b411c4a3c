#!/usr/bin/env bash
# A PNG without an alpha channel may name one colour that is transparent (tRNS of grey and RGB pictures). image-js 1.7.0 reads such a picture as RGB, without alpha and without a word: its
# transparent ground becomes whatever colour was named. fast-png 8.0.0 below it hands the colour on as "transparency". Of a palette image-js does take the alpha. sharp 0.35.5 and
# upng-js 2.1.0 read alpha 0 and the colour, jimp 1.6.1 alpha 0 and black. A good guess is that who reads the alpha of palettes reads this one.
# Seen: image-js RGB 1,2,3, sharp 1,2,3,0, upng-js 1,2,3,0, jimp 0,0,0,0; palette: image-js RGBA 1,2,3,0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 upng-js@2.1.0 jimp@1.6.1 image-js@1.7.0 > /dev/null
venv/bin/python - <<'SCRIPT'
from PIL import Image
Image.new("RGB", (8, 8), (1, 2, 3)).save("colour.png", transparency=(1, 2, 3))
picture = Image.new("P", (8, 8), 0)
picture.putpalette([1, 2, 3, 200, 100, 50])
picture.save("palette.png", transparency=0)
SCRIPT
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import * as images from 'image-js'
import { Jimp } from 'jimp'
import sharp from 'sharp'
import UPNG from 'upng-js'
const bytes = readFileSync('colour.png')
const first = (data, channels = 4) => [...data.subarray(0, channels)].join(',')
const byImages = png => {
  const picture = images.decode(png)
  return `image-js ${picture.colorModel} ${first(picture.getRawImage().data, picture.channels)}`
}
const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
console.log([
  byImages(bytes),
  `sharp ${first(await sharp(bytes).ensureAlpha().raw().toBuffer())}`,
  `upng-js ${first(new Uint8Array(UPNG.toRGBA8(UPNG.decode(buffer))[0]))}`,
  `jimp ${first((await Jimp.read(bytes)).bitmap.data)}`,
].join(', ') + `; palette: ${byImages(readFileSync('palette.png'))}`)
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'image-js RGB 1,2,3, sharp 1,2,3,0, upng-js 1,2,3,0, jimp 0,0,0,0; palette: image-js RGBA 1,2,3,0' ] || { echo changed; exit 1; }
