#!/usr/bin/env bash
# A process string that saves its result has a pipe, which parts the cells of a table in Markdown unless a backslash stands in front of it (GFM, "tables"). tabulate 0.10.0, with it to_markdown() of pandas 3.1.1, polars 2.1.0 and prettytable 3.18.0 of PyPI and markdown-table 3.1.0 of npm
# write it as it is: on the page the string ends at the pipe, a cell that is one too many is dropped, and nobody sees that something is missing. pytablewriter 1.2.1 and mdutils 1.8.1 of PyPI and tablemark 4.1.0 and json2md
# 2.0.3 of npm escape it. A good guess is that a writer of tables in Markdown escapes the one mark that tables have.
# Seen, the cell that marked 18.2.1 shows of "image/resize,w_1|sys/saveas,o_YQ": tabulate cut, pandas cut, polars cut, prettytable cut, markdown-table cut, pytablewriter whole, mdutils whole, tablemark whole, json2md whole
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check tabulate==0.10.0 pandas==3.1.1 polars==2.1.0 prettytable==3.18.0 pytablewriter==1.2.1 mdutils==1.8.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts markdown-table@3.1.0 tablemark@4.1.0 json2md@2.0.3 marked@18.2.1 > /dev/null
cat > look.py <<'SCRIPT'
import json
import pandas
import polars
import prettytable
import pytablewriter
from mdutils.tools.Table import Table
from tabulate import tabulate
head, row = ["Key", "Process"], ["a.jpg", "image/resize,w_1|sys/saveas,o_YQ"]
pretty = prettytable.PrettyTable(head)
pretty.add_row(row)
pretty.set_style(prettytable.TableStyle.MARKDOWN)
with polars.Config(tbl_formatting="MARKDOWN", tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True, fmt_str_lengths=60):
    by_polars = str(polars.DataFrame([row], schema=head, orient="row"))
print(json.dumps({
    "tabulate": tabulate([row], head, tablefmt="github"),
    "pandas": pandas.DataFrame([row], columns=head).to_markdown(index=False),
    "polars": by_polars,
    "prettytable": pretty.get_string(),
    "pytablewriter": pytablewriter.MarkdownTableWriter(headers=head, value_matrix=[row]).dumps(),
    "mdutils": Table().create_table(columns=2, rows=2, text=head + row),
}))
SCRIPT
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import json2md from 'json2md'
import { markdownTable } from 'markdown-table'
import { marked } from 'marked'
import { tablemark } from 'tablemark'
const text = 'image/resize,w_1|sys/saveas,o_YQ'
const python = JSON.parse(readFileSync(0, 'utf8'))
const { tabulate, pandas, polars, prettytable, pytablewriter, mdutils } = python
const tables = {
  tabulate,
  pandas,
  polars,
  prettytable,
  'markdown-table': markdownTable([['Key', 'Process'], ['a.jpg', text]]),
  pytablewriter,
  mdutils,
  tablemark: tablemark([{ Key: 'a.jpg', Process: text }]),
  json2md: json2md({ table: { headers: ['Key', 'Process'], rows: [['a.jpg', text]] } })
}
const cell = table => marked.parse(table).match(/<td[^>]*>(image[^<]*)<\/td>/)?.[1].trim()
const word = shown => (shown === text ? 'whole' : shown === 'image/resize,w_1' ? 'cut' : shown)
console.log(Object.entries(tables).map(([name, table]) => `${name} ${word(cell(table))}`).join(', '))
SCRIPT
seen=$(venv/bin/python look.py | node look.mjs)
echo "$seen"
[ "$seen" = 'tabulate cut, pandas cut, polars cut, prettytable cut, markdown-table cut, pytablewriter whole, mdutils whole, tablemark whole, json2md whole' ] || { echo changed; exit 1; }
