#!/usr/bin/env bash
# A workbook may count its days from 1904 (date1904, ISO/IEC 29500-1, 18.2.28), as those that began on a Mac do. Asked for dates, SheetJS 0.18.5 of npm (cellDates) counts them from 1900 all the same: 28 November 2026 is 27 November 2022, four years and a day before, while sheet_to_csv() of the same cell
# says 2026. xlsx-populate 1.21.0 of npm is wrong alike. exceljs 4.4.0 and read-excel-file 9.3.17 of npm, openpyxl 3.1.5 and python-calamine 0.9.1 of PyPI and excelize 2.11.1 for Go say 2026.
# A good guess is that a reader which knows the mark for the text of a cell knows it for its value.
# Seen: SheetJS 2022-11-27, its CSV 2026-11-28, xlsx-populate 2022-11-27, exceljs 2026-11-28, read-excel-file 2026-11-28, openpyxl 2026-11-28, calamine 2026-11-28, excelize 2026-11-28
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check xlsxwriter==3.3.1 openpyxl==3.1.5 python-calamine==0.9.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5 exceljs@4.4.0 read-excel-file@9.3.17 xlsx-populate@1.21.0 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import datetime
import openpyxl
import python_calamine
import xlsxwriter

book = xlsxwriter.Workbook("a.xlsx", {"date_1904": True})
book.add_worksheet().write_datetime(0, 0, datetime.datetime(2026, 11, 28, 12), book.add_format({"num_format": "yyyy-mm-dd"}))
book.close()
calamine = python_calamine.CalamineWorkbook.from_path("a.xlsx").get_sheet_by_index(0).to_python()[0][0]
print(f"openpyxl {openpyxl.load_workbook('a.xlsx').active['A1'].value:%Y-%m-%d}, calamine {calamine:%Y-%m-%d}")
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import ExcelJS from 'exceljs'
import readExcel from 'read-excel-file/node'
import XLSX from 'xlsx'
import Populate from 'xlsx-populate'
const day = value => value instanceof Date ? value.toISOString().slice(0, 10) : String(value)
const { Sheets: { Sheet1: dated } } = XLSX.readFile('a.xlsx', { cellDates: true })
const { Sheets: { Sheet1: plain } } = XLSX.readFile('a.xlsx')
const exceljs = new ExcelJS.Workbook()
await exceljs.xlsx.readFile('a.xlsx')
const populate = (await Populate.fromFileAsync('a.xlsx')).sheet(0).cell('A1').value()
const rows = await readExcel('a.xlsx')
const cell = (rows[0].data ?? rows)[0][0]
console.log(`SheetJS ${day(dated.A1.v)}, its CSV ${XLSX.utils.sheet_to_csv(plain)}, xlsx-populate ${day(Populate.numberToDate(populate))}, exceljs ${day(exceljs.worksheets[0].getCell('A1').value)}, read-excel-file ${day(cell)}`)
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

func main() {
	book, err := excelize.OpenFile("a.xlsx")
	if err != nil {
		panic(err)
	}
	value, _ := book.GetCellValue("Sheet1", "A1")
	fmt.Print("excelize ", value)
}
SCRIPT
export GOTOOLCHAIN=local GOFLAGS=-mod=mod
{ go mod init look && go get github.com/xuri/excelize/v2@v2.11.1; } > errors 2>&1 || { cat errors; exit 1; }
seen="$(node look.mjs), $python, $(go run main.go)"
echo "$seen"
[ "$seen" = 'SheetJS 2022-11-27, its CSV 2026-11-28, xlsx-populate 2022-11-27, exceljs 2026-11-28, read-excel-file 2026-11-28, openpyxl 2026-11-28, calamine 2026-11-28, excelize 2026-11-28' ] || { echo changed; exit 1; }
