#!/usr/bin/env bash
# A TIFF may keep its picture in tiles instead of strips, as maps, slides of microscopes and the pyramids of servers do. tiff 7.1.3 of npm, and image-js 1.7.0 on it, read a coloured one wrongly, without an error: a picture that is all orange, 200,100,50, begins with 200,0,0, and none of its pixels
# is orange. Of one in grey all is right. utif2 4.1.0, geotiff 3.0.5 and sharp 0.35.5 of npm and Pillow 13.0.0 read both.
# A good guess is that a reader which knows tiles knows how many numbers a pixel has, as it does in strips.
# Seen, first pixels, and how many are orange, of 40x36 in tiles of 16, orange and grey: tiff 200,0,0 0 of 1440 200, image-js 200,0,0 200, utif2 200,100,50 200, geotiff 200,100,50 200, sharp 200,100,50 200, Pillow 200,100,50 200
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 tifffile==2026.3.3 numpy==2.4.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund tiff@7.1.3 image-js@1.7.0 utif2@4.1.0 geotiff@3.0.5 sharp@0.35.5 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import numpy
import tifffile
from PIL import Image

orange = numpy.full((36, 40, 3), (200, 100, 50), numpy.uint8)
tifffile.imwrite("orange.tif", orange, photometric="rgb", tile=(16, 16))
tifffile.imwrite("grey.tif", orange[:, :, 0], photometric="minisblack", tile=(16, 16))
print("Pillow", ",".join(map(str, Image.open("orange.tif").getpixel((0, 0)))), Image.open("grey.tif").getpixel((0, 0)))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { fromArrayBuffer } from 'geotiff'
import { decode as decodeImage } from 'image-js'
import sharp from 'sharp'
import { decode } from 'tiff'
import UTIF from 'utif2'
console.log = () => undefined
const bytes = name => readFileSync(`${name}.tif`)
const buffer = name => Uint8Array.from(bytes(name)).buffer
const tiff = name => decode(bytes(name))[0].data
const utif = name => {
  const [picture] = UTIF.decode(buffer(name))
  UTIF.decodeImage(buffer(name), picture)
  return UTIF.toRGBA8(picture)
}
const orange = tiff('orange')
const right = Array.from({ length: 36 * 40 }, (_, index) => orange.slice(index * 3, index * 3 + 3)).filter(pixel => pixel.join() === '200,100,50').length
const geotiff = async name => (await (await fromArrayBuffer(buffer(name))).getImage()).readRasters({ interleave: true })
const three = data => [...data.slice(0, 3)].join()
process.stdout.write(`tiff ${three(orange)} ${right} of 1440 ${tiff('grey')[0]}, image-js ${decodeImage(bytes('orange')).getPixel(0, 0).join()} ${decodeImage(bytes('grey')).getPixel(0, 0)[0]}, `
  + `utif2 ${three(utif('orange'))} ${utif('grey')[0]}, geotiff ${three(await geotiff('orange'))} ${(await geotiff('grey'))[0]}, sharp ${three(await sharp(bytes('orange')).raw().toBuffer())} ${(await sharp(bytes('grey')).raw().toBuffer())[0]}\n`)
SCRIPT
seen="$(node look.mjs), $python"
echo "$seen"
[ "$seen" = 'tiff 200,0,0 0 of 1440 200, image-js 200,0,0 200, utif2 200,100,50 200, geotiff 200,100,50 200, sharp 200,100,50 200, Pillow 200,100,50 200' ] || { echo changed; exit 1; }
