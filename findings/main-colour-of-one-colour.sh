#!/usr/bin/env bash
# What is the main colour of a picture that is all of one colour? Red (255,0,0) is 252,4,4 to colorthief 0.2.1 of PyPI and #fc0404 to node-vibrant 4.0.4, which count in steps of eight and answer with the middle of a step; black is 4,4,4. White is an exception to
# colorthief, and has no colour in node-vibrant, to which black on the other hand has the vibrant colour #7f7f7f. colorthief 3.5.0 of npm, extract-colors 4.2.1 and colorgram.py 1.2.0 answer with the colour.
# A good guess is that a picture of one colour has that colour, and a grey that is not in the picture is in no answer.
# Seen, red, white, black: colorthief of PyPI 252,4,4 Exception 4,4,4; colorgram 255,0,0 255,255,255 0,0,0; node-vibrant #fc0404 nothing #7f7f7f; colorthief of npm 255,0,0 255,255,255 0,0,0; extract-colors #ff0000 #ffffff #000000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 colorthief==0.2.1 colorgram.py==1.2.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund colorthief@3.5.0 node-vibrant@4.0.4 extract-colors@4.2.1 sharp@0.35.5 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import colorgram
import colorthief
from PIL import Image

thief, gram = [], []
for name, colour in (("red", (255, 0, 0)), ("white", (255, 255, 255)), ("black", (0, 0, 0))):
    Image.new("RGB", (64, 40), colour).save(name + ".png")
    try:
        thief.append(",".join(map(str, colorthief.ColorThief(name + ".png").get_color(quality=1))))
    except Exception as error:
        thief.append(type(error).__name__)
    gram.append(",".join(str(part) for part in colorgram.extract(name + ".png", 1)[0].rgb))
print("colorthief of PyPI", *thief, end="; ")
print("colorgram", *gram)
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { getColor } from 'colorthief'
import { extractColors } from 'extract-colors'
import { Vibrant } from 'node-vibrant/node'
import sharp from 'sharp'
const names = ['red', 'white', 'black']
const vibrant = name => Vibrant.from(`${name}.png`).getPalette().then(palette => palette.Vibrant?.hex ?? 'nothing')
const thief = name => getColor(`${name}.png`).then(colour => `${colour.rgb().r},${colour.rgb().g},${colour.rgb().b}`)
const extract = async name => {
  const { data, info } = await sharp(`${name}.png`).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return (await extractColors({ data: [...data], width: info.width, height: info.height }))[0].hex
}
const of = async look => (await Promise.all(names.map(look))).join(' ')
console.log(`node-vibrant ${await of(vibrant)}; colorthief of npm ${await of(thief)}; extract-colors ${await of(extract)}`)
SCRIPT
seen="$python; $(node look.mjs)"
echo "$seen"
[ "$seen" = 'colorthief of PyPI 252,4,4 Exception 4,4,4; colorgram 255,0,0 255,255,255 0,0,0; node-vibrant #fc0404 nothing #7f7f7f; colorthief of npm 255,0,0 255,255,255 0,0,0; extract-colors #ff0000 #ffffff #000000' ] || { echo changed; exit 1; }
