#!/usr/bin/env bash
# An SVG with a width of 80, a viewBox of 40 by 30 and no height is 80x60: the missing side follows the shape of the box (CSS, "replaced elements with an intrinsic ratio"). @resvg/resvg-js 2.6.2 and cairosvg 2.9.1 make it 80x30, with the
# drawing small in the middle; sharp 0.35.5, and resvg_py 0.5.0, which is a later resvg, draw 80x60, and image-size 2.1.0 says so.
# A good guess is that one side and a viewBox are enough for each renderer.
# Seen of a width of 80, of a height of 60: resvg-js 80x30 40x60, sharp 80x60 80x60, image-size 80x60 80x60, cairosvg 80x30 40x60, resvg_py 80x60 80x60
# Needs the library cairo.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cairosvg==2.9.1 resvg-py==0.5.0 pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 @resvg/resvg-js@2.6.2 image-size@2.1.0 > /dev/null
for side in width=\"80\" height=\"60\"; do
  echo "<svg xmlns=\"http://www.w3.org/2000/svg\" $side viewBox=\"0 0 40 30\"><rect width=\"40\" height=\"30\" fill=\"red\"/></svg>" > "${side%%=*}.svg"
done
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { Resvg } from '@resvg/resvg-js'
import { imageSize } from 'image-size'
import sharp from 'sharp'
const files = ['width.svg', 'height.svg'].map(name => readFileSync(name))
const sides = ({ width, height }) => `${width}x${height}`
const found = {
  'resvg-js': files.map(file => sides(new Resvg(file).render())),
  sharp: await Promise.all(files.map(async file => sides((await sharp(file).png().toBuffer({ resolveWithObject: true })).info))),
  'image-size': files.map(file => sides(imageSize(file))),
}
console.log(Object.entries(found).map(([name, all]) => `${name} ${all.join(' ')}`).join(', '))
SCRIPT
cat > look.py <<'SCRIPT'
import io
import cairosvg
import resvg_py
from PIL import Image


def sides(data):
    return "{}x{}".format(*Image.open(io.BytesIO(bytes(data))).size)


texts = [open(name).read() for name in ("width.svg", "height.svg")]
print("cairosvg", *(sides(cairosvg.svg2png(bytestring=text.encode())) for text in texts), end=", ")
print("resvg_py", *(sides(resvg_py.svg_to_bytes(svg_string=text)) for text in texts))
SCRIPT
seen="$(node look.mjs), $(venv/bin/python look.py)"
echo "$seen"
[ "$seen" = 'resvg-js 80x30 40x60, sharp 80x60 80x60, image-size 80x60 80x60, cairosvg 80x30 40x60, resvg_py 80x60 80x60' ] || { echo changed; exit 1; }
