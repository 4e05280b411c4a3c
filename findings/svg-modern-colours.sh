#!/usr/bin/env bash
# What programs that draw in browsers write today for a red of half the strength, "hsl(0 100% 50% / 50%)", is black in @resvg/resvg-js 2.6.2, resvg_py 0.5.0 and cairosvg 2.9.1, without a word; "#ff000080" is a whole red in cairosvg. And of "fill: red
# !important" in a style sheet resvg-js takes the attribute "style" that is weaker. sharp 0.35.5 draws all three as browsers do.
# A good guess is that a colour which is not known leaves the shape out or is refused, and that the two resvgs agree.
# Seen of hsl, #ff000080, !important: resvg-js 0,0,0,255 255,0,0,128 0,0,255,255, sharp 255,0,0,128 255,0,0,128 255,0,0,255, cairosvg 0,0,0,255 255,0,0,255 255,0,0,255, resvg_py 0,0,0,255 255,0,0,128 255,0,0,255
# Needs the library cairo.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cairosvg==2.9.1 resvg-py==0.5.0 pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 @resvg/resvg-js@2.6.2 > /dev/null
draw() { echo "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\">$2</svg>" > "$1.svg"; }
draw hsl '<rect width="8" height="8" fill="hsl(0 100% 50% / 50%)"/>'
draw hexadecimal '<rect width="8" height="8" fill="#ff000080"/>'
draw important '<style>rect { fill: red !important }</style><rect width="8" height="8" style="fill: blue"/>'
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { Resvg } from '@resvg/resvg-js'
import sharp from 'sharp'
const first = async picture => [...(await sharp(picture).ensureAlpha().raw().toBuffer()).subarray(0, 4)].join()
const files = ['hsl.svg', 'hexadecimal.svg', 'important.svg'].map(name => readFileSync(name))
const resvg = await Promise.all(files.map(file => first(new Resvg(file).render().asPng())))
console.log(`resvg-js ${resvg.join(' ')}, sharp ${(await Promise.all(files.map(first))).join(' ')}`)
SCRIPT
cat > look.py <<'SCRIPT'
import io
import cairosvg
import resvg_py
from PIL import Image


def first(data):
    return ",".join(map(str, Image.open(io.BytesIO(bytes(data))).convert("RGBA").getpixel((0, 0))))


texts = [open(name + ".svg").read() for name in ("hsl", "hexadecimal", "important")]
print("cairosvg", *(first(cairosvg.svg2png(bytestring=text.encode())) for text in texts), end=", ")
print("resvg_py", *(first(resvg_py.svg_to_bytes(svg_string=text)) for text in texts))
SCRIPT
seen="$(node look.mjs), $(venv/bin/python look.py)"
echo "$seen"
[ "$seen" = 'resvg-js 0,0,0,255 255,0,0,128 0,0,255,255, sharp 255,0,0,128 255,0,0,128 255,0,0,255, cairosvg 0,0,0,255 255,0,0,255 255,0,0,255, resvg_py 0,0,0,255 255,0,0,128 255,0,0,255' ] || { echo changed; exit 1; }
