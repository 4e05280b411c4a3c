#!/usr/bin/env bash
# quantize 1.0.2 of npm, the palette below most thieves of colours, fills up a palette with boxes that have no pixel in them where a picture has fewer colours than are asked for, and the middle of such a box may be 256, which no byte holds: of white, five colours are 252,252,252 and four times 256,252,252. Put into the bytes
# of a GIF or a canvas, or written as hexadecimal digits, that is a cyan of 0,252,252, or "#100fcfc". Of black and white it gives three colours where two are asked for. A colour of 256 does not come from the picture in any case.
# A good guess is that a palette has at most as many colours as are asked for, and that each is one of 0 to 255.
# Seen: white of 5: 252,252,252 256,252,252 256,252,252 256,252,252 256,252,252; black and white of 2: 252,252,252 4,4,4 188,256,128; in bytes 0,252,252
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts quantize@1.0.2 > /dev/null
cat > look.mjs <<'SCRIPT'
import quantize from 'quantize'
const pixels = colours => Array.from({ length: 1000 }, (_, index) => colours[index % colours.length])
const palette = (colours, count) => quantize(pixels(colours), count).palette()
const print = found => found.map(colour => colour.join()).join(' ')
const [, second] = palette([[255, 255, 255]], 5)
console.log(`white of 5: ${print(palette([[255, 255, 255]], 5))}; black and white of 2: ${print(palette([[255, 255, 255], [0, 0, 0]], 2))}; in bytes ${new Uint8Array(second).join()}`)
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'white of 5: 252,252,252 256,252,252 256,252,252 256,252,252 256,252,252; black and white of 2: 252,252,252 4,4,4 188,256,128; in bytes 0,252,252' ] || { echo changed; exit 1; }
