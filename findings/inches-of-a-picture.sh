#!/usr/bin/env bash
# How wide is a picture of 300 pixels in a document? Of a JPEG whose EXIF says 300 an inch, as cameras write it, python-pptx 1.0.2 makes 1 inch, and python-docx 1.2.0, by the same author, 4.17, as it knows the density of JFIF alone. Of one that says nothing both make 4.17, at 72
# an inch, and PyMuPDF 2.0 and img2pdf 0.6.3 3.12, at 96; but img2pdf
# counts 72 where an EXIF is there without a density. fpdf2 2.8.9 and the Image of reportlab 5.1.0 make 4.17 of all of them, whatever the picture says. PyMuPDF and img2pdf also turn a picture by its orientation, which the others do not.
# A good guess is that the density of the file counts in all, or that two libraries for two formats of Office agree.
# Seen, EXIF 300, PNG 300, nothing, orientation 6: docx 4.17x2.08 1.00x0.50 4.17x2.08 4.17x2.08, pptx 1.00x0.50 1.00x0.50 4.17x2.08 4.17x2.08, fpdf2 4.17x2.08 4.17x2.08 4.17x2.08 4.17x2.08,
# reportlab 4.17x2.08 4.17x2.08 4.17x2.08 4.17x2.08, PyMuPDF 1.00x0.50 1.00x0.50 3.12x1.56 1.56x3.12, img2pdf 1.00x0.50 1.00x0.50 3.12x1.56 2.08x4.17
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 python-docx==1.2.0 python-pptx==1.0.2 fpdf2==2.8.9 reportlab==5.1.0 pymupdf==2.0 img2pdf==0.6.3 pypdf==7.1.1
seen=$(venv/bin/python - 2> errors <<'SCRIPT'
import io
import docx
import fpdf
import img2pdf
import pptx
import pymupdf
import pypdf
from PIL import Image
from reportlab.platypus import Image as Flowable

density = Image.Exif()
density[0x11A] = density[0x11B] = 300.0
density[0x128] = 2
turned = Image.Exif()
turned[0x112] = 6


def picture(kind, **options):
    data = io.BytesIO()
    Image.new("RGB", (300, 150), (9, 9, 9)).save(data, kind, **options)
    return data.getvalue()


PICTURES = [picture("JPEG", exif=density), picture("PNG", dpi=(300, 300)), picture("JPEG"), picture("JPEG", exif=turned)]


def with_docx(data):
    shape = docx.Document().add_picture(io.BytesIO(data))
    return shape.width / 914400, shape.height / 914400


def with_pptx(data):
    deck = pptx.Presentation()
    shape = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_picture(io.BytesIO(data), 0, 0)
    return shape.width / 914400, shape.height / 914400


def with_fpdf(data):
    page = fpdf.FPDF(unit="in")
    page.add_page()
    info = page.image(io.BytesIO(data))
    return info.rendered_width, info.rendered_height


def with_reportlab(data):
    flowable = Flowable(io.BytesIO(data))
    return flowable.drawWidth / 72, flowable.drawHeight / 72


def with_pymupdf(data):
    kind = "jpg" if data[:2] == b"\xff\xd8" else "png"
    rect = pymupdf.open("pdf", pymupdf.open(stream=data, filetype=kind).convert_to_pdf())[0].rect
    return rect.width / 72, rect.height / 72


def with_img2pdf(data):
    page = pypdf.PdfReader(io.BytesIO(img2pdf.convert(data))).pages[0]
    sides = float(page.mediabox.width) / 72, float(page.mediabox.height) / 72
    return sides[::-1] if page.rotation % 180 else sides


LIBRARIES = {"docx": with_docx, "pptx": with_pptx, "fpdf2": with_fpdf, "reportlab": with_reportlab, "PyMuPDF": with_pymupdf, "img2pdf": with_img2pdf}
print(", ".join(name + " " + " ".join("{:.2f}x{:.2f}".format(*library(data)) for data in PICTURES) for name, library in LIBRARIES.items()))
SCRIPT
) || { cat errors; exit 1; }
echo "$seen"
[ "$seen" = 'docx 4.17x2.08 1.00x0.50 4.17x2.08 4.17x2.08, pptx 1.00x0.50 1.00x0.50 4.17x2.08 4.17x2.08, fpdf2 4.17x2.08 4.17x2.08 4.17x2.08 4.17x2.08, reportlab 4.17x2.08 4.17x2.08 4.17x2.08 4.17x2.08, PyMuPDF 1.00x0.50 1.00x0.50 3.12x1.56 1.56x3.12, img2pdf 1.00x0.50 1.00x0.50 3.12x1.56 2.08x4.17' ] || { echo changed; exit 1; }
