#!/usr/bin/env bash
# How large is an SVG of 2cm x 1cm, of 72pt x 36pt, of 10em x 5em? image-size 2.1.0 and image-meta 0.3.0 count 96 px an inch, as browsers do: 76x38, 96x48, 160x80. sharp 0.35.5
# draws at 72 an inch: 57x28, 72x36, 120x60, also em, so that a picture is a quarter smaller than the size that was put into the page for it. A width in px is the same
# in all, so that most files do not show it. "density: 96" does not mend it: it draws px at 4/3 and centimetres at 16/9, 53x27 and 101x50.
# A good guess is that all follow CSS, where an inch is 96 px and an em is 16, and that a density of 96 does at the latest.
# Seen: image-size 76x38 96x48 160x80 40x20, image-meta 76x38 96x48 160x80 40x20, sharp 57x28 72x36 120x60 40x20, sharp at 96 101x50 128x64 160x80 53x27
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund image-size@2.1.0 image-meta@0.3.0 sharp@0.35.5 > /dev/null
cat > look.mjs <<'SCRIPT'
import { imageMeta } from 'image-meta'
import { imageSize } from 'image-size'
import sharp from 'sharp'
const readers = {
  'image-size': imageSize,
  'image-meta': imageMeta,
  sharp: async bytes => (await sharp(bytes).png().toBuffer({ resolveWithObject: true })).info,
  'sharp at 96': async bytes => (await sharp(bytes, { density: 96 }).png().toBuffer({ resolveWithObject: true })).info,
}
const found = []
for (const [name, read] of Object.entries(readers)) {
  const sides = []
  for (const [w, h] of [['2cm', '1cm'], ['72pt', '36pt'], ['10em', '5em'], ['40px', '20px']]) {
    const { width, height } = await read(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><rect width="9" height="9"/></svg>`))
    sides.push(`${width}x${height}`)
  }
  found.push(`${name} ${sides.join(' ')}`)
}
console.log(found.join(', '))
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'image-size 76x38 96x48 160x80 40x20, image-meta 76x38 96x48 160x80 40x20, sharp 57x28 72x36 120x60 40x20, sharp at 96 101x50 128x64 160x80 53x27' ] || { echo changed; exit 1; }
