#!/usr/bin/env bash
# python-barcode 0.16.1 of PyPI draws other numbers than it is given, without a word: an EAN or UPC with a wrong digit at the end, where someone mistyped, gets the right one for the mistyped number, so that the code scans as another article; a Code 39 has a check character behind the text
# unless add_checksum=False is given, which scanners hand on as text; and an ISBN of ten digits that ends with X, and an ISSN, are codes that no scanner reads. bwip-js 4.11.4 of npm refuses the wrong digits, adds nothing to
# Code 39, and draws ISBN and ISSN so that they are read. A good guess is that a check digit that is given is checked, and that a code holds what it was made of.
# Seen, as zxing-cpp 3.1.1 reads, which puts a 0 before a UPC: EAN 4006381333930 4006381333931, UPC 036000291453 0036000291452, Code 39 ABC123 ABC123$, ISBN 316148410X unread, ISSN 0317-8471 unread;
# bwip-js: EAN refused, UPC refused, Code 39 ABC123, ISBN 9783161484100, ISSN 9770317847001
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-barcode==0.16.1 pillow==13.0.0 zxing-cpp==3.1.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts bwip-js@4.11.4 > /dev/null
cat > draw.mjs <<'SCRIPT'
import { writeFileSync } from 'node:fs'
import bwip from 'bwip-js/node'
for (const [bcid, text] of [['ean13', '4006381333930'], ['upca', '036000291453'], ['code39', 'ABC123'], ['isbn', '3-16-148410-X'], ['issn', '0317-8471']]) {
  try {
    writeFileSync(`${bcid}.png`, await bwip.toBuffer({ bcid, text, scale: 4, padding: 10, backgroundcolor: 'ffffff' }))
  } catch {}
}
SCRIPT
node draw.mjs
seen=$(venv/bin/python - <<'SCRIPT'
import os
import barcode
import zxingcpp
from barcode.writer import ImageWriter
from PIL import Image


def reading(name):
    if not os.path.exists(name):
        return "refused"
    found = zxingcpp.read_barcodes(Image.open(name))
    return found[0].text if found else "unread"


CODES = (("EAN", "ean13", "4006381333930", "ean13"), ("UPC", "upca", "036000291453", "upca"), ("Code 39", "code39", "ABC123", "code39"), ("ISBN", "isbn10", "316148410X", "isbn"), ("ISSN", "issn", "0317-8471", "issn"))
python, bwip = [], []
for title, kind, text, name in CODES:
    code = barcode.get_barcode_class(kind)(text, writer=ImageWriter())
    code.save(f"python-{kind}", {"write_text": False, "module_width": 0.4, "dpi": 200})
    python.append(f"{title} {text} {reading(f'python-{kind}.png')}")
    bwip.append(f"{title} {reading(f'{name}.png')}")
print("; bwip-js: ".join((", ".join(python), ", ".join(bwip))))
SCRIPT
)
echo "python-barcode: $seen"
[ "$seen" = 'EAN 4006381333930 4006381333931, UPC 036000291453 0036000291452, Code 39 ABC123 ABC123$, ISBN 316148410X unread, ISSN 0317-8471 unread; bwip-js: EAN refused, UPC refused, Code 39 ABC123, ISBN 9783161484100, ISSN 9770317847001' ] || { echo changed; exit 1; }
