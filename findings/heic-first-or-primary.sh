#!/usr/bin/env bash
# A HEIC may hold several pictures and names the one to show ("pitm", ISO/IEC 14496-12, 8.11.4), which need not be the first. heic-decode 2.1.0 of npm, and with it heic-convert 2.1.0 and what stands on it, makes a picture of the first. probe-image-size 7.5.0 tells sides that none of the two has: the width of the one and the
# height of the other. image-size 2.1.0 does the like and is one pixel out besides. sharp 0.35.5 and pillow_heif 1.8.1, which wrote the file, have the primary one.
# A good guess is that "decode the picture" is the picture that a phone shows, as there is a mark for it.
# Seen of 64x48, 32x80 primary: heic-decode 64x48, heic-convert 64x48, probe-image-size 64x80, image-size 63x80, sharp 32x80, pillow_heif 32x80
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 pillow_heif==1.8.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund heic-decode@2.1.0 heic-convert@2.1.0 sharp@0.35.5 image-size@2.1.0 probe-image-size@7.5.0 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()
pictures = pillow_heif.HeifFile()
pictures.add_from_pillow(Image.new("RGB", (64, 48), "red"))
pictures.add_from_pillow(Image.new("RGB", (32, 80), "blue"))
pictures.save("two.heic", primary_index=1)
print("pillow_heif {}x{}".format(*Image.open("two.heic").size))
SCRIPT
)
cat > look.cjs <<'SCRIPT'
const { readFileSync } = require('node:fs')
const convert = require('heic-convert')
const decode = require('heic-decode')
const { imageSize } = require('image-size')
const probe = require('probe-image-size')
const sharp = require('sharp')
const buffer = readFileSync('two.heic')
const print = ({ width, height }) => `${width}x${height}`
const main = async () => console.log(`heic-decode ${print(await decode({ buffer }))}, heic-convert ${print(imageSize(new Uint8Array(await convert({ buffer, format: 'JPEG' }))))}, `
  + `probe-image-size ${print(probe.sync(buffer))}, image-size ${print(imageSize(buffer))}, sharp ${print(await sharp(buffer).metadata())}`)
main()
SCRIPT
seen="$(node look.cjs), $python"
echo "$seen"
[ "$seen" = 'heic-decode 64x48, heic-convert 64x48, probe-image-size 64x80, image-size 63x80, sharp 32x80, pillow_heif 32x80' ] || { echo changed; exit 1; }
