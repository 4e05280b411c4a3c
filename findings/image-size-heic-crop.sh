#!/usr/bin/env bash
# A HEIC whose sides are no multiples of what its encoder works in holds a larger picture and a box that says what to cut off ("clap"). image-size 2.1.0
# and probe-image-size 7.5.0 read the sides from the header, and get them wrong: the one takes 1 from the width whatever is cut (it reads the divisor of
# the width in that box for what goes), the other cuts nothing. sharp and Pillow have the sides that went in.
# A good guess is that readers of headers and decoders agree on the sides of a still picture.
# Seen: 101x77: image-size 101x78, probe-image-size 102x78, sharp 101x77; 64x40: image-size 63x64, probe-image-size 64x64, sharp 64x40;
# 300x200: 300x200 in all three
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 pillow_heif==1.8.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts image-size@2.1.0 probe-image-size@7.5.0 sharp@0.35.5 > /dev/null
venv/bin/python - <<'SCRIPT'
import pillow_heif
from PIL import Image
pillow_heif.register_heif_opener()
for sides in [(101, 77), (64, 40), (300, 200)]:
    name = "%dx%d.heic" % sides
    Image.new("RGB", sides, (200, 30, 30)).save(name)
    assert Image.open(name).size == sides
SCRIPT
cat > look.cjs <<'SCRIPT'
const { readFileSync } = require('node:fs')
const { imageSize } = require('image-size')
const probe = require('probe-image-size')
const sharp = require('sharp')
const sides = ({ width, height }) => `${width}x${height}`
const look = async name => {
  const data = readFileSync(`${name}.heic`)
  return `${name}: image-size ${sides(imageSize(data))}, probe-image-size ${sides(probe.sync(data))}, sharp ${sides(await sharp(data).metadata())}`
}
Promise.all(['101x77', '64x40', '300x200'].map(look)).then(lines => console.log(lines.join('; ')))
SCRIPT
seen=$(node look.cjs)
echo "image-size 2.1.0, probe-image-size 7.5.0, sharp 0.35.5, pillow_heif 1.8.1: $seen"
[ "$seen" = '101x77: image-size 101x78, probe-image-size 102x78, sharp 101x77; 64x40: image-size 63x64, probe-image-size 64x64, sharp 64x40; 300x200: image-size 300x200, probe-image-size 300x200, sharp 300x200' ] || { echo changed; exit 1; }
