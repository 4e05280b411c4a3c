#!/usr/bin/env bash
# XlsxWriter 3.3.1 makes a link of each text that write() is given and that begins with "https://", and where no link is possible it leaves the cell empty, with a warning: an address
# of more than 2,079 characters, which a signed one with a token and a long process string can be, and each address after the first 65,530 of a sheet, as a list of objects has
# them. The number that write() returns says so. With strings_to_urls False all texts are there.
# A good guess is that the link is left out and the text stays.
# Seen: 2079 characters kept, 2080 characters empty, -3; of 65532 addresses 65530 kept, -4; with strings_to_urls False 2080 kept
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check XlsxWriter==3.3.1 python-calamine==0.9.1
seen=$("$folder/venv/bin/python" -W ignore - "$folder/list.xlsx" <<'SCRIPT'
import sys
import python_calamine
import xlsxwriter
path = sys.argv[1]
address = "https://media.oss-cn-hangzhou.aliyuncs.com/"

def written(texts, **options):
    book = xlsxwriter.Workbook(path, options)
    sheet = book.add_worksheet()
    codes = [sheet.write(row, 0, text) for row, text in enumerate(texts)]
    sheet.write(len(texts), 0, "end")
    book.close()
    rows = python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()
    return [row[0] for row in rows][:-1], codes

def of_length(length, **options):
    cells, codes = written([address.ljust(length, "a")], **options)
    return "kept" if cells and cells[0] else "empty, %d" % codes[0]

cells, codes = written([address + str(at) for at in range(65532)])
print("2079 characters %s, 2080 characters %s; of 65532 addresses %d kept, %d; with strings_to_urls False 2080 %s" % (
    of_length(2079), of_length(2080), sum(1 for cell in cells if cell), codes[-1], of_length(2080, strings_to_urls=False)))
SCRIPT
)
echo "XlsxWriter 3.3.1: $seen"
[ "$seen" = '2079 characters kept, 2080 characters empty, -3; of 65532 addresses 65530 kept, -4; with strings_to_urls False 2080 kept' ] || { echo changed; exit 1; }
