#!/usr/bin/env bash
# subtitle 4.2.2 of npm writes a cue at 25 hours, as recordings of live streams have them whose clock runs on, as 01:00:01,86400234: the hours begin again after a day, and the day goes into the
# milliseconds. SRT and WebVTT put no end to hours. srt 3.5.3 and pysubs2 1.8.1 of PyPI write 25:00:01, and subtitle itself reads it.
# A good guess is that hours are counted on.
# Seen: subtitle 23:00:01,234 01:00:01,86400234, as WebVTT 01:00:01.86400234, srt 25:00:01,234, pysubs2 25:00:01,234, read by subtitle 90001234
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check srt==3.5.3 pysubs2==1.8.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts subtitle@4.2.2 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
from datetime import timedelta
import pysubs2
import srt
film = pysubs2.SSAFile()
film.append(pysubs2.SSAEvent(start=90001234, end=90002000, text="a"))
start = lambda text: next(line for line in text.splitlines() if "-->" in line).split(" ")[0]
print("srt %s, pysubs2 %s" % (start(srt.compose([srt.Subtitle(1, timedelta(milliseconds=90001234), timedelta(milliseconds=90002000), "a")])), start(film.to_string("srt"))))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { parseSync, stringifySync } from 'subtitle'
const start = (hours, format) => {
  const data = { start: hours * 3_600_000 + 1234, end: hours * 3_600_000 + 2000, text: 'a' }
  return stringifySync([{ type: 'cue', data }], { format }).split('\n').find(line => line.includes('-->')).split(' ')[0]
}
console.log(`subtitle ${start(23, 'SRT')} ${start(25, 'SRT')}, as WebVTT ${start(25, 'WebVTT')}`)
console.log(parseSync('1\n25:00:01,234 --> 25:00:02,000\na\n')[0].data.start)
SCRIPT
{ read -r first; read -r second; } < <(node look.mjs)
seen="$first, $python, read by subtitle $second"
echo "$seen"
[ "$seen" = 'subtitle 23:00:01,234 01:00:01,86400234, as WebVTT 01:00:01.86400234, srt 25:00:01,234, pysubs2 25:00:01,234, read by subtitle 90001234' ] || { echo changed; exit 1; }
