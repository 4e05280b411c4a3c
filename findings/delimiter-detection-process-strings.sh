#!/usr/bin/env bash
# A list of keys and process strings with a tab between them: four readers that find out by themselves what separates columns take the commas inside of the
# strings, though every line has one tab. Of a list of strings alone, with a heading, csv.Sniffer (and pandas, which asks it) takes the letter "r".
# A good guess is that a tab in each line wins, and that one column of text stays one. Name the separator: all of them can be told.
# Seen: tab: Papa Parse ',', csv.Sniffer ',', DuckDB ',', CleverCSV ','; one column: csv.Sniffer 'r', Papa Parse ',', pandas 3 columns
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1 clevercsv==0.8.5 pandas==3.1.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts papaparse@5.7.1 > /dev/null
printf '%s\timage/resize,w_100,h_100/quality,q_80\n' in/a.jpg in/b.jpg > keys.tsv
printf '%s\n' process 'image/resize,w_100|sys/saveas,o_YQ' 'image/resize,w_200|sys/saveas,o_Yg' > strings.csv
papa() { node -e "console.log(require('papaparse').parse(require('node:fs').readFileSync('$1', 'utf8').trim()).meta.delimiter)"; }
python=$(venv/bin/python - <<'SCRIPT'
import csv
import clevercsv
import duckdb
import pandas
tab, strings = open("keys.tsv").read(), open("strings.csv").read()
sniffed = duckdb.sql("select delimiter from sniff_csv('keys.tsv')").fetchall()[0][0]
clever = clevercsv.Sniffer().sniff(tab).delimiter
columns = pandas.read_csv("strings.csv", sep=None, engine="python").shape[1]
print(f"csv.Sniffer '{csv.Sniffer().sniff(tab).delimiter}', DuckDB '{sniffed}', CleverCSV '{clever}'; one column: csv.Sniffer '{csv.Sniffer().sniff(strings).delimiter}', pandas {columns} columns")
SCRIPT
)
seen="tab: Papa Parse '$(papa keys.tsv)', $python, Papa Parse '$(papa strings.csv)'"
echo "Papa Parse 5.7.1, $(python3 --version), DuckDB 2.0.1, CleverCSV 0.8.5, pandas 3.1.1: $seen"
[ "$seen" = "tab: Papa Parse ',', csv.Sniffer ',', DuckDB ',', CleverCSV ','; one column: csv.Sniffer 'r', pandas 3 columns, Papa Parse ','" ] || { echo changed; exit 1; }
