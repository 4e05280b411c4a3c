#!/usr/bin/env bash
# Code 93 has two check characters, which each code has and which readers ask for. bwip-js 4.11.4 of npm, with all texts, draws it without them unless "includecheck" is given, and no reader finds a code in the picture; the check of Code 128, which nobody can leave out either, it always draws. An odd number of digits as Interleaved 2 of 5
# is another number, with a 0 in front, without a word. jsbarcode 3.12.3 of npm draws both checks of Code 93 always, and refuses the odd number.
# A good guess is that what a code has to have is there by default, as an option is for what may be left out.
# Seen, as zxing-cpp 3.1.1 reads: bwip-js Code 93 unread, with includecheck AB-12, Code 128 AB-12, 12345 012345; jsbarcode Code 93 AB-12, 12345 refused
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 zxing-cpp==3.1.1 numpy==2.4.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts bwip-js@4.11.4 jsbarcode@3.12.3 > /dev/null
cat > draw.mjs <<'SCRIPT'
import { writeFileSync } from 'node:fs'
import bwip from 'bwip-js'
import JsBarcode from 'jsbarcode'
const drawn = { bcid: 'code93', text: 'AB-12', scale: 4, padding: 15, backgroundcolor: 'FFFFFF' }
writeFileSync('plain.png', await bwip.toBuffer(drawn))
writeFileSync('checked.png', await bwip.toBuffer({ ...drawn, includecheck: true }))
writeFileSync('128.png', await bwip.toBuffer({ ...drawn, bcid: 'code128' }))
writeFileSync('odd.png', await bwip.toBuffer({ ...drawn, bcid: 'interleaved2of5', text: '12345' }))
const bits = (text, format) => {
  const target = {}
  JsBarcode(target, text, { format, valid: valid => { target.valid = valid } })
  return target.valid ? target.encodings.map(({ data }) => data).join('') : ''
}
writeFileSync('bits.json', JSON.stringify([bits('AB-12', 'CODE93'), bits('12345', 'ITF')]))
SCRIPT
node draw.mjs
cat > look.py <<'SCRIPT'
import json
import numpy
import zxingcpp
from PIL import Image

def read(picture):
    return " ".join(found.text for found in zxingcpp.read_barcodes(picture)) or "unread"

def lines(bits):
    return numpy.pad(numpy.array([[0 if bit == "1" else 255 for bit in bits]], numpy.uint8), ((0, 0), (20, 20)), constant_values=255).repeat(100, 0).repeat(4, 1)

plain, checked, other, odd = (read(Image.open(f"{name}.png").convert("L")) for name in ("plain", "checked", "128", "odd"))
jsbarcode = [read(lines(bits)) if bits else "refused" for bits in json.load(open("bits.json"))]
print(f"bwip-js Code 93 {plain}, with includecheck {checked}, Code 128 {other}, 12345 {odd}; jsbarcode Code 93 {jsbarcode[0]}, 12345 {jsbarcode[1]}")
SCRIPT
seen=$(venv/bin/python look.py)
echo "$seen"
[ "$seen" = 'bwip-js Code 93 unread, with includecheck AB-12, Code 128 AB-12, 12345 012345; jsbarcode Code 93 AB-12, 12345 refused' ] || { echo changed; exit 1; }
