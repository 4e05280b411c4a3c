#!/usr/bin/env bash
# pytablewriter 1.2.1 of PyPI, which writes tables in Markdown, CSV and fifteen other formats, reads the texts that it is given as numbers and truth values, and writes those: the key "007" is 7, "1e3" 1000, "1_000" 1000 and "true" True, in CSV too. tabulate
# 0.10.0 keeps "007", and writes "1e3" as 1000 and "2.50" as 2.5. prettytable 3.18.0 writes what it is given.
# A good guess is that a text in quotes stays that text in a table, as it does in csv.
# Seen of 007, 1e3, 2.50, true, 1_000 and 1,000: pytablewriter 7 1000 2.5 True 1000 1000, CSV 7 1000 2.50 True 1000 1000; tabulate 007 1000 2.5 true 1_000 1,000; prettytable 007 1e3 2.50 true 1_000 1,000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pytablewriter==1.2.1 tabulate==0.10.0 prettytable==3.18.0
seen=$(venv/bin/python - <<'SCRIPT'
import prettytable
import pytablewriter
from tabulate import tabulate
TEXTS = ("007", "1e3", "2.50", "true", "1_000", "1,000")


def by_pytablewriter(writer, text):
    return writer(headers=["Key"], value_matrix=[[text]]).dumps().splitlines()[-1].strip('"| ')


def by_tabulate(text):
    return tabulate([[text]], ["Key"], tablefmt="github").splitlines()[-1].strip("| ")


def by_prettytable(text):
    table = prettytable.PrettyTable(["Key"])
    table.add_row([text])
    table.set_style(prettytable.TableStyle.MARKDOWN)
    return table.get_string().splitlines()[-1].strip("| ")


print("pytablewriter", *(by_pytablewriter(pytablewriter.MarkdownTableWriter, text) for text in TEXTS), end=", ")
print("CSV", *(by_pytablewriter(pytablewriter.CsvTableWriter, text) for text in TEXTS), end="; ")
print("tabulate", *map(by_tabulate, TEXTS), end="; ")
print("prettytable", *map(by_prettytable, TEXTS))
SCRIPT
)
echo "$seen"
[ "$seen" = 'pytablewriter 7 1000 2.5 True 1000 1000, CSV 7 1000 2.50 True 1000 1000; tabulate 007 1000 2.5 true 1_000 1,000; prettytable 007 1e3 2.50 true 1_000 1,000' ] || { echo changed; exit 1; }
