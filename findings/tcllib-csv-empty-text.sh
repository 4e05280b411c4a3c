#!/usr/bin/env bash
# Two quotes with nothing between them are an empty value in CSV (RFC 4180, 2.5 and 2.7), as writers that put quotes around each value have it: Python's csv with QUOTE_ALL, exports of databases. csv::split of Tcl's library (tcllib 1.21 of Debian 12, csv 0.8.1) reads one quote: of "a.jpg","","x" the
# second value is a sign that stands nowhere in it, so that a style or a prefix which is left out is one. Inside of a text "" is a quote, rightly. Only -alternate, with which "" inside of a text works as well, reads an empty one; and csv::join writes what is empty with nothing, so that a test by
# itself passes.
# A good guess is that a reader of CSV reads an empty value from each writer.
# Seen: [a.jpg] ["] [x] and inside [a"b], with -alternate [a.jpg] [] [x] and inside [a"b]; Python [a.jpg] [] [x]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
command -v tclsh > /dev/null || { echo 'skipped: no tclsh (tcl of Debian 12)'; exit 0; }
apt-get download -qq tcllib 2> /dev/null
dpkg -x tcllib_*.deb .
python3 -c 'import csv; csv.writer(open("list.csv", "w"), quoting=csv.QUOTE_ALL).writerow(["a.jpg", "", "x"])'
cat > look.tcl <<'SCRIPT'
lappend auto_path [glob usr/share/tcltk/tcllib*]
package require csv
set line [string trim [read [open list.csv]]]
proc shown values { join [lmap value $values { format {[%s]} $value }] }
puts "[shown [csv::split $line]] and inside [shown [csv::split {"a""b"}]], with -alternate [shown [csv::split -alternate $line]] and inside [shown [csv::split -alternate {"a""b"}]]"
SCRIPT
seen="$(tclsh look.tcl); Python $(python3 -c 'import csv; print(*(f"[{value}]" for value in next(csv.reader(open("list.csv")))))')"
echo "$seen"
[ "$seen" = '[a.jpg] ["] [x] and inside [a"b], with -alternate [a.jpg] [] [x] and inside [a"b]; Python [a.jpg] [] [x]' ] || { echo changed; exit 1; }
