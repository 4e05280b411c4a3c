#!/usr/bin/env bash
# chroma-js 3.2.0 of npm rounds the strength of a colour to hundredths when it reads "#rrggbbaa", and there are 256 of them: of the 256 that "#ff0000aa" can have 155 come back as another one, the faintest, 01, as wholly transparent, and fe as a red without transparency. color 5.0.3, culori
# 4.0.2 and colorjs.io 0.7.1 write all as they read them, and d3-color 3.1.1 all but 00, whose colour it drops.
# A good guess is that a colour in eight digits is read and written unchanged, since each pair of digits is a number of one byte.
# Seen, changed of 256: chroma-js 155, color 0, culori 0, colorjs.io 0, d3-color 1; chroma-js: #00000001 #00000000, #000000fe #000000, #ffff0088 #ffff0087
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts chroma-js@3.2.0 color@5.0.3 culori@4.0.2 colorjs.io@0.7.1 d3-color@3.1.1 > /dev/null
cat > look.mjs <<'SCRIPT'
import chroma from 'chroma-js'
import Color from 'color'
import ColorJs from 'colorjs.io'
import { formatHex8 } from 'culori'
import { color as d3 } from 'd3-color'
const all = Array.from({ length: 256 }, (_, alpha) => `#f1e2d3${alpha.toString(16).padStart(2, '0')}`)
const whole = text => text.toLowerCase().padEnd(9, 'f')
const readers = {
  'chroma-js': text => chroma(text).hex(),
  color: text => Color(text).hexa(),
  culori: formatHex8,
  'colorjs.io': text => new ColorJs(text).to('srgb').toString({ format: 'hex', collapse: false }),
  'd3-color': text => d3(text).formatHex8()
}
const counts = Object.entries(readers).map(([name, write]) => `${name} ${all.filter(text => whole(write(text)) !== text).length}`)
const three = ['#00000001', '#000000fe', '#ffff0088'].map(text => `${text} ${chroma(text).hex()}`)
console.log(`${counts.join(', ')}; chroma-js: ${three.join(', ')}`)
SCRIPT
seen=$(node look.mjs)
echo "Changed of 256: $seen"
[ "$seen" = 'chroma-js 155, color 0, culori 0, colorjs.io 0, d3-color 1; chroma-js: #00000001 #00000000, #000000fe #000000, #ffff0088 #ffff0087' ] || { echo changed; exit 1; }
