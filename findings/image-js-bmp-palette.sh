#!/usr/bin/env bash
# image-js 1.7.0 reads a BMP of 8 bits without its palette: the numbers of the colours become shades of grey, so that a red picture whose palette has red at 1 is black (grey 1), without an
# error. A BMP whose rows begin at the top, which its header says with a negative height, ends in "Invalid typed array length". jimp 1.6.1 and Pillow 13.0.0 read both.
# A good guess is that a reader which takes a format takes its palette along, or says that it cannot.
# Seen: palette: image-js GREY 1, jimp 255,0,0, Pillow 255,0,0; rows from the top: image-js RangeError, jimp 255,0,0, Pillow 255,0,0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts jimp@1.6.1 image-js@1.7.0 > /dev/null
venv/bin/python - > pillow.txt <<'SCRIPT'
import struct
from PIL import Image
picture = Image.new("P", (8, 8), 1)
picture.putpalette([0, 0, 255, 255, 0, 0])
picture.save("palette.bmp")
Image.new("RGB", (8, 8), "#f00").save("top.bmp")
data = bytearray(open("top.bmp", "rb").read())
data[22:26] = struct.pack("<i", -8)
open("top.bmp", "wb").write(data)
for name in ("palette.bmp", "top.bmp"):
    print(",".join(map(str, Image.open(name).convert("RGB").getpixel((5, 5)))))
SCRIPT
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import * as images from 'image-js'
import { Jimp } from 'jimp'
const pillow = readFileSync('pillow.txt', 'utf8').split('\n')
const byImages = bytes => {
  try {
    const picture = images.decode(bytes)
    return `${picture.colorModel} ${picture.getRawImage().data[0]}`
  } catch (error) {
    return error.name
  }
}
const found = []
for (const [index, [title, name]] of [['palette', 'palette.bmp'], ['rows from the top', 'top.bmp']].entries()) {
  const bytes = readFileSync(name)
  const { data } = (await Jimp.read(bytes)).bitmap
  found.push(`${title}: image-js ${byImages(bytes)}, jimp ${[...data.subarray(0, 3)]}, Pillow ${pillow[index]}`)
}
console.log(found.join('; '))
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'palette: image-js GREY 1, jimp 255,0,0, Pillow 255,0,0; rows from the top: image-js RangeError, jimp 255,0,0, Pillow 255,0,0' ] || { echo changed; exit 1; }
