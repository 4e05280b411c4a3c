#!/usr/bin/env bash
# A lossy WebP keeps each side in 14 bits, and in the two bits above them how a player might scale it (RFC 6386, 9.1), which decoders of pictures leave aside. imagesize 2.0.1, which
# Sphinx uses, reads all 16 bits as the side: a picture of 40x30 with a scale is 16424x32798 to it. Pillow 13.0.0 says 40x30, and so do image-size 2.1.0 and sharp 0.35.5.
# A good guess is that a number in a header is the whole of its bytes, or that nobody who reads it forgets the mask.
# Seen: imagesize 40x30 16424x32798, Pillow 40x30 40x30, image-size 40x30 40x30, sharp 40x30 40x30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 imagesize==2.0.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund image-size@2.1.0 sharp@0.35.5 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import imagesize
from PIL import Image
Image.new("RGB", (40, 30), "#c86432").save("plain.webp")
data = bytearray(open("plain.webp", "rb").read())
# Behind the head of the chunk: three bytes, a mark of three, then the sides.
sides = data.index(b"VP8 ") + 8 + 6
data[sides + 1] |= 0x40
data[sides + 3] |= 0x80
open("scaled.webp", "wb").write(data)
names = ["plain.webp", "scaled.webp"]
found = {"imagesize": [imagesize.get(name) for name in names], "Pillow": [Image.open(name).convert("RGB").size for name in names]}
print(", ".join(name + " " + " ".join("%dx%d" % one for one in sizes) for name, sizes in found.items()))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { imageSize } from 'image-size'
import sharp from 'sharp'
const pictures = ['plain.webp', 'scaled.webp'].map(name => readFileSync(name))
const text = ({ width, height }) => `${width}x${height}`
const decoded = await Promise.all(pictures.map(async bytes => text((await sharp(bytes).png().toBuffer({ resolveWithObject: true })).info)))
console.log(`image-size ${pictures.map(bytes => text(imageSize(bytes))).join(' ')}, sharp ${decoded.join(' ')}`)
SCRIPT
seen="$python, $(node look.mjs)"
echo "$seen"
[ "$seen" = 'imagesize 40x30 16424x32798, Pillow 40x30 40x30, image-size 40x30 40x30, sharp 40x30 40x30' ] || { echo changed; exit 1; }
