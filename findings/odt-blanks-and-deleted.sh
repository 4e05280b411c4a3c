#!/usr/bin/env bash
# More than one blank is an element in an ODT, "<text:s text:c="3"/>", and so is one at the end of a piece with its own look (OpenDocument 1.2, part 1, 6.1.3). odt2txt 0.5 of Debian 12 leaves it out altogether, so that two words, two numbers, become one: "10   20" is "1020". What was deleted while changes were
# tracked stands in front of the text (5.5.4); odt2txt prints it, with its author and its time, as the beginning of the document. get_formatted_text() of odfdo 3.27.3 of PyPI glues them
# too, though its inner_text has the blanks, and leaves what was deleted out. odfpy 1.4.1 of PyPI has the blanks, and hands out what was deleted as a paragraph like each other.
# A good guess is that a program which makes text of this one format makes a blank of the format's blank.
# Seen: odt2txt [a2026-11-28T10:00:00gone 1020]; odfpy [gone 10   20]; odfdo [1020], inner_text [10   20]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq odt2txt 2> /dev/null
dpkg -x odt2txt_*.deb .
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check odfpy==1.4.1 odfdo==3.27.3
cat > look.py <<'SCRIPT'
import zipfile
from odf import teletype, text
from odf.opendocument import load
from odfdo import Document

spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
change = '<office:change-info><dc:creator>a</dc:creator><dc:date>2026-11-28T10:00:00</dc:date></office:change-info>'
changes = f'<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>{change}<text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>'
body = f'<office:body><office:text>{changes}<text:p>10<text:s text:c="3"/>20<text:change text:change-id="c1"/></text:p></office:text></office:body>'
content = f'<?xml version="1.0"?><office:document-content {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2">{body}</office:document-content>'
entries = '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
with zipfile.ZipFile("a.odt", "w") as file:
    file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    file.writestr("content.xml", content)
    file.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.2">{entries}</m:manifest>')
paragraphs = [teletype.extractText(paragraph) for paragraph in load("a.odt").getElementsByType(text.P)]
document = Document("a.odt")
print(f"odfpy [{' '.join(paragraphs)}]; odfdo [{document.get_formatted_text().strip()}], inner_text [{document.body.paragraphs[-1].inner_text}]")
SCRIPT
python=$(venv/bin/python -W ignore look.py)
seen="odt2txt [$(LC_ALL=C.UTF-8 usr/bin/odt2txt.odt2txt a.odt | tr -s ' \n' ' ' | sed 's/^ //; s/ $//')]; $python"
echo "$seen"
[ "$seen" = 'odt2txt [a2026-11-28T10:00:00gone 1020]; odfpy [gone 10   20]; odfdo [1020], inner_text [10   20]' ] || { echo changed; exit 1; }
