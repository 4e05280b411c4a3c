#!/usr/bin/env bash
# jq from 1.7 on keeps a number as its JSON has it, also where it becomes a part of a text: "image/resize,w_\(.w)" has "w_100.0" of 100.0 and "w_1E+2" of 1e2, which are no whole numbers to OSS; jq 1.6
# (Debian 12) has "w_100" of both. @csv, @text and tostring do as the string does, and "unique" tells two texts of one number. A calculation makes 100 of it everywhere: "w_\(.w * 1)", or floor. Seen
# with jq 1.13.0 of PyPI, which holds jq 1.8. A good guess is that a text has the number, as 1.6 and JavaScript have it, or at the least the letters that the file has.
# Seen: 1.6: w_100 w_100 w_100.5; PyPI: w_100.0 w_1E+2 w_100.50, times 1 w_100 w_100 w_100.5
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq jq libjq1 libonig5 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
library=$(dirname "$(find "$folder/usr/lib" -name 'libjq.so.1' | head -n 1)")
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jq==1.13.0
cat > newer.py <<'SCRIPT'
import sys
import jq
print(" ".join(jq.compile(sys.argv[1]).input_text(number).text() for number in sys.argv[2:]).replace('"', ""))
SCRIPT
numbers=(100.0 1e2 100.50)
older() { printf '%s\n' "${numbers[@]}" | LD_LIBRARY_PATH="$library" usr/bin/jq -r "$1" | tr '\n' ' ' | sed 's/ $//'; }
newer() { venv/bin/python newer.py "$1" "${numbers[@]}"; }
seen="1.6: $(older '"w_\(.)"'); PyPI: $(newer '"w_\(.)"'), times 1 $(newer '"w_\(. * 1)"')"
echo "$(LD_LIBRARY_PATH="$library" usr/bin/jq --version), jq 1.13.0 of PyPI: $seen"
[ "$seen" = '1.6: w_100 w_100 w_100.5; PyPI: w_100.0 w_1E+2 w_100.50, times 1 w_100 w_100 w_100.5' ] || { echo changed; exit 1; }
