#!/usr/bin/env bash
# In a TIFF of scanners and fax machines 0 may be white and the highest number black (PhotometricInterpretation 0, TIFF 6.0). readRGB() of geotiff 3.0.5 of npm, "as RGB values", turns the numbers around by taking them from 256, and 256 has no place in a byte: white is 0, black, and
# all other shades are one too bright, 1 is 255. utif2 4.1.0, image-js 1.7.0, sharp 0.35.5 and Pillow 13.0.0 turn 0 into 255. So the paper of a page is black, and what is written on it keeps its shade.
# A good guess is that the only special case of a function has its ends right.
# Seen, stored 0, 1, 200, 255 is: geotiff 0 255 56 1, utif2 255 254 55 0, image-js 255 254 55 0, sharp 255 254 55 0, Pillow 255 254 55 0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 tifffile==2026.3.3 numpy==2.4.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts geotiff@3.0.5 utif2@4.1.0 image-js@1.7.0 sharp@0.35.5 > /dev/null
pillow=$(venv/bin/python - <<'SCRIPT'
import numpy
import tifffile
from PIL import Image
tifffile.imwrite("page.tif", numpy.tile(numpy.uint8([0, 1, 200, 255]), (4, 1)), photometric="miniswhite")
page = Image.open("page.tif")
print(*(page.getpixel((x, 0)) for x in range(4)))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { fromArrayBuffer } from 'geotiff'
import { decode } from 'image-js'
import sharp from 'sharp'
import UTIF from 'utif2'
const bytes = readFileSync('page.tif')
const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
const reds = (pixels, channels) => [0, 1, 2, 3].map(x => pixels[x * channels]).join(' ')
const geotiff = await (await (await fromArrayBuffer(buffer)).getImage()).readRGB({ interleave: true })
const [page] = UTIF.decode(buffer)
UTIF.decodeImage(buffer, page)
const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
console.log(`geotiff ${reds(geotiff, 3)}, utif2 ${reds(UTIF.toRGBA8(page), 4)}, image-js ${reds(decode(bytes).getRawImage().data, 1)}, sharp ${reds(data, info.channels)}`)
SCRIPT
seen="$(node look.mjs), Pillow $pillow"
echo "Stored 0, 1, 200, 255: $seen"
[ "$seen" = 'geotiff 0 255 56 1, utif2 255 254 55 0, image-js 255 254 55 0, sharp 255 254 55 0, Pillow 255 254 55 0' ] || { echo changed; exit 1; }
