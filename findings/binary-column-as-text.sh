#!/usr/bin/env bash
# A column of bytes in Parquet, as hashes and thumbnails of pictures are, is text to hyparquet 1.33.0 of npm unless it is told "utf8: false": three bytes ff 00 61 are three letters, the first a mark for what could not be read, and the bytes are gone. The file says which columns are text (the logical type STRING), and this one is not marked.
# And a decimal of 23 digits, whose places are all stored, is the nearest float. @dsnp/parquetjs 1.8.8 of npm hands out bytes; polars 2.1.0 and fastparquet 2026.9.0 of PyPI bytes, and of the decimal polars all digits.
# A good guess is that a reader which returns Uint8Array for bytes of a fixed length returns it for all bytes.
# Seen: hyparquet text efbfbd0061 ff0061 123456789012345680000, told ff0061, parquetjs ff0061 ff0061, polars ff0061 ff0061 123456789012345678901.05, fastparquet ff0061 ff0061 1.2345678901234568e+20
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyarrow==26.0.1 polars==2.1.0 fastparquet==2026.9.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts hyparquet@1.33.0 @dsnp/parquetjs@1.8.8 > /dev/null
python=$(venv/bin/python -W ignore - <<'SCRIPT'
import decimal
import fastparquet
import polars
import pyarrow
import pyarrow.parquet

data = bytes([255, 0, 97])
price = pyarrow.array([decimal.Decimal("123456789012345678901.05")], pyarrow.decimal128(30, 2))
pyarrow.parquet.write_table(pyarrow.table({"hash": pyarrow.array([data], pyarrow.binary()), "fixed": pyarrow.array([data], pyarrow.binary(3)), "price": price}), "a.parquet", compression="none")
row = polars.read_parquet("a.parquet").row(0)
print("polars", row[0].hex(), row[1].hex(), row[2], end=", ")
row = fastparquet.ParquetFile("a.parquet").to_pandas().iloc[0]
print("fastparquet", row["hash"].hex(), row["fixed"].hex(), row["price"])
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import parquetjs from '@dsnp/parquetjs'
import { parquetReadObjects } from 'hyparquet'
const file = Uint8Array.from(readFileSync('a.parquet')).buffer
const print = value => typeof value === 'string' ? `text ${Buffer.from(value).toString('hex')}` : Buffer.from(value).toString('hex')
const [plain] = await parquetReadObjects({ file })
const [told] = await parquetReadObjects({ file, utf8: false })
const other = await (await parquetjs.ParquetReader.openFile('a.parquet')).getCursor().next()
console.log(`hyparquet ${print(plain.hash)} ${print(plain.fixed)} ${plain.price}, told ${print(told.hash)}, parquetjs ${print(other.hash)} ${print(other.fixed)}`)
SCRIPT
seen="$(node look.mjs), $python"
echo "$seen"
[ "$seen" = 'hyparquet text efbfbd0061 ff0061 123456789012345680000, told ff0061, parquetjs ff0061 ff0061, polars ff0061 ff0061 123456789012345678901.05, fastparquet ff0061 ff0061 1.2345678901234568e+20' ] || { echo changed; exit 1; }
