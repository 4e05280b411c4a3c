#!/usr/bin/env bash
# opentype.js 2.0.0 of npm, which draws and measures text with a font, as for a watermark or a picture for sharing, ends in an error for each text of two or more characters in Roboto and in DejaVu Sans: "substitutionType : 62 lookupType: 6 - substFormat: 2 is not yet supported". One
# letter works. Both fonts have a contextual rule for letters with accents (GSUB, type 6, form 2, in "ccmp"), which it asks for although no letter of the text is in it, and a
# form that it does not know is no rule to skip. fontkit 2.0.4 and Pillow 13.0.0 (Raqm) measure all. In DejaVu Sans Mono it works.
# A good guess is that the most common free fonts work in a library of its age, and that what a text does not use cannot stop it.
# Seen, width of "A" and "To" at 100: Roboto: opentype.js 65 Error, fontkit 65 112; DejaVu Sans: opentype.js 68 Error, fontkit 68 105, Pillow 68 105; DejaVu Sans Mono: opentype.js 60 120, fontkit 60 120, Pillow 60 120
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts opentype.js@2.0.0 fontkit@2.0.4 @fontsource/roboto@5.3.0 dejavu-fonts-ttf@2.37.3 > /dev/null
pillow() {
  venv/bin/python -c 'import sys; from PIL import ImageFont; font = ImageFont.truetype(sys.argv[1], 100); print(", Pillow", *(f"{font.getlength(text):.0f}" for text in ("A", "To")))' "$1"
}
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import * as fontkit from 'fontkit'
import opentype from 'opentype.js'
const bytes = readFileSync(process.argv[2])
const plain = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
const kit = fontkit.create(bytes)
const width = measure => {
  try {
    return measure().toFixed(0)
  } catch (error) {
    return error.name
  }
}
const texts = ['A', 'To']
const byOpentype = texts.map(text => width(() => plain.getAdvanceWidth(text, 100)))
const byFontkit = texts.map(text => width(() => (kit.layout(text).advanceWidth / kit.unitsPerEm) * 100))
console.log(`opentype.js ${byOpentype.join(' ')}, fontkit ${byFontkit.join(' ')}`)
SCRIPT
roboto=node_modules/@fontsource/roboto/files/roboto-latin-400-normal.woff
dejavu=node_modules/dejavu-fonts-ttf/ttf
seen="Roboto: $(node look.mjs $roboto)"
for name in 'DejaVu Sans' 'DejaVu Sans Mono'; do
  file=$dejavu/${name// /}.ttf
  seen="$seen; $name: $(node look.mjs "$file")$(pillow "$file" | sed 's/^, */, /')"
done
echo "$seen"
[ "$seen" = 'Roboto: opentype.js 65 Error, fontkit 65 112; DejaVu Sans: opentype.js 68 Error, fontkit 68 105, Pillow 68 105; DejaVu Sans Mono: opentype.js 60 120, fontkit 60 120, Pillow 60 120' ] || { echo changed; exit 1; }
