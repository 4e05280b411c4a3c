#!/usr/bin/env bash
# Miller 6 (mlr 6.6.0 of Debian 12) writes the numbers of a CSV into JSON as they were written, without quotes: 0xff, .5, 5., 0b11 and 0o17, which JSON does not have, so that a list with one colour or one
# opacity written so is no JSON as a whole and readers refuse all of it. Of 007, 1_000 and +5 it makes texts, and of 1e400 too. -S and --jvquoteall make texts of all.
# A good guess is that what writes JSON writes a number in the form of JSON, or a text.
# Seen: 0xff bare, .5 bare, 5. bare, 0b11 bare, 0o17 bare, 007 "007", +5 "+5", 1_000 "1_000", 1e400 "1e400", 1e5 bare; read by python3: refused, with --jvquoteall read
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq miller 2> /dev/null
dpkg -x miller_*.deb .
read_all='import json, sys
try: json.load(sys.stdin); print("read")
except ValueError: print("refused")'
seen=''
for number in 0xff .5 5. 0b11 0o17 007 +5 1_000 1e400 1e5; do
  printf 'key,value\na.jpg,%s\n' "$number" > list.csv
  written=$(usr/bin/mlr --icsv --ojsonl cut -f value list.csv | sed 's/.*: *//; s/}$//')
  [ "$written" != "$number" ] || written=bare
  seen="$seen$number $written, "
done
printf 'key,value\na.jpg,1\nb.jpg,.5\n' > list.csv
seen="${seen%, }; read by python3: $(usr/bin/mlr --icsv --ojson cat list.csv | python3 -c "$read_all"), with --jvquoteall $(usr/bin/mlr --icsv --ojson --jvquoteall cat list.csv | python3 -c "$read_all")"
echo "$(usr/bin/mlr --version): $seen"
[ "$seen" = '0xff bare, .5 bare, 5. bare, 0b11 bare, 0o17 bare, 007 "007", +5 "+5", 1_000 "1_000", 1e400 "1e400", 1e5 bare; read by python3: refused, with --jvquoteall read' ] || { echo changed; exit 1; }
