#!/usr/bin/env bash
# JPEG XL has the turn of a picture in its own header, and readers leave the orientation in the EXIF beside it alone (ISO/IEC 18181-2). pillow-jxl-plugin 1.3.8 of PyPI writes the EXIF that it is given, orientation and all, and a header that says "not turned", so that a PNG or WebP of
# orientation 6, saved with its EXIF, lies on its side in all readers but Pillow's exif_transpose(). Of an unchanged JPEG, which it packs without decoding, the header has the turn, and all agree.
# A good guess is that the same save() of the same orientation looks the same, whatever the picture was before; Pillow writes the turn of an AVIF into its box.
# Seen, sides of 64x40 of orientation 6 saved as JPEG XL, from JPEG, PNG, WebP: Pillow, exif_transpose() 40x64 40x64 40x64; imagecodecs 40x64 64x40 64x40; @jsquash/jxl 40x64 64x40 64x40; icodec 40x64 64x40 64x40
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 pillow-jxl-plugin==1.3.8 imagecodecs==2026.3.6 numpy==2.4.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @jsquash/jxl@1.3.0 icodec@0.6.0 > /dev/null
python=$(venv/bin/python -W ignore - <<'SCRIPT'
import imagecodecs
import pillow_jxl
from PIL import Image, ImageOps
turned, decoded = [], []
for kind in ("jpg", "png", "webp"):
    exif = Image.Exif()
    exif[0x112] = 6
    Image.new("RGB", (64, 40), "red").save(f"a.{kind}", exif=exif.tobytes())
    picture = Image.open(f"a.{kind}")
    picture.save(f"{kind}.jxl", exif=picture.getexif().tobytes())
    turned.append("%dx%d" % ImageOps.exif_transpose(Image.open(f"{kind}.jxl")).size)
    height, width, _ = imagecodecs.jpegxl_decode(open(f"{kind}.jxl", "rb").read()).shape
    decoded.append(f"{width}x{height}")
print("Pillow, exif_transpose()", *turned, end="; ")
print("imagecodecs", *decoded)
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readdirSync, readFileSync } from 'node:fs'
import decode, { init } from '@jsquash/jxl/decode.js'
import { jxl } from 'icodec/node'
globalThis.ImageData ??= class {
  constructor(data, width, height) {
    Object.assign(this, { data, width, height })
  }
}
const folder = 'node_modules/@jsquash/jxl/codec/dec'
await init(await WebAssembly.compile(readFileSync(`${folder}/${readdirSync(folder).find(name => name.endsWith('.wasm'))}`)))
await jxl.loadDecoder()
const sides = ({ width, height }) => `${width}x${height}`
const found = { jsquash: [], icodec: [] }
for (const kind of ['jpg', 'png', 'webp']) {
  const bytes = readFileSync(`${kind}.jxl`)
  found.jsquash.push(sides(await decode(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))))
  found.icodec.push(sides(jxl.decode(bytes)))
}
console.log(`@jsquash/jxl ${found.jsquash.join(' ')}; icodec ${found.icodec.join(' ')}`)
SCRIPT
seen="$python; $(node look.mjs)"
echo "$seen"
[ "$seen" = 'Pillow, exif_transpose() 40x64 40x64 40x64; imagecodecs 40x64 64x40 64x40; @jsquash/jxl 40x64 64x40 64x40; icodec 40x64 64x40 64x40' ] || { echo changed; exit 1; }
