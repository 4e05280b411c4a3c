#!/usr/bin/env bash
# A PNG may have sixteen bits a colour, as cameras, scanners and programs of medicine write grey. Put into a PDF by fpdf2 2.8.9 and by reportlab 5.1.0 of PyPI, which read it with Pillow, a middle grey of 32768 is white: the numbers are cut off at 255 instead of made smaller, and of a picture
# all is white but what was nearly black. jsPDF 4.2.1 of npm is right in grey, and leaves the page empty where sixteen bits have an alpha, grey or coloured. pdfkit 0.20.2 and pdf-lib 1.17.1 of npm and PyMuPDF 2.0 are right in all; img2pdf 0.6.3 is right in grey and refuses an alpha.
# A good guess is that a writer of PDF which takes a PNG takes its depth, or refuses it.
# Seen, grey, grey of half the strength, red of half the strength: fpdf2 255,255,255 191,191,191 255,127,127; reportlab 255,255,255 191,191,191 255,127,127; jsPDF 127,127,127 255,255,255 255,255,255; pdfkit 127,127,127 191,191,191 255,127,127; pdf-lib 128,128,128 191,191,191 255,127,127; img2pdf 127,127,127 refused refused; PyMuPDF 128,128,128 190,190,190 255,127,127
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 fpdf2==2.8.9 reportlab==5.1.0 img2pdf==0.6.3 pymupdf==2.0 pypdfium2==5.15.2
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts pdfkit@0.20.2 pdf-lib@1.17.1 jspdf@4.2.1 > /dev/null
cat > write.py <<'SCRIPT'
import struct
import zlib

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

for name, kind, pixel in (("grey", 0, [32768]), ("faint", 4, [32768, 32768]), ("red", 6, [65535, 0, 0, 32768])):
    rows = (b"\0" + struct.pack(f">{len(pixel)}H", *pixel) * 8) * 8
    header = struct.pack(">IIBBBBB", 8, 8, 16, kind, 0, 0, 0)
    open(f"{name}.png", "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
SCRIPT
cat > write.mjs <<'SCRIPT'
import { readFileSync, writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { jsPDF } from 'jspdf'
import { PDFDocument } from 'pdf-lib'
import PDFKit from 'pdfkit'
for (const name of ['grey', 'faint', 'red']) {
  const bytes = readFileSync(`${name}.png`)
  const kit = new PDFKit({ size: [100, 100], margin: 0 })
  kit.image(bytes, 0, 0, { width: 100, height: 100 })
  kit.end()
  writeFileSync(`pdfkit-${name}.pdf`, await buffer(kit))
  const lib = await PDFDocument.create()
  lib.addPage([100, 100]).drawImage(await lib.embedPng(bytes), { x: 0, y: 0, width: 100, height: 100 })
  writeFileSync(`pdf-lib-${name}.pdf`, await lib.save())
  const js = new jsPDF({ unit: 'pt', format: [100, 100] })
  js.addImage(new Uint8Array(bytes), 'PNG', 0, 0, 100, 100)
  writeFileSync(`jsPDF-${name}.pdf`, Buffer.from(js.output('arraybuffer')))
}
SCRIPT
cat > look.py <<'SCRIPT'
import logging
import os
import fpdf
import img2pdf
import pymupdf
import pypdfium2
from reportlab.pdfgen import canvas

logging.disable()
names = ("grey", "faint", "red")
for name in names:
    page = fpdf.FPDF(unit="pt", format=(100, 100))
    page.add_page()
    page.image(f"{name}.png", 0, 0, 100, 100)
    page.output(f"fpdf2-{name}.pdf")
    page = canvas.Canvas(f"reportlab-{name}.pdf", pagesize=(100, 100))
    page.drawImage(f"{name}.png", 0, 0, 100, 100, mask="auto")
    page.save()
    page = pymupdf.open()
    page.new_page(width=100, height=100).insert_image((0, 0, 100, 100), filename=f"{name}.png")
    page.save(f"PyMuPDF-{name}.pdf")
    try:
        written = img2pdf.convert(f"{name}.png", layout_fun=img2pdf.get_layout_fun((100, 100)))
        open(f"img2pdf-{name}.pdf", "wb").write(written)
    except Exception:
        pass

def shown(name):
    if not os.path.exists(name):
        return "refused"
    return ",".join(map(str, pypdfium2.PdfDocument(name)[0].render().to_pil().convert("RGB").getpixel((50, 50))))

writers = ("fpdf2", "reportlab", "jsPDF", "pdfkit", "pdf-lib", "img2pdf", "PyMuPDF")
print("; ".join(f"{writer} {' '.join(shown(f'{writer}-{name}.pdf') for name in names)}" for writer in writers))
SCRIPT
venv/bin/python write.py
node write.mjs
seen=$(venv/bin/python look.py 2> errors) || { cat errors; exit 1; }
echo "$seen"
[ "$seen" = 'fpdf2 255,255,255 191,191,191 255,127,127; reportlab 255,255,255 191,191,191 255,127,127; jsPDF 127,127,127 255,255,255 255,255,255; pdfkit 127,127,127 191,191,191 255,127,127; pdf-lib 128,128,128 191,191,191 255,127,127; img2pdf 127,127,127 refused refused; PyMuPDF 128,128,128 190,190,190 255,127,127' ] || { echo changed; exit 1; }
