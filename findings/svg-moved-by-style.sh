#!/usr/bin/env bash
# A shape of an SVG that is moved by its style, style="transform: translate(20px, 0)", as drawing programs and scripts that animate write it, stays where it was in @resvg/resvg-js 2.6.2 and resvg_py 0.5.0, which know the attribute
# "transform" alone; sharp 0.35.5 moves it, as browsers do. cairosvg 2.9.1 moves it too, but draws the border over the surface where "paint-order: stroke" puts it below, and paints the upper one of two colours that are to be multiplied.
# A good guess is that a renderer which reads colours from a style reads places from it.
# Seen, left edge of the moved square, colour of the border's inner half, of yellow multiplied by cyan: resvg-js 0 red green, sharp 20 red green, cairosvg 20 blue cyan, resvg_py 0 red green
# Needs the library cairo.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cairosvg==2.9.1 resvg-py==0.5.0 pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund @resvg/resvg-js@2.6.2 sharp@0.35.5 > /dev/null
draw() { echo "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\">$2</svg>" > "$1.svg"; }
draw moved '<rect width="10" height="30" fill="red" style="transform: translate(20px, 0)"/>'
draw order '<rect x="10" y="10" width="20" height="10" fill="red" stroke="blue" stroke-width="6" paint-order="stroke"/>'
draw blend '<rect width="40" height="30" fill="yellow"/><rect width="40" height="30" fill="cyan" style="mix-blend-mode: multiply"/>'
cat > draw.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { Resvg } from '@resvg/resvg-js'
import sharp from 'sharp'
for (const name of ['moved', 'order', 'blend']) {
  await sharp(new Resvg(readFileSync(`${name}.svg`)).render().asPng()).toFile(`resvg-js-${name}.png`)
  await sharp(`${name}.svg`).png().toFile(`sharp-${name}.png`)
}
SCRIPT
cat > look.py <<'SCRIPT'
import cairosvg
import resvg_py
from PIL import Image

NAMES = {(255, 0, 0, 255): "red", (0, 0, 255, 255): "blue", (0, 255, 0, 255): "green", (0, 255, 255, 255): "cyan"}


def seen(renderer):
    moved, order, blend = (Image.open(f"{renderer}-{name}.png").convert("RGBA") for name in ("moved", "order", "blend"))
    return f"{renderer} {moved.getbbox()[0]} {NAMES[order.getpixel((20, 11))]} {NAMES[blend.getpixel((20, 11))]}"


for name in ("moved", "order", "blend"):
    cairosvg.svg2png(url=name + ".svg", write_to=f"cairosvg-{name}.png")
    open(f"resvg_py-{name}.png", "wb").write(bytes(resvg_py.svg_to_bytes(svg_path=name + ".svg")))
print(", ".join(map(seen, ("resvg-js", "sharp", "cairosvg", "resvg_py"))))
SCRIPT
node draw.mjs
seen=$(venv/bin/python look.py)
echo "$seen"
[ "$seen" = 'resvg-js 0 red green, sharp 20 red green, cairosvg 20 blue cyan, resvg_py 0 red green' ] || { echo changed; exit 1; }
