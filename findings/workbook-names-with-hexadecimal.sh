#!/usr/bin/env bash
# In the cells of an XLSX "_x0041_" is the letter A (ECMA-376, ST_Xstring), so that tiles of pictures named "tile_x0041_y0002.png" need an escape to stay what they are. XlsxWriter 3.3.1
# writes it. openpyxl 3.1.5, exceljs 4.4.0 and excelize 2.11.1 do not: SheetJS 0.18.5, calamine (python-calamine 0.9.1) and excelize read "tileAy0002.png" out of their files,
# exceljs and excelize out of their own. openpyxl reads all as they were written, so that a test with it alone shows nothing.
# A good guess is that text in a cell comes back as it was, at least from the library that wrote it.
# Seen, read by openpyxl, exceljs, SheetJS, calamine, excelize: openpyxl same same other other other; exceljs same other other other other;
# XlsxWriter same same same same same; excelize same other other other other
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOTOOLCHAIN=local
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.3.1 python-calamine==0.9.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 xlsx@0.18.5 > /dev/null
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"

	"github.com/xuri/excelize/v2"
)

func main() {
	if os.Args[1] == "write" {
		book := excelize.NewFile()
		if err := book.SetCellValue("Sheet1", "A1", os.Args[2]); err != nil {
			panic(err)
		}
		if err := book.SaveAs("excelize.xlsx"); err != nil {
			panic(err)
		}
		return
	}
	book, err := excelize.OpenFile(os.Args[2])
	if err != nil {
		panic(err)
	}
	text, err := book.GetCellValue(book.GetSheetName(0), "A1")
	if err != nil {
		panic(err)
	}
	fmt.Println(text)
}
SCRIPT
go mod init look 2> /dev/null
go get github.com/xuri/excelize/v2@v2.11.1 2> /dev/null
go build -o excelize .
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import exceljs from 'exceljs'
import sheetjs from 'xlsx'
const [action, value] = process.argv.slice(2)
const book = new exceljs.Workbook()
if (action === 'write') {
  book.addWorksheet('a').getCell('A1').value = value
  await book.xlsx.writeFile('exceljs.xlsx')
} else {
  await book.xlsx.readFile(value)
  const other = sheetjs.read(readFileSync(value))
  console.log(book.worksheets[0].getCell('A1').value)
  console.log(other.Sheets[other.SheetNames[0]].A1.v)
}
SCRIPT
cat > look.py <<'SCRIPT'
import sys
import openpyxl
import python_calamine
import xlsxwriter
action, value = sys.argv[1:]
if action == "write":
    book = openpyxl.Workbook()
    book.active["A1"] = value
    book.save("openpyxl.xlsx")
    book = xlsxwriter.Workbook("XlsxWriter.xlsx")
    book.add_worksheet().write(0, 0, value)
    book.close()
else:
    print(openpyxl.load_workbook(value).active["A1"].value)
    print(python_calamine.load_workbook(value).get_sheet_by_index(0).to_python()[0][0])
SCRIPT
name=tile_x0041_y0002.png
venv/bin/python look.py write $name
node look.mjs write $name
./excelize write $name
seen=''
for writer in openpyxl exceljs XlsxWriter excelize; do
  { read -r first; read -r fourth; } < <(venv/bin/python look.py read $writer.xlsx)
  { read -r second; read -r third; } < <(node look.mjs read $writer.xlsx)
  seen+="${seen:+; }$writer"
  for text in "$first" "$second" "$third" "$fourth" "$(./excelize read $writer.xlsx)"; do
    case $text in "$name") seen+=' same' ;; tileAy0002.png) seen+=' other' ;; *) seen+=" $text" ;; esac
  done
done
echo "$seen"
[ "$seen" = 'openpyxl same same other other other; exceljs same other other other other; XlsxWriter same same same same same; excelize same other other other other' ] || { echo changed; exit 1; }
