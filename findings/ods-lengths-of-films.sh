#!/usr/bin/env bash
# A length of time in a cell of an ODS is kept exactly, PT00H05M30S, beside what the sheet shows of it, "05:30" where minutes and seconds are shown (OpenDocument 1.2, part 1, office:time-value). read_excel() of pandas 3.1.1 with its engine for ODS (odfpy 1.4.1) reads what is shown, as hours and minutes: a film of five and a half minutes
# has 5 hours and 30 minutes, without a word. From 24 hours on, the sum of a list, it ends in an error, "hour must be in 0..23". With the engine calamine (python-calamine 0.9.1) of the same function the film is right, and 36 hours are the text "PT36H00M00S". pyexcel-ods 0.6.0 has both.
# A good guess is that a cell's value is read, as of each number in the same sheet.
# Seen of 5 min 30 s, 36 h: odf 05:30:00 DateParseError; calamine 00:05:30 PT36H00M00S; pyexcel-ods 00:05:30 1 day, 12:00:00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1 pyexcel-ods==0.6.0
cat > look.py <<'SCRIPT'
import zipfile
import pandas
import pyexcel_ods

spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table"))
entries = '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.spreadsheet"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'


def write(name, value, shown):
    row = f'<table:table-row><table:table-cell office:value-type="time" office:time-value="{value}"><text:p>{shown}</text:p></table:table-cell></table:table-row>'
    table = f'<table:table table:name="S"><table:table-column/>{row}</table:table>'
    with zipfile.ZipFile(name, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", f'<?xml version="1.0"?><office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>')
        file.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.2">{entries}</m:manifest>')


def tried(read, name):
    try:
        return str(read(name))
    except ValueError as error:
        return type(error).__name__


write("film.ods", "PT00H05M30S", "05:30")
write("sum.ods", "PT36H00M00S", "36:00:00")
readers = {
    "odf": lambda name: pandas.read_excel(name, header=None, engine="odf").iat[0, 0],
    "calamine": lambda name: pandas.read_excel(name, header=None, engine="calamine").iat[0, 0],
    "pyexcel-ods": lambda name: pyexcel_ods.get_data(name)["S"][0][0],
}
print("; ".join(f"{name} {tried(read, 'film.ods')} {tried(read, 'sum.ods')}" for name, read in readers.items()))
SCRIPT
seen=$(venv/bin/python -W ignore look.py)
echo "$seen"
[ "$seen" = 'odf 05:30:00 DateParseError; calamine 00:05:30 PT36H00M00S; pyexcel-ods 00:05:30 1 day, 12:00:00' ] || { echo changed; exit 1; }
