#!/usr/bin/env bash
# csvkit 2.2.0 sorts, joins and converts with the values that it makes of the texts of a CSV, and writes those: csvsort of a list of pictures leaves 10 of the size "10%", a Monday of the year 1 of a
# folder named "mon", a time of "1m", 15 of "1,5" and True of a column that has 1 and 0 alone. -I (--no-inference) leaves what was written; csvcut and csvgrep make no values. "4:3" stays.
# A good guess is that a sort moves rows, or at the least that what is read as a number keeps its unit.
# Seen: csvsort 10% 10, mon 0001-01-08, 1m 0:01:00, 1,5 15, 1 True, 4:3 4:3; csvsort -I 10% mon 1m 1,5 1 4:3; csvcut 10% mon 1m 1,5 1 4:3
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check csvkit==2.2.0 agate==1.14.2 parsedatetime==2.6
export PATH="$folder/venv/bin:$PATH"
row() { tail -n 1 "$folder/list.csv.out" | python3 -c 'import csv, sys; print(*next(csv.reader(sys.stdin))[1:])'; }
printf 'key,size,folder,age,scale,public,ratio\na.jpg,10%%,mon,1m,"1,5",1,4:3\n' > "$folder/list.csv"
csvsort -c key "$folder/list.csv" > "$folder/list.csv.out"
read -r size day age scale public ratio <<< "$(row)"
csvsort -I -c key "$folder/list.csv" > "$folder/list.csv.out"
plain=$(row)
csvcut "$folder/list.csv" > "$folder/list.csv.out"
seen="csvsort 10% $size, mon $day, 1m $age, 1,5 $scale, 1 $public, 4:3 $ratio; csvsort -I $plain; csvcut $(row)"
echo "csvkit 2.2.0: $seen"
[ "$seen" = 'csvsort 10% 10, mon 0001-01-08, 1m 0:01:00, 1,5 15, 1 True, 4:3 4:3; csvsort -I 10% mon 1m 1,5 1 4:3; csvcut 10% mon 1m 1,5 1 4:3' ] || { echo changed; exit 1; }
