#!/usr/bin/env bash
# rotate(picture, 90) of photon 0.3.4 (@silvia-odwyer/photon-node of npm, a crate of Rust in WebAssembly) makes 50x100 of 100x50, and slants the picture three times as for any other angle: the second row and column of what is turned are lost, the last ones are transparent, 248 pixels of 5,000, and all else stands one pixel off.
# By 180 and by 270 it is alike. adjust_contrast() and tint() make whole what was half transparent; inc_brightness() beside them does not. sharp 0.35.5 turns by 90 as one moves pixels.
# A good guess is that a quarter turn, which needs no arithmetic, keeps each pixel.
# Seen: photon 50x100, 248 clear, first in the rows 1 3 4, in the columns 50 47 46; sharp 50x100, 0 clear, first in the rows 1 2 3, in the columns 50 49 48; strength of 128: contrast 255, tint 255, brightness 128
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund @silvia-odwyer/photon-node@0.3.4 sharp@0.35.5 > /dev/null
cat > look.cjs <<'SCRIPT'
const photon = require('@silvia-odwyer/photon-node')
const sharp = require('sharp')
const [width, height] = [100, 50]
const dots = new Uint8Array(width * height * 4)
for (let at = 0; at < width * height; at++) dots.set([(at % width) + 1, Math.floor(at / width) + 1, 0, 255], at * 4)
const told = (wide, high, found) => {
  const clear = found.filter((value, at) => at % 4 === 3 && value === 0).length
  return `${wide}x${high}, ${clear} clear, first in the rows ${[0, 1, 2].map(y => found[y * wide * 4]).join(' ')}, in the columns ${[0, 1, 2].map(x => found[x * 4 + 1]).join(' ')}`
}
const strength = change => {
  const half = new photon.PhotonImage(new Uint8Array(64).fill(128), 4, 4)
  change(half)
  return half.get_raw_pixels()[3]
}
const turned = photon.rotate(new photon.PhotonImage(dots, width, height), 90)
sharp(dots, { raw: { width, height, channels: 4 } }).rotate(90).raw().toBuffer({ resolveWithObject: true }).then(({ data, info }) => {
  const kept = [half => photon.adjust_contrast(half, 30), half => photon.tint(half, 10, 10, 10), half => photon.inc_brightness(half, 10)].map(strength)
  console.log(`photon ${told(turned.get_width(), turned.get_height(), turned.get_raw_pixels())}; sharp ${told(info.width, info.height, data)}; strength of 128: contrast ${kept[0]}, tint ${kept[1]}, brightness ${kept[2]}`)
})
SCRIPT
seen=$(node look.cjs)
echo "$seen"
[ "$seen" = 'photon 50x100, 248 clear, first in the rows 1 3 4, in the columns 50 47 46; sharp 50x100, 0 clear, first in the rows 1 2 3, in the columns 50 49 48; strength of 128: contrast 255, tint 255, brightness 128' ] || { echo changed; exit 1; }
