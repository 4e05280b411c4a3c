#!/usr/bin/env bash
# A hyphen that keeps a range on one line, "10‑20", is no letter in a DOCX but an element (w:noBreakHyphen, ISO/IEC 29500-1, 17.3.3.18). docx2txt 0.9 and docx2python 3.7.1 of PyPI and word-extractor 1.0.4 and officeparser 7.8.0 of npm leave it out: the text is "1020", another number. They also have what a reviewer moved at both places, the old one too
# (w:moveFrom), where they know what was deleted. python-docx 1.2.0 has the hyphen, and neither what was moved or inserted, nor a date in a field, nor what is in a control for filling in; mammoth 1.13.0 lacks the field alone.
# A good guess is that the text of a document is what Word shows and prints, or that what is not known leaves a blank.
# Seen: docx2txt 1020 old new added today chosen; docx2python 1020 old new added today chosen; python-docx 10-20; mammoth 10‑20 new added chosen; word-extractor 1020 old new added today chosen; officeparser 1020 old new added today chosen
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-docx==1.2.0 docx2txt==0.9 docx2python==3.7.1 mammoth==1.13.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts officeparser@7.8.0 word-extractor@1.0.4 > /dev/null
cat > look.py <<'SCRIPT'
import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

document = docx.Document()
run = "<w:r><w:t>{}</w:t></w:r>"
marked = '<w:{0} w:id="{1}" w:author="a" w:date="2026-11-28T10:00:00Z">' + run.format("{2}") + "</w:{0}>"
paragraphs = [
    "<w:r><w:t>10</w:t><w:noBreakHyphen/><w:t>20</w:t></w:r>",
    marked.format("moveFrom", 1, "old"),
    marked.format("moveTo", 2, "new"),
    marked.format("ins", 3, "added"),
    '<w:fldSimple w:instr=" DATE ">' + run.format("today") + "</w:fldSimple>",
    "<w:sdt><w:sdtContent>" + run.format("chosen") + "</w:sdtContent></w:sdt>",
]
for place, paragraph in enumerate(paragraphs):
    document.element.body.insert(place, parse_xml(f"<w:p {nsdecls('w')}>{paragraph}</w:p>"))
document.save("a.docx")
texts = {
    "docx2txt": docx2txt.process("a.docx"),
    "docx2python": docx2python("a.docx").text,
    "python-docx": "\n".join(paragraph.text for paragraph in docx.Document("a.docx").paragraphs),
    "mammoth": mammoth.extract_raw_text(open("a.docx", "rb")).value,
}
print("; ".join(f"{name} {' '.join(text.split())}" for name, text in texts.items()))
SCRIPT
python=$(venv/bin/python -W ignore look.py)
cat > look.mjs <<'SCRIPT'
import officeparser from 'officeparser'
import Extractor from 'word-extractor'
const one = await new Extractor().extract('a.docx')
const parse = officeparser.parseOfficeAsync ?? officeparser.parseOffice
const other = await parse('a.docx')
const text = typeof other === 'string' ? other : other.toText()
console.log(`word-extractor ${one.getBody().split(/\s+/).filter(Boolean).join(' ')}; officeparser ${text.split(/\s+/).filter(Boolean).join(' ')}`)
process.exit()
SCRIPT
seen="$python; $(node look.mjs)"
echo "$seen"
[ "$seen" = 'docx2txt 1020 old new added today chosen; docx2python 1020 old new added today chosen; python-docx 10-20; mammoth 10‑20 new added chosen; word-extractor 1020 old new added today chosen; officeparser 1020 old new added today chosen' ] || { echo changed; exit 1; }
