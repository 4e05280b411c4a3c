#!/usr/bin/env bash
# exifr 7.1.3 of npm makes numbers and truth values of the texts of XMP that look like them: the headline "007" is 7, "1e3" 1000, "0x10" 16, the title "12345678901234567890" another number, the keyword "007" 7, and "True" is true. And it leaves "&amp;" and "&lt;" as they stand in the XML, so that "a & b" is "a &amp; b".
# ExifReader 4.46.0 of npm and pyexiv2 2.16.0 of PyPI hand out the texts.
# A good guess is that a reader of metadata decodes XML, and that a headline stays a text, as XMP has no numbers but by the names of its fields.
# Seen of 007, 1e3, True, 0x10, a & b <c>, 12345678901234567890: exifr 7, 1000, true, 16, "a &amp; b &lt;c&gt;", 12345678901234567000; ExifReader "007", "1e3", "True", "0x10", "a & b <c>", "12345678901234567890"; pyexiv2 the same
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 pyexiv2==2.16.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts exifr@7.1.3 exifreader@4.46.0 > /dev/null
cat > draw.py <<'SCRIPT'
from PIL import Image
PACKET = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 photoshop:Headline="007" photoshop:City="1e3" photoshop:Country="True" photoshop:Source="0x10" photoshop:Instructions="a &amp; b &lt;c&gt;" photoshop:Credit="12345678901234567890"/></rdf:RDF></x:xmpmeta>"""
Image.new("RGB", (16, 16), "red").save("a.jpg", xmp=PACKET.encode())
SCRIPT
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import exifr from 'exifr'
import ExifReader from 'exifreader'
const bytes = readFileSync('a.jpg')
const names = ['Headline', 'City', 'Country', 'Source', 'Instructions', 'Credit']
const byExifr = await exifr.parse(bytes, { xmp: true })
const byReader = ExifReader.load(bytes)
const words = values => values.map(value => JSON.stringify(value)).join(', ')
console.log(`exifr ${words(names.map(name => byExifr[name]))}; ExifReader ${words(names.map(name => byReader[name].value))}`)
SCRIPT
venv/bin/python draw.py
python=$(venv/bin/python - <<'SCRIPT'
import json
import pyexiv2
found = pyexiv2.Image("a.jpg").read_xmp()
print("pyexiv2", ", ".join(json.dumps(found[f"Xmp.photoshop.{name}"]) for name in ("Headline", "City", "Country", "Source", "Instructions", "Credit")))
SCRIPT
)
seen="$(node look.mjs); $python"
echo "$seen"
[ "$seen" = 'exifr 7, 1000, true, 16, "a &amp; b &lt;c&gt;", 12345678901234567000; ExifReader "007", "1e3", "True", "0x10", "a & b <c>", "12345678901234567890"; pyexiv2 "007", "1e3", "True", "0x10", "a & b <c>", "12345678901234567890"' ] || { echo changed; exit 1; }
