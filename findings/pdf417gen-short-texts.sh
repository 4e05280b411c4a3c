#!/usr/bin/env bash
# encode() of pdf417gen 0.8.1 of PyPI, with its default of six columns, ends in a ValueError for a short text, "Generated bar code has 2 rows. Minimum is 3 rows.", where PDF417 has a filling for rows that are not full: "A" to "ABCDEF" are refused, and "ABCDEFG" and longer texts are drawn, so that a test with a sentence does not show it.
# With one column each is drawn. bwip-js 4.11.4 of npm draws all, as it picks the columns or fills.
# A good guess is that a code that holds two thousand letters holds three without an option.
# Seen, refused of the 7 texts "A" to "ABCDEFG", and of those with one column: pdf417gen A AB ABC ABCD ABCDE ABCDEF, with one column none; bwip-js read 7 of 7
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pdf417gen==0.8.1 zxing-cpp==3.1.1 numpy==2.4.6 pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts bwip-js@4.11.4 > /dev/null
cat > draw.mjs <<'SCRIPT'
import { writeFileSync } from 'node:fs'
import bwip from 'bwip-js'
for (let length = 1; length <= 7; length++) {
  writeFileSync(`${length}.png`, await bwip.toBuffer({ bcid: 'pdf417', text: 'ABCDEFG'.slice(0, length), scale: 3, padding: 15, backgroundcolor: 'FFFFFF' }))
}
SCRIPT
node draw.mjs
cat > look.py <<'SCRIPT'
import pdf417gen
import zxingcpp
from PIL import Image

texts = ["ABCDEFG"[:length] for length in range(1, 8)]

def refused(**options):
    found = []
    for text in texts:
        try:
            picture = pdf417gen.render_image(pdf417gen.encode(text, **options), scale=3).convert("L")
            assert zxingcpp.read_barcodes(picture)[0].text == text
        except ValueError:
            found.append(text)
    return " ".join(found) or "none"

read = sum(zxingcpp.read_barcodes(Image.open(f"{len(text)}.png").convert("L"))[0].text == text for text in texts)
print(f"pdf417gen {refused()}, with one column {refused(columns=1)}; bwip-js read {read} of 7")
SCRIPT
seen=$(venv/bin/python look.py)
echo "$seen"
[ "$seen" = 'pdf417gen A AB ABC ABCD ABCDE ABCDEF, with one column none; bwip-js read 7 of 7' ] || { echo changed; exit 1; }
