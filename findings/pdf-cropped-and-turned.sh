#!/usr/bin/env bash
# What is seen of a page of a PDF is its CropBox, turned by Rotate (ISO 32000-1, 7.7.3.3). Of a page of 200x300 that is cropped to 100x50 and turned by a quarter, which shows 50x100, pdf-lib 1.17.1 of npm tells 200x300, neither cropped nor turned, and pdfplumber 0.11.10 of PyPI and pdfcpu 0.15.0 for Go 300x200, turned and not
# cropped. PyMuPDF 2.0, pypdfium2 5.15.2 and pdfjs-dist 4.10.38 tell 50x100, as the picture of the page is.
# A good guess is that a library which counts the turn into the sides of a page counts what is cropped too.
# Seen, cropped, turned, both: pdf-lib 200x300 200x300 200x300, pdfplumber 200x300 300x200 300x200, pdfcpu 200x300 300x200 300x200, PyMuPDF 100x50 300x200 50x100, pypdfium2 100x50 300x200 50x100, pdfjs-dist 100x50 300x200 50x100
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pymupdf==2.0 pypdfium2==5.15.2 pdfplumber==0.11.10 pikepdf==10.18.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts pdf-lib@1.17.1 pdfjs-dist@4.10.38 > /dev/null
venv/bin/python - > python.txt <<'SCRIPT'
import pdfplumber
import pikepdf
import pymupdf
import pypdfium2
document = pikepdf.new()
for crop, turn in ((True, 0), (False, 90), (True, 90)):
    page = document.add_blank_page(page_size=(200, 300)).obj
    page.Rotate = turn
    if crop:
        page.CropBox = pikepdf.Array([50, 100, 150, 150])
document.save("pages.pdf")
sides = {
    "pdfplumber": [(page.width, page.height) for page in pdfplumber.open("pages.pdf").pages],
    "PyMuPDF": [(page.rect.width, page.rect.height) for page in pymupdf.open("pages.pdf")],
    "pypdfium2": [page.get_size() for page in pypdfium2.PdfDocument("pages.pdf")],
}
for name, pairs in sides.items():
    print(name, *(f"{width:.0f}x{height:.0f}" for width, height in pairs))
SCRIPT
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { PDFDocument } from 'pdf-lib'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
const bytes = readFileSync('pages.pdf')
const sides = ({ width, height }) => `${width}x${height}`
const pages = (await PDFDocument.load(bytes)).getPages()
const document = await getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS }).promise
const views = await Promise.all([1, 2, 3].map(async number => sides((await document.getPage(number)).getViewport({ scale: 1 }))))
console.log(`pdf-lib ${pages.map(page => sides(page.getSize())).join(' ')}\npdfjs-dist ${views.join(' ')}`)
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/api"
)

func main() {
	api.DisableConfigDir()
	pages, err := api.PageDimsFile("pages.pdf")
	if err != nil {
		panic(err)
	}
	fmt.Print("pdfcpu")
	for _, sides := range pages {
		fmt.Printf(" %gx%g", sides.Width, sides.Height)
	}
	fmt.Println()
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/pdfcpu/pdfcpu/pkg/api@v0.15.0 2> /dev/null
node look.mjs > node.txt 2> warnings || { cat warnings; exit 1; }
go run . > go.txt
seen=$(for name in pdf-lib pdfplumber pdfcpu PyMuPDF pypdfium2 pdfjs-dist; do grep -h "^$name " node.txt python.txt go.txt; done | paste -sd, | sed 's/,/, /g')
echo "$seen"
[ "$seen" = 'pdf-lib 200x300 200x300 200x300, pdfplumber 200x300 300x200 300x200, pdfcpu 200x300 300x200 300x200, PyMuPDF 100x50 300x200 50x100, pypdfium2 100x50 300x200 50x100, pdfjs-dist 100x50 300x200 50x100' ] || { echo changed; exit 1; }
