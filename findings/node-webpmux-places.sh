#!/usr/bin/env bash
# node-webpmux 3.2.1 tells where the frames of an animated WebP stand in the units of the file, which are two pixels: a square that is seen at 20,12 has x 10 and y 6, while its
# width and height are in pixels. What composes frames by these numbers puts each of them half as far from the corner. In the other direction it is the same: a frame that
# is added at x 20 is seen at 40.
# A good guess is that x, y, width and height of one frame are in one unit.
# Seen: squares at 20,12 and 4,2 of 10x10: told 10,6 10x10 and 2,1 10x10; added at 10,6: seen at 20,12
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund node-webpmux@3.2.1 sharp@0.35.5 > /dev/null
cat > look.mjs <<'SCRIPT'
import WebP from 'node-webpmux'
import sharp from 'sharp'
const clear = { r: 0, g: 0, b: 0, alpha: 0 }
const square = { create: { width: 10, height: 10, channels: 3, background: '#f00' } }
const canvas = { create: { width: 60, height: 40, channels: 4, background: clear } }
/** Where the first red pixel of a frame is seen. */
const seenAt = async (animation, page) => {
  const { data, info } = await sharp(animation, { page }).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const first = Array.from({ length: info.width * info.height }, (_, at) => at).find(at => data[at * 4] > 128 && data[at * 4 + 3] > 128)
  return `${first % info.width},${Math.floor(first / info.width)}`
}
const stills = await Promise.all([[20, 12], [4, 2]].map(([left, top]) => sharp(canvas).composite([{ input: square, left, top }]).png().toBuffer()))
const animation = await sharp(stills, { join: { animated: true } }).webp({ lossless: true, delay: [100, 100] }).toBuffer()
const read = new WebP.Image()
await read.load(animation)
const places = [await seenAt(animation, 0), await seenAt(animation, 1)]
const told = read.frames.map(({ x, y, width, height }) => `${x},${y} ${width}x${height}`)
const patch = await sharp(square).webp({ lossless: true }).toBuffer()
const made = await WebP.Image.save(null, {
  width: 60,
  height: 40,
  frames: [await WebP.Image.generateFrame({ buffer: patch, x: 10, y: 6, delay: 100 }), await WebP.Image.generateFrame({ buffer: patch, x: 0, y: 0, delay: 100 })],
})
console.log(`squares at ${places.join(' and ')} of 10x10: told ${told.join(' and ')}; added at 10,6: seen at ${await seenAt(made, 0)}`)
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'squares at 20,12 and 4,2 of 10x10: told 10,6 10x10 and 2,1 10x10; added at 10,6: seen at 20,12' ] || { echo changed; exit 1; }
