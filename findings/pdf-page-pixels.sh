#!/usr/bin/env bash
# How many pixels is a page of A4 at 72 an inch? It is 595.276 by 841.89 points. pdftoppm and pdftocairo (Poppler 22.12.0 of Debian 12), PyMuPDF 2.0 and pypdfium2 5.15.2 say 596x842, up; Ghostscript 10.00.0 says
# 595x842, to the nearest; PDFBox 3.0.6 says 595x841, down. Of a page with a crop box Poppler and Ghostscript draw the whole sheet unless they are told, and the three others what is in the box, so that
# pictures of pages that two programs made differ by a pixel, or by a margin.
# A good guess is that all draw what viewers show, and that they round alike.
# Seen, A4 and a box of 100x50 on 200x100: pdftoppm 596x842 200x100, pdftocairo 596x842 200x100, Ghostscript 595x842 200x100, PyMuPDF 596x842 100x50, pypdfium2 596x842 100x50, PDFBox 595x841 100x50
# Needs ghostscript and poppler-utils.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.1 pymupdf==2.0 pypdfium2==5.15.2 pillow==13.0.0
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=org.apache.pdfbox:pdfbox-app:3.0.6 -DoutputDirectory="$folder" > /dev/null
venv/bin/python - <<'SCRIPT'
from pypdf import PdfWriter
from pypdf.generic import RectangleObject
for name, sides in (("a4", (595.276, 841.89)), ("box", (200, 100))):
    writer = PdfWriter()
    page = writer.add_blank_page(*sides)
    if name == "box":
        page.cropbox = RectangleObject((20, 10, 120, 60))
    writer.write(name + ".pdf")
SCRIPT
for name in a4 box; do
  pdftoppm -r 72 -png -singlefile $name.pdf $name.ppm
  pdftocairo -r 72 -png -singlefile $name.pdf $name.cairo
  gs -q -dNOPAUSE -dBATCH -sDEVICE=png16m -r72 -sOutputFile=$name.gs.png $name.pdf
done
cat > Look.java <<'SCRIPT'
import java.io.File;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;

public class Look {
    public static void main(String[] names) throws Exception {
        for (String name : names) {
            var picture = new PDFRenderer(Loader.loadPDF(new File(name))).renderImage(0);
            System.out.printf(" %dx%d", picture.getWidth(), picture.getHeight());
        }
    }
}
SCRIPT
seen=$(venv/bin/python - <<'SCRIPT'
import pymupdf, pypdfium2
from PIL import Image
pages = ("a4", "box")
of = lambda kind: " ".join("%dx%d" % Image.open("%s.%s.png" % (name, kind)).size for name in pages)
drawn = lambda draw: " ".join("%dx%d" % (picture.width, picture.height) for picture in map(draw, (name + ".pdf" for name in pages)))
print("pdftoppm %s, pdftocairo %s, Ghostscript %s, PyMuPDF %s, pypdfium2 %s, PDFBox" % (of("ppm"), of("cairo"), of("gs"),
    drawn(lambda name: pymupdf.open(name)[0].get_pixmap()), drawn(lambda name: pypdfium2.PdfDocument(name)[0].render(scale=1))))
SCRIPT
)$(java -cp pdfbox-app-3.0.6.jar Look.java a4.pdf box.pdf 2> /dev/null)
echo "$seen"
[ "$seen" = 'pdftoppm 596x842 200x100, pdftocairo 596x842 200x100, Ghostscript 595x842 200x100, PyMuPDF 596x842 100x50, pypdfium2 596x842 100x50, PDFBox 595x841 100x50' ] || { echo changed; exit 1; }
