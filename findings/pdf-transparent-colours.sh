#!/usr/bin/env bash
# Where a PNG has no alpha channel, its transparency stands in a list (tRNS): a strength for each colour of a palette, or the one colour that is transparent of a grey or coloured picture. In a PDF pdfkit 0.20.2 of npm makes a colour of half the strength invisible where the palette has two or
# sixteen colours, and is right with 256; img2pdf 0.6.3 of PyPI makes all that is not wholly opaque invisible. The one colour of a grey or coloured picture stays on the page in pdfkit, jsPDF 4.2.1, fpdf2 2.8.9 and reportlab 5.1.0, as a block behind the logo. pdf-lib 1.17.1 and PyMuPDF 2.0 are right in all.
# A good guess is that writers of PDF, which has masks, keep what is transparent, and that the number of colours does not matter.
# Seen of an orange of half the strength in 2, 16 and 256 colours (right is 227,177,152), and of one that is transparent as grey and as RGB (right is 255,255,255): pdfkit 255,255,255 255,255,255 227,177,152 128,128,128 200,100,50; img2pdf 255,255,255 255,255,255 255,255,255 255,255,255 255,255,255; jsPDF 227,177,152 227,177,152 227,177,152 128,128,128 200,100,50; fpdf2 227,177,152 227,177,152 227,177,152 128,128,128 200,100,50; reportlab 227,177,152 227,177,152 227,177,152 128,128,128 200,100,50; pdf-lib 227,177,152 227,177,152 227,177,152 255,255,255 255,255,255; PyMuPDF 226,176,151 226,176,151 226,176,151 255,255,255 255,255,255
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

def write(name, depth, kind, row, *chunks):
    header = struct.pack(">IIBBBBB", 8, 8, depth, kind, 0, 0, 0)
    parts = [chunk(b"IHDR", header), *(chunk(*part) for part in chunks), chunk(b"IDAT", zlib.compress((b"\0" + row) * 8)), chunk(b"IEND", b"")]
    open(f"{name}.png", "wb").write(b"\x89PNG\r\n\x1a\n" + b"".join(parts))

palette = (b"PLTE", bytes([0, 0, 0, 200, 100, 50])), (b"tRNS", bytes([255, 128]))
write("2", 1, 3, b"\xff", *palette)
write("16", 4, 3, b"\x11" * 4, *palette)
write("256", 8, 3, b"\x01" * 8, *palette)
write("grey", 8, 0, b"\x80" * 8, (b"tRNS", bytes([0, 128])))
write("rgb", 8, 2, bytes([200, 100, 50]) * 8, (b"tRNS", bytes([0, 200, 0, 100, 0, 50])))
SCRIPT
cat > write.mjs <<'SCRIPT'
import { readFileSync, writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { jsPDF } from 'jspdf'
import { PDFDocument } from 'pdf-lib'
import PDFKit from 'pdfkit'
for (const name of ['2', '16', '256', 'grey', 'rgb']) {
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
import fpdf
import img2pdf
import pymupdf
import pypdfium2
from reportlab.pdfgen import canvas

logging.disable()
names = ("2", "16", "256", "grey", "rgb")
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
    open(f"img2pdf-{name}.pdf", "wb").write(img2pdf.convert(f"{name}.png", layout_fun=img2pdf.get_layout_fun((100, 100))))

def shown(name):
    return ",".join(map(str, pypdfium2.PdfDocument(name)[0].render().to_pil().convert("RGB").getpixel((50, 50))))

writers = ("pdfkit", "img2pdf", "jsPDF", "fpdf2", "reportlab", "pdf-lib", "PyMuPDF")
print("; ".join(f"{writer} {' '.join(shown(f'{writer}-{name}.pdf') for name in names)}" for writer in writers))
SCRIPT
venv/bin/python write.py
node write.mjs
seen=$(venv/bin/python look.py 2> errors) || { cat errors; exit 1; }
echo "$seen"
[ "$seen" = 'pdfkit 255,255,255 255,255,255 227,177,152 128,128,128 200,100,50; img2pdf 255,255,255 255,255,255 255,255,255 255,255,255 255,255,255; jsPDF 227,177,152 227,177,152 227,177,152 128,128,128 200,100,50; fpdf2 227,177,152 227,177,152 227,177,152 128,128,128 200,100,50; reportlab 227,177,152 227,177,152 227,177,152 128,128,128 200,100,50; pdf-lib 227,177,152 227,177,152 227,177,152 255,255,255 255,255,255; PyMuPDF 226,176,151 226,176,151 226,176,151 255,255,255 255,255,255' ] || { echo changed; exit 1; }
