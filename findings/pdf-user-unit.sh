#!/usr/bin/env bash
# Pages of posters and plans, which are larger than the 200 inches that PDF had room for, count in a unit of their own (UserUnit, PDF 1.6, ISO 32000-1, table 30). A page of 200x100 in units of 2 is 400x200
# points. Ghostscript (10.00.0 of Debian 12) and PyMuPDF 2.0 draw it so; pdftoppm and pdftocairo (Poppler 22.12.0) and pypdfium2 5.15.2 draw 200x100, and pdfinfo says "200 x 100 pts". pypdf 7.1.1
# has the unit and sides without it. Which sides the picture of a page has depends on the program that made it.
# A good guess is that a factor which all pages have, 1 by default, is applied by all that draw pages.
# Seen at 72 an inch: Ghostscript 400x200, PyMuPDF 400x200, pdftoppm 200x100, pdftocairo 200x100, pypdfium2 200x100, pdfinfo 200 x 100 pts, pypdf 200x100
# Needs ghostscript and poppler-utils.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.1 pymupdf==2.0 pypdfium2==5.15.2 pillow==13.0.0
venv/bin/python - <<'SCRIPT'
from pypdf import PdfWriter
from pypdf.generic import NameObject, NumberObject
writer = PdfWriter()
writer.add_blank_page(200, 100)[NameObject("/UserUnit")] = NumberObject(2)
writer.write("page.pdf")
SCRIPT
gs -q -dNOPAUSE -dBATCH -sDEVICE=png16m -r72 -sOutputFile=gs.png page.pdf
pdftoppm -r 72 -png -singlefile page.pdf ppm
pdftocairo -r 72 -png -singlefile page.pdf cairo
sizes=$(venv/bin/python - <<'SCRIPT'
import pymupdf, pypdf, pypdfium2
from PIL import Image
box = pypdf.PdfReader("page.pdf").pages[0].mediabox
drawn = pymupdf.open("page.pdf")[0].get_pixmap()
bitmap = pypdfium2.PdfDocument("page.pdf")[0].render(scale=1)
of = lambda name: "%dx%d" % Image.open(name).size
print("Ghostscript %s, PyMuPDF %dx%d, pdftoppm %s, pdftocairo %s, pypdfium2 %dx%d, pdfinfo PAGE, pypdf %dx%d"
    % (of("gs.png"), drawn.width, drawn.height, of("ppm.png"), of("cairo.png"), bitmap.width, bitmap.height, box.width, box.height))
SCRIPT
)
seen=${sizes/PAGE/$(pdfinfo page.pdf | sed -n 's/^Page size: *//p')}
echo "Ghostscript $(gs --version), $(pdfinfo -v 2>&1 | head -n 1): $seen"
[ "$seen" = 'Ghostscript 400x200, PyMuPDF 400x200, pdftoppm 200x100, pdftocairo 200x100, pypdfium2 200x100, pdfinfo 200 x 100 pts, pypdf 200x100' ] || { echo changed; exit 1; }
