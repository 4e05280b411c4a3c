#!/usr/bin/env bash
# How long is "-1h", as "an hour ago" or "an hour before", how long "1h30", and how long "1,5h" of a German or French hand? timestring 7.0.0 of npm and timelength 3.0.4 of PyPI read the sign and drop it: an hour. "1h30" is an hour to both, and the 30 goes, with timelength's "success" true; parse-duration 2.1.9 of npm has an hour and a half.
# "1,5h" is fifteen hours to timestring and parse-duration, which take commas away, and an error to timelength. Of "1e3s" timelength makes three seconds. pytimeparse 1.1.8 of PyPI has None for what it does not know.
# A good guess is that a reader which takes a sign or a comma makes something of it, and that what is left over is an error.
# Seen, hours of -1h, 1h30, 1,5h: timestring 1 1 15, parse-duration -1 1.5 15, timelength 1.0 1.0 no, pytimeparse -1.0 None None; timelength of 1e3s 3.0 s, success True
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check timelength==3.0.4 pytimeparse==1.1.8
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts timestring@7.0.0 parse-duration@2.1.9 > /dev/null
cat > look.mjs <<'SCRIPT'
import parse from 'parse-duration'
import timestring from 'timestring'
const texts = ['-1h', '1h30', '1,5h']
console.log(`timestring ${texts.map(text => timestring(text, 'h')).join(' ')}, parse-duration ${texts.map(text => parse(text, 'h')).join(' ')}`)
SCRIPT
python=$(venv/bin/python - <<'SCRIPT'
import pytimeparse
from timelength import TimeLength

texts = ("-1h", "1h30", "1,5h")
print("timelength", *(result.seconds / 3600 if result.success else "no" for result in (TimeLength(text).result for text in texts)), end=", ")
print("pytimeparse", *(seconds and seconds / 3600 for seconds in map(pytimeparse.parse, texts)), end="; ")
odd = TimeLength("1e3s").result
print(f"timelength of 1e3s {odd.seconds} s, success {odd.success}")
SCRIPT
)
seen="$(node look.mjs), $python"
echo "$seen"
[ "$seen" = 'timestring 1 1 15, parse-duration -1 1.5 15, timelength 1.0 1.0 no, pytimeparse -1.0 None None; timelength of 1e3s 3.0 s, success True' ] || { echo changed; exit 1; }
