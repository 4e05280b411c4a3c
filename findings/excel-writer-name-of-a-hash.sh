#!/usr/bin/env bash
# write() of Excel::Writer::XLSX 1.10 for Perl (Debian 12) takes a text that looks like a number for one, so that the key "007" is 7, as its manual says. A hash that is shortened to some letters can look like a number too: "12e4567" has an exponent of 4567. It is written as the number Inf, which is no number in XML (XML Schema, 3.2.5, has
# INF alone); openpyxl 3.1.5 refuses the whole workbook because of that cell, and python-calamine 0.9.1 reads infinity. Of hashes with seven hexadecimal digits about one in a hundred is of that kind; write_string() keeps them.
# A good guess is that what is no number that a cell can have stays the text that it was.
# Seen: cell 12e4567 is Inf; openpyxl ValueError, python-calamine inf; by write_string() 12e4567 12e4567
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq libexcel-writer-xlsx-perl libarchive-zip-perl 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
cat > look.pl <<'SCRIPT'
use Excel::Writer::XLSX;
my $guessed = Excel::Writer::XLSX->new('guessed.xlsx');
$guessed->add_worksheet->write(0, 0, '12e4567');
$guessed->close;
my $text = Excel::Writer::XLSX->new('text.xlsx');
$text->add_worksheet->write_string(0, 0, '12e4567');
$text->close;
SCRIPT
perl -I"$folder/usr/share/perl5" look.pl
cat > look.py <<'SCRIPT'
import re
import zipfile
import openpyxl
import python_calamine


def tried(read):
    try:
        return read()
    except Exception as error:
        return type(error).__name__


def both(name):
    one = tried(lambda: openpyxl.load_workbook(name).active["A1"].value)
    return one, tried(lambda: python_calamine.CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()[0][0])


cell = re.search("<c [^>]*><v>([^<]*)", zipfile.ZipFile("guessed.xlsx").read("xl/worksheets/sheet1.xml").decode())[1]
print("cell 12e4567 is {}; openpyxl {}, python-calamine {}; by write_string() {} {}".format(cell, *both("guessed.xlsx"), *both("text.xlsx")))
SCRIPT
seen=$(venv/bin/python -W ignore look.py)
echo "$seen"
[ "$seen" = 'cell 12e4567 is Inf; openpyxl ValueError, python-calamine inf; by write_string() 12e4567 12e4567' ] || { echo changed; exit 1; }
