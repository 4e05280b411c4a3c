#!/usr/bin/env bash
# image-q 4.0.0 of npm, told to find a palette by NeuQuant, makes a picture in which each pixel is opaque a little transparent: strengths of 250 to 254 out of 255 in most of a soft ramp, and of 249 and more in a third of it with the variant in floating point, since alpha is learned like the three colours and never quite reached. As a PNG with a palette
# it gets a list of strengths, and over another ground its own colour shines through; as a GIF, where a pixel is opaque or not, it depends on the limit of the encoder. By "wuquant", its default, and "rgbquant" all pixels are opaque.
# A good guess is that what is 255 throughout stays 255, as it lies in each sample.
# Seen of 1,024 opaque pixels and 256 colours, not opaque and the least strength: neuquant 973 250, neuquant-float 343 249, rgbquant 0 255, wuquant 0 255
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts image-q@4.0.0 > /dev/null
cat > look.mjs <<'SCRIPT'
import * as imageq from 'image-q'
const side = 32
const bytes = new Uint8Array(side * side * 4)
for (let index = 0; index < side * side; index++) bytes.set([index % side * 8, Math.floor(index / side) * 8, 120, 255], index * 4)
const alphas = paletteQuantization => {
  const points = imageq.utils.PointContainer.fromUint8Array(bytes, side, side)
  const palette = imageq.buildPaletteSync([points], { paletteQuantization, colors: 256 })
  return imageq.applyPaletteSync(points, palette, { imageQuantization: 'nearest' }).toUint8Array().filter((_, index) => index % 4 === 3)
}
console.log(['neuquant', 'neuquant-float', 'rgbquant', 'wuquant'].map(name => {
  const found = alphas(name)
  return `${name} ${found.filter(alpha => alpha < 255).length} ${Math.min(...found)}`
}).join(', '))
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'neuquant 973 250, neuquant-float 343 249, rgbquant 0 255, wuquant 0 255' ] || { echo changed; exit 1; }
