#!/usr/bin/env bash
# sharp 0.35.5: a sharpened picture that is written as TIFF has eight bits a channel with the default compression (JPEG), and 32-bit
# floating point in scRGB with compression "lzw" or "none". blur() and a picture as it is stay at eight bits whatever the compression.
# The option that says how bytes are packed decides what a pixel is, and a grey of 128 reads as white where scRGB is not known.
# Seen: sharpen jpeg uchar srgb, sharpen lzw float scrgb, sharpen none float scrgb, blur lzw uchar srgb
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 > /dev/null
cat > look.mjs <<'JS'
import sharp from 'sharp'
const grey = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#808080' } }).png().toBuffer()
const look = async (image, compression) => {
  const { depth, space } = await sharp(await image.tiff({ compression }).toBuffer()).metadata()
  return `${compression} ${depth} ${space}`
}
console.log([
  `sharpen ${await look(sharp(grey).sharpen(), 'jpeg')}`,
  `sharpen ${await look(sharp(grey).sharpen(), 'lzw')}`,
  `sharpen ${await look(sharp(grey).sharpen(), 'none')}`,
  `blur ${await look(sharp(grey).blur(3), 'lzw')}`,
].join(', '))
JS
seen=$(node look.mjs)
echo "sharp $(node -p "JSON.parse(require('fs').readFileSync('node_modules/sharp/package.json')).version"): $seen"
[ "$seen" = 'sharpen jpeg uchar srgb, sharpen lzw float scrgb, sharpen none float scrgb, blur lzw uchar srgb' ]
