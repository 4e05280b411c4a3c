#!/usr/bin/env bash
# ZPL, the language of label printers, begins each command with "^" or "~", in the middle of a text too: for a text with one of them there is ^FH, behind which "_5E" stands for "^" (ZPL II Programming Guide, "Field Hexadecimal Indicator"). zpl 0.1.13 and simple_zpl2 0.3.0 of PyPI and jszpl 2.0.1 of npm put the text in as it is: of the size "A^B4"
# the printer draws "A" and takes the rest for the command ^B4, a bar code of its own; prices and names of parts have such letters.
# A good guess is that a package which writes a language escapes texts for it, or refuses what it cannot write.
# Seen: zpl ^FDA^B4^FS, simple_zpl2 ^FDA^B4^FS, jszpl ^FDA^B4^FS; with ^FH none
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check zpl==0.1.13 simple_zpl2==0.3.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts jszpl@2.0.1 > /dev/null
venv/bin/python - <<'SCRIPT' > python.zpl
import simple_zpl2
import zpl

label = zpl.Label(50, 100)
label.origin(1, 1)
label.write_text("A^B4", char_height=3, char_width=3)
label.endorigin()
print(label.dumpZPL().replace("\n", ""))
document = simple_zpl2.ZPLDocument()
document.add_field_data("A^B4")
print(document.zpl_text.replace("\n", ""))
SCRIPT
cat > look.cjs <<'SCRIPT'
const { FontFamily, FontFamilyName, Label, PrintDensity, PrintDensityName, Text } = require('jszpl')
const label = new Label()
label.printDensity = new PrintDensity(PrintDensityName['8dpmm'])
label.width = 100
label.height = 50
const text = new Text()
text.text = 'A^B4'
text.fontFamily = new FontFamily(FontFamilyName.D)
label.content.push(text)
console.log(label.generateZPL().replace(/\n/g, ''))
SCRIPT
node look.cjs > node.zpl
field() { grep -o '\^FD.*^FS' <<< "$1"; }
seen="zpl $(field "$(sed -n 1p python.zpl)"), simple_zpl2 $(field "$(sed -n 2p python.zpl)"), jszpl $(field "$(cat node.zpl)"); with ^FH $(grep -l '\^FH' python.zpl node.zpl || echo none)"
echo "$seen"
[ "$seen" = 'zpl ^FDA^B4^FS, simple_zpl2 ^FDA^B4^FS, jszpl ^FDA^B4^FS; with ^FH none' ] || { echo changed; exit 1; }
