#!/usr/bin/env bash
# A box of a PDF is written with any two corners that face each other (ISO 32000-1, 7.9.5), the upper right one first as well: [200 300 0 0] is the page of 200x300. pdf-lib 1.17.1 of npm, pypdf 7.1.1 of PyPI and pdfcpu 0.15.0 for Go tell -200x-300, so that what
# is placed by the sides of a page, a watermark in the middle for example, lands outside of it. PyMuPDF 2.0, pypdfium2 5.15.2, pdfplumber 0.11.10 and pdfjs-dist 4.10.38 put the corners in order.
# A good guess is that the first pair is the lower left corner, since all examples have it so, or that a library that knows boxes puts them in order.
# Seen: pdf-lib -200x-300, pypdf -200x-300, pdfcpu -200x-300, PyMuPDF 200x300, pypdfium2 200x300, pdfplumber 200x300, pdfjs-dist 200x300
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.1 pymupdf==2.0 pypdfium2==5.15.2 pdfplumber==0.11.10 pikepdf==10.18.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts pdf-lib@1.17.1 pdfjs-dist@4.10.38 > /dev/null
venv/bin/python - > python.txt <<'SCRIPT'
import pdfplumber
import pikepdf
import pymupdf
import pypdf
import pypdfium2
document = pikepdf.new()
document.add_blank_page(page_size=(200, 300)).obj.MediaBox = pikepdf.Array([200, 300, 0, 0])
document.save("page.pdf")
box = pypdf.PdfReader("page.pdf").pages[0].mediabox
rectangle = pymupdf.open("page.pdf")[0].rect
plumber = pdfplumber.open("page.pdf").pages[0]
sides = {"pypdf": (box.width, box.height), "PyMuPDF": (rectangle.width, rectangle.height), "pypdfium2": pypdfium2.PdfDocument("page.pdf")[0].get_size(), "pdfplumber": (plumber.width, plumber.height)}
for name, (width, height) in sides.items():
    print(f"{name} {width:.0f}x{height:.0f}")
SCRIPT
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { PDFDocument } from 'pdf-lib'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
const bytes = readFileSync('page.pdf')
const { width, height } = (await PDFDocument.load(bytes)).getPage(0).getSize()
const view = (await (await getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS }).promise).getPage(1)).getViewport({ scale: 1 })
console.log(`pdf-lib ${width}x${height}\npdfjs-dist ${view.width}x${view.height}`)
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/api"
)

func main() {
	api.DisableConfigDir()
	sides, err := api.PageDimsFile("page.pdf")
	if err != nil {
		panic(err)
	}
	fmt.Printf("pdfcpu %gx%g\n", sides[0].Width, sides[0].Height)
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/pdfcpu/pdfcpu/pkg/api@v0.15.0 2> /dev/null
node look.mjs > node.txt 2> warnings || { cat warnings; exit 1; }
go run . > go.txt
seen=$(for name in pdf-lib pypdf pdfcpu PyMuPDF pypdfium2 pdfplumber pdfjs-dist; do grep -h "^$name " node.txt python.txt go.txt; done | paste -sd, | sed 's/,/, /g')
echo "$seen"
[ "$seen" = 'pdf-lib -200x-300, pypdf -200x-300, pdfcpu -200x-300, PyMuPDF 200x300, pypdfium2 200x300, pdfplumber 200x300, pdfjs-dist 200x300' ] || { echo changed; exit 1; }
