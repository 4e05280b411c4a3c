#!/usr/bin/env bash
# A table of objects with the size as an unsigned number of 32 bits and the price as a decimal, written by PyArrow 26.0.1: @dsnp/parquetjs 1.8.8 reads 3,000,000,000 bytes as -1294967296, as if the number had a sign, and 12.34 as five bytes; apache-arrow 21.2.0 for
# JavaScript reads the size rightly and makes the text "1234" of the price, without the point, which its type knows. hyparquet 1.33.0 reads 3000000000 and 12.34.
# A good guess is that a reader of a format with types keeps to them, or refuses a type that it does not know.
# Seen, size and price: parquetjs -1294967296 Buffer, hyparquet 3000000000 12.34, apache-arrow 3000000000 1234
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyarrow==26.0.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @dsnp/parquetjs@1.8.8 hyparquet@1.33.0 apache-arrow@21.2.0 > /dev/null
venv/bin/python - <<'SCRIPT'
import decimal
import pyarrow
import pyarrow.parquet
table = pyarrow.table({"size": pyarrow.array([3_000_000_000], pyarrow.uint32()), "price": pyarrow.array([decimal.Decimal("12.34")], pyarrow.decimal128(10, 2))})
pyarrow.parquet.write_table(table, "a.parquet", compression="none", use_dictionary=False)
with pyarrow.ipc.new_file("a.arrow", table.schema) as file:
    file.write_table(table)
SCRIPT
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import parquetjs from '@dsnp/parquetjs'
import { tableFromIPC } from 'apache-arrow'
import { parquetReadObjects } from 'hyparquet'
const cursor = (await parquetjs.ParquetReader.openFile('a.parquet')).getCursor()
const one = await cursor.next()
const [other] = await parquetReadObjects({ file: new Uint8Array(readFileSync('a.parquet')).buffer })
const table = tableFromIPC(readFileSync('a.arrow'))
const third = ['size', 'price'].map(name => String(table.getChild(name).get(0)))
console.log(`parquetjs ${one.size} ${one.price?.constructor?.name ?? one.price}, hyparquet ${other.size} ${other.price}, apache-arrow ${third.join(' ')}`)
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'parquetjs -1294967296 Buffer, hyparquet 3000000000 12.34, apache-arrow 3000000000 1234' ] || { echo changed; exit 1; }
