#!/usr/bin/env bash
# timecode 1.5.1 of PyPI counts the pictures of a film from one: 00:00:00:00 is 1. So the sum of a second and a second is two seconds and one picture, their difference is 24 pictures, Timecode("25", start_seconds=1) is 00:00:00:24, and of a cut at 1800 pictures it is one short.
# At 29.97 the label 00:01:00:00, which drop-frame counting leaves out, is the label of two pictures before, 00:00:59;28. smpte-timecode 1.3.6 of npm and opentimelineio 0.18.1 count from zero.
# A good guess is that a second and a second are two, as times are added there with "+".
# Seen: timecode 00:00:02:01 00:00:00:24, of 1 s 00:00:00:24, of 1800 pictures 00:01:11:24, at 29.97 00:00:59;28; smpte-timecode 00:00:02:00, of 1800 pictures 00:01:12:00; opentimelineio 00:00:02:00, of 1800 pictures 00:01:12:00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check timecode==1.5.1 opentimelineio==0.18.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts smpte-timecode@1.3.6 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
from opentimelineio.opentime import RationalTime, from_timecode, to_timecode
from timecode import Timecode

second = Timecode("25", "00:00:01:00")
print(f"timecode {second + second} {Timecode('25', '00:00:02:00') - second}, of 1 s {Timecode('25', start_seconds=1)}, of 1800 pictures {Timecode('25', frames=1800)}, at 29.97 {Timecode('29.97', '00:01:00:00')}")
second = from_timecode("00:00:01:00", 25)
print(f"opentimelineio {to_timecode(second + second, 25)}, of 1800 pictures {to_timecode(RationalTime(1800, 25), 25)}")
SCRIPT
)
cat > look.cjs <<'SCRIPT'
const Timecode = require('smpte-timecode')
console.log(`smpte-timecode ${new Timecode('00:00:01:00', 25).add('00:00:01:00')}, of 1800 pictures ${new Timecode(1800, 25)}`)
SCRIPT
seen="${python%%$'\n'*}; $(node look.cjs); ${python##*$'\n'}"
echo "$seen"
[ "$seen" = 'timecode 00:00:02:01 00:00:00:24, of 1 s 00:00:00:24, of 1800 pictures 00:01:11:24, at 29.97 00:00:59;28; smpte-timecode 00:00:02:00, of 1800 pictures 00:01:12:00; opentimelineio 00:00:02:00, of 1800 pictures 00:01:12:00' ] || { echo changed; exit 1; }
