#!/usr/bin/env bash
# Tables of logs and inventories lie in folders that name a value, "shop=007", and a reader makes the column of the folder's name. Five readers of one such table, written by PyArrow 26.0.1, have five columns. "007" and "010" are 7 and 10 in PyArrow, pandas 3.1.1, polars 2.1.0 and fastparquet 2026.9.0, and stay in DuckDB 2.0.1; "1e3" is 1000
# in polars and fastparquet; "true" is a truth value in polars; the months "2026-11" are times in fastparquet alone; "10:30" polars ends in an error at, and fastparquet has as "10%3A30", as the folder is named.
# A good guess is that what was written as text is read as text, as the type stood in the table that was parted, or that all guess numbers alike.
# Seen: PyArrow 7 "1e3" "true" "2026-11" "10:30"; pandas 7 "1e3" "true" "2026-11" "10:30"; DuckDB "007" "1e3" "true" "2026-11" "10:30"; polars 7 1000.0 True "2026-11" error; fastparquet 7 1000.0 "true" time "10%3A30"
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyarrow==26.0.1 duckdb==2.0.1 polars==2.1.0 fastparquet==2026.9.0 pandas==3.1.1
cat > look.py <<'SCRIPT'
import datetime
import duckdb
import fastparquet
import pandas
import polars
import pyarrow
import pyarrow.dataset
import pyarrow.parquet

readers = {
    "PyArrow": lambda name: pyarrow.dataset.dataset(name, partitioning="hive").to_table().sort_by("place")["key"].to_pylist(),
    "pandas": lambda name: pandas.read_parquet(name).sort_values("place")["key"].tolist(),
    "DuckDB": lambda name: [row[0] for row in duckdb.sql(f"select key from read_parquet('{name}/*/*.parquet', hive_partitioning=true) order by place").fetchall()],
    "polars": lambda name: polars.read_parquet(f"{name}/**/*.parquet", hive_partitioning=True).sort("place")["key"].to_list(),
    "fastparquet": lambda name: fastparquet.ParquetFile(name).to_pandas().sort_values("place")["key"].tolist(),
}
lists = [["007", "010"], ["1e3", "2e3"], ["true", "false"], ["2026-11", "2026-12"], ["10:30", "11:45"]]
for index, keys in enumerate(lists):
    pyarrow.parquet.write_to_dataset(pyarrow.table({"key": keys, "place": [0, 1]}), str(index), partition_cols=["key"])

def first(read, name):
    try:
        value = read(name)[0]
    except Exception:
        return "error"
    return f'"{value}"' if isinstance(value, str) else "time" if isinstance(value, datetime.datetime) else str(value)

print("; ".join(f"{name} {' '.join(first(read, str(index)) for index in range(len(lists)))}" for name, read in readers.items()))
SCRIPT
seen=$(venv/bin/python -W ignore look.py 2> errors) || { cat errors; exit 1; }
echo "$seen"
[ "$seen" = 'PyArrow 7 "1e3" "true" "2026-11" "10:30"; pandas 7 "1e3" "true" "2026-11" "10:30"; DuckDB "007" "1e3" "true" "2026-11" "10:30"; polars 7 1000.0 True "2026-11" error; fastparquet 7 1000.0 "true" time "10%3A30"' ] || { echo changed; exit 1; }
