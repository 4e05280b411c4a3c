#!/usr/bin/env bash
# sharp 0.35.5: a picture with an EXIF orientation that is written as AVIF without asking for metadata is turned all the same: the
# file carries the turn, and readers swap its sides. Written as JPEG, PNG or WebP it lies as it is stored. A guess from memory
# ("metadata is dropped unless it is asked for") gets AVIF wrong.
# Seen: avif 40x64, jpeg 64x40, png 64x40, webp 64x40
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 > /dev/null
cat > look.mjs <<'JS'
import sharp from 'sharp'
const data = Buffer.alloc(64 * 40 * 3, 120)
const source = await sharp(data, { raw: { width: 64, height: 40, channels: 3 } }).withMetadata({ orientation: 6 }).jpeg().toBuffer()
const sizes = []
for (const format of ['avif', 'jpeg', 'png', 'webp']) {
  const { width, height } = await sharp(await sharp(source).toFormat(format).toBuffer()).metadata()
  sizes.push(`${format} ${width}x${height}`)
}
console.log(sizes.join(', '))
JS
seen=$(node look.mjs)
echo "sharp $(node -p "JSON.parse(require('fs').readFileSync('node_modules/sharp/package.json')).version"): $seen"
[ "$seen" = 'avif 40x64, jpeg 64x40, png 64x40, webp 64x40' ]
