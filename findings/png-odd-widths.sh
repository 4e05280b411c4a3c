#!/usr/bin/env bash
# In a PNG of 1, 2 or 4 bits a pixel each row begins with a new byte (PNG, third edition, 7.2). Of a grey one UPNG.toRGBA8() of upng-js 2.1.0 of npm counts on in the bits behind the end of a row, unless the width fills its bytes: a white line from top to bottom of a page of 10 pixels stands aslant, as nearly all scans and QR codes do. With
# a palette of the same bits it is right. fast-png 8.0.0 is right, and refuses such a picture of any kind where it is interlaced, "Unsupported filter: 128", as the numbers of filters are looked for where pixels are. pngjs 7.0.0, jimp 1.6.1 and sharp 0.35.5 of npm and Pillow 13.0.0 read all.
# A good guess is that a decoder which reads grey of 1 bit in a width of 8 reads it in a width of 10.
# Seen, first column white, the columns that are white in the rows of widths 8 and 10 of grey, 10 of a palette, 10 interlaced: upng-js 0/0/0/0 0/6/-/2 0/0/0/0 0/6/-/2, fast-png 0/0/0/0 0/0/0/0 0/0/0/0 refused, pngjs 0/0/0/0 0/0/0/0 0/0/0/0 0/0/0/0, jimp 0/0/0/0 0/0/0/0 0/0/0/0 0/0/0/0, sharp 0/0/0/0 0/0/0/0 0/0/0/0 0/0/0/0, Pillow 0/0/0/0 0/0/0/0 0/0/0/0 0/0/0/0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund upng-js@2.1.0 fast-png@8.0.0 pngjs@7.0.0 jimp@1.6.1 sharp@0.35.5 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import struct
import zlib
from PIL import Image

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

def packed(bits):
    return b"\0" + bytes(int("".join(map(str, bits[place:place + 8])).ljust(8, "0"), 2) for place in range(0, len(bits), 8))

def write(name, width, kind, interlaced=0):
    steps = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)) if interlaced else ((0, 0, 1, 1),)
    rows = b"".join(packed([int(x == 0) for x in range(left, width, right)]) for left, top, right, down in steps for _ in range(top, 4, down) if left < width)
    palette = chunk(b"PLTE", bytes([0, 0, 0, 255, 255, 255])) if kind == 3 else b""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, 4, 1, kind, 0, 0, interlaced))
    open(name, "wb").write(b"\x89PNG\r\n\x1a\n" + header + palette + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))

names = ("8.png", "10.png", "palette.png", "interlaced.png")
write(names[0], 8, 0)
write(names[1], 10, 0)
write(names[2], 10, 3)
write(names[3], 10, 0, 1)

def white(name):
    picture = Image.open(name).convert("L")
    return "/".join("+".join(str(x) for x in range(picture.width) if picture.getpixel((x, y))) for y in range(4))

print("Pillow", *map(white, names))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { decode } from 'fast-png'
import { Jimp } from 'jimp'
import { PNG } from 'pngjs'
import sharp from 'sharp'
import UPNG from 'upng-js'
const white = (width, at) => [0, 1, 2, 3].map(y => Array.from({ length: width }, (_, x) => x).filter(x => at(x, y)).join('+') || '-').join('/')
const first = (width, data) => white(width, (x, y) => data[(y * width + x) * 4])
const readers = {
  'upng-js': bytes => {
    const png = UPNG.decode(bytes)
    return first(png.width, new Uint8Array(UPNG.toRGBA8(png)[0]))
  },
  'fast-png': bytes => {
    const { width, data } = decode(bytes)
    const row = Math.ceil(width / 8)
    return white(width, (x, y) => data[y * row + (x >> 3)] >> (7 - x % 8) & 1)
  },
  pngjs: bytes => {
    const { width, data } = PNG.sync.read(bytes)
    return first(width, data)
  },
  jimp: async bytes => {
    const { bitmap } = await Jimp.read(bytes)
    return first(bitmap.width, bitmap.data)
  },
  sharp: async bytes => {
    const { data, info } = await sharp(bytes).toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    return first(info.width, data)
  },
}
const rows = []
for (const [name, read] of Object.entries(readers)) {
  const found = []
  for (const file of ['8.png', '10.png', 'palette.png', 'interlaced.png']) {
    try {
      found.push(await read(readFileSync(file)))
    } catch {
      found.push('refused')
    }
  }
  rows.push(`${name} ${found.join(' ')}`)
}
console.log(rows.join(', '))
SCRIPT
seen="$(node look.mjs), $python"
echo "$seen"
[ "$seen" = 'upng-js 0/0/0/0 0/6/-/2 0/0/0/0 0/6/-/2, fast-png 0/0/0/0 0/0/0/0 0/0/0/0 refused, pngjs 0/0/0/0 0/0/0/0 0/0/0/0 0/0/0/0, jimp 0/0/0/0 0/0/0/0 0/0/0/0 0/0/0/0, sharp 0/0/0/0 0/0/0/0 0/0/0/0 0/0/0/0, Pillow 0/0/0/0 0/0/0/0 0/0/0/0 0/0/0/0' ] || { echo changed; exit 1; }
