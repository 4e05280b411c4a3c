#!/usr/bin/env bash
# The last two digits of "#rrggbbaa" are how strong the colour is in CSS (CSS Color 4, 5.2), in ImageMagick, in Pillow and in sharp. To GraphicsMagick (1.3.40 of Debian 12), the fork of ImageMagick of which its commands are, they are how clear it is:
# "#ff0000ff", a whole red, draws nothing, and "#ff000000" a whole red; "#f008" and "#f00f" alike. And the last part of rgba() is a number up to 255: "rgba(255,0,0,0.5)" is whole. No message says so.
# A good guess is that a colour of CSS which is taken means what it means in CSS: a frame, a ground or a watermark in a colour of a style guide is not there at all, or hides the picture.
# Seen, strength of red of 255: #ff0000ff 0, #ff000000 255, #ff000040 191, #f00f 0, rgba(255,0,0,0.5) 255; Pillow 255 0 64 255; sharp 255 0 64 255 128
# Needs graphicsmagick.
set -euo pipefail
gm version 2> /dev/null | grep -q '^GraphicsMagick 1\.3\.40 ' || { echo 'skipped: no GraphicsMagick 1.3.40 (graphicsmagick of Debian 12)'; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 > /dev/null
colours=('#ff0000ff' '#ff000000' '#ff000040' '#f00f' 'rgba(255,0,0,0.5)')
seen=''
for colour in "${colours[@]}"; do
  gm convert -size 1x1 "xc:$colour" dot.png
  seen="$seen$colour $(venv/bin/python -c 'from PIL import Image; print(Image.open("dot.png").convert("RGBA").getpixel((0, 0))[3])'), "
done
cat > look.cjs <<'SCRIPT'
const sharp = require('sharp')
const strength = async background => (await sharp({ create: { width: 1, height: 1, channels: 4, background } }).raw().toBuffer())[3]
Promise.all(process.argv.slice(2).map(strength)).then(found => console.log(`sharp ${found.join(' ')}`))
SCRIPT
pillow=$(venv/bin/python -c 'import sys; from PIL import ImageColor; print("Pillow", *(ImageColor.getcolor(colour, "RGBA")[3] for colour in sys.argv[1:]))' "${colours[@]:0:4}")
seen="${seen%, }; $pillow; $(node look.cjs "${colours[@]}")"
echo "$seen"
[ "$seen" = '#ff0000ff 0, #ff000000 255, #ff000040 191, #f00f 0, rgba(255,0,0,0.5) 255; Pillow 255 0 64 255; sharp 255 0 64 255 128' ] || { echo changed; exit 1; }
