#!/usr/bin/env bash
# "rgb(300, 0, 0)", as computed styles and programs that brighten colours leave it, is the full red in CSS, which cuts each number to 255 where it is read (CSS Color 4, 4.1.1 of rgb()). colorjs.io 0.7.1 of npm and coloraide 8.13.1 of PyPI keep the 300 and fit it into sRGB by lightness when they write it, each by a way of its
# own: two kinds of pink. tinycss2 1.5.1 of PyPI hands out 1.18, and Pillow 13.0.0 300 from getrgb(). color 5.0.3, chroma-js 3.2.0, culori 4.0.2, d3-color 3.1.1 and lightningcss 1.33.0 of npm write red.
# A good guess is that a reader of CSS colours gives the red that a browser shows.
# Seen: colorjs.io #ff604f, color #FF0000, chroma-js #ff0000, culori #ff0000, d3-color #ff0000, lightningcss red; coloraide #ff6c5b, tinycss2 1.18, Pillow 300
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check coloraide==8.13.1 tinycss2==1.5.1 pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts colorjs.io@0.7.1 color@5.0.3 chroma-js@3.2.0 culori@4.0.2 d3-color@3.1.1 lightningcss@1.33.0 > /dev/null
cat > look.mjs <<'SCRIPT'
import chroma from 'chroma-js'
import Color from 'color'
import ColorJs from 'colorjs.io'
import { formatHex } from 'culori'
import { color as d3 } from 'd3-color'
import { transform } from 'lightningcss'
const text = 'rgb(300, 0, 0)'
const css = transform({ filename: 'a.css', code: Buffer.from(`a{color:${text}}`), minify: true }).code.toString()
console.log(`colorjs.io ${new ColorJs(text).toString({ format: 'hex' })}, color ${Color(text).hex()}, chroma-js ${chroma(text).hex()}, culori ${formatHex(text)}, d3-color ${d3(text).formatHex()}, lightningcss ${css.match(/color:([^}]*)/)[1]}`)
SCRIPT
python=$(venv/bin/python - <<'SCRIPT'
from coloraide import Color
from PIL import ImageColor
from tinycss2.color4 import parse_color
print("coloraide", Color("rgb(300, 0, 0)").to_string(hex=True), end=", ")
print(f"tinycss2 {parse_color('rgb(300, 0, 0)').coordinates[0]:.2f}, Pillow {ImageColor.getrgb('rgb(300, 0, 0)')[0]}")
SCRIPT
)
seen="$(node look.mjs); $python"
echo "$seen"
[ "$seen" = 'colorjs.io #ff604f, color #FF0000, chroma-js #ff0000, culori #ff0000, d3-color #ff0000, lightningcss red; coloraide #ff6c5b, tinycss2 1.18, Pillow 300' ] || { echo changed; exit 1; }
