#!/usr/bin/env bash
# A frame of 60 frames a second lasts 16.67 ms, and GIF counts hundredths. gifenc 1.0.3 and gif-encoder-2 1.0.5 round to 20 ms; modern-gif 2.1.0 cuts to 10 ms, and viewers play
# frames of 10 ms at 100 ms: the animation that should be a little slow plays six times too slow. Its 5 ms become 0, which viewers take alike.
# A good guess is that encoders round to the nearest hundredth.
# Seen, of 16.67 25 34 5 ms: gifenc 20 30 30 10, gif-encoder-2 20 30 30 10, modern-gif 10 20 30 0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts gifenc@1.0.3 gif-encoder-2@1.0.5 modern-gif@2.1.0 > /dev/null
cat > look.mjs <<'SCRIPT'
import gifenc from 'gifenc'
import Encoder from 'gif-encoder-2'
import { encode } from 'modern-gif'
const delays = [1000 / 60, 25, 34, 5]
const pixels = index => new Uint8Array(64).map((_, at) => (at % 4 === 3 ? 255 : index * 30))
// The delay stands in the fifth and sixth byte of a graphic control extension.
const delaysIn = data => {
  const bytes = Buffer.from(data)
  const found = []
  for (let at = bytes.indexOf('21f904', 0, 'hex'); at >= 0; at = bytes.indexOf('21f904', at + 1, 'hex')) found.push(bytes.readUInt16LE(at + 4) * 10)
  return found.join(' ')
}
const first = gifenc.GIFEncoder()
const second = new Encoder(4, 4)
second.start()
for (const [index, delay] of delays.entries()) {
  const palette = gifenc.quantize(pixels(index), 16)
  first.writeFrame(gifenc.applyPalette(pixels(index), palette), 4, 4, { palette, delay })
  second.setDelay(delay)
  second.addFrame(pixels(index))
}
first.finish()
second.finish()
const third = await encode({ width: 4, height: 4, frames: delays.map((delay, index) => ({ data: pixels(index), delay })) })
console.log(`gifenc ${delaysIn(first.bytes())}, gif-encoder-2 ${delaysIn(second.out.getData())}, modern-gif ${delaysIn(third)}`)
SCRIPT
seen=$(node look.mjs)
echo "gifenc 1.0.3, gif-encoder-2 1.0.5, modern-gif 2.1.0: $seen"
[ "$seen" = 'gifenc 20 30 30 10, gif-encoder-2 20 30 30 10, modern-gif 10 20 30 0' ] || { echo changed; exit 1; }
