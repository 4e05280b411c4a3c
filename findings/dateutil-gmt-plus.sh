#!/usr/bin/env bash
# "10:00:00 GMT+0800", as Date of JavaScript prints a time in China, is 02:00 of UTC. parse() of python-dateutil 4.0.0 turns the sign behind a name around, "my time + 8 is GMT": 18:00, sixteen hours later, for GMT+8, UTC+8 and GMT+0800 alike; "+0800"
# without a name is right, and tz.gettz("GMT+8") of the same package is eight hours ahead. dateparser 1.5.0, which stands on dateutil, and Date of Node 20 read 02:00.
# A good guess is that "+8" is eight hours ahead with a name in front as without one.
# Seen in UTC: dateutil GMT+8 18:00, UTC+8 18:00, GMT+0800 18:00, +0800 02:00; dateparser GMT+8 02:00, UTC+8 02:00, GMT+0800 02:00, +0800 02:00; Date GMT+8 02:00, UTC+8 02:00, GMT+0800 02:00, +0800 02:00;
# gettz of dateutil 8
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-dateutil==4.0.0 dateparser==1.5.0
cat > look.py <<'SCRIPT'
import datetime
import dateparser
from dateutil import parser
for name, parse, end in (("dateutil", parser.parse, "; "), ("dateparser", dateparser.parse, "\n")):
    times = ((zone, parse("Sat, 28 Nov 2026 10:00:00 " + zone).astimezone(datetime.timezone.utc)) for zone in ("GMT+8", "UTC+8", "GMT+0800", "+0800"))
    print(name, ", ".join(f"{zone} {time:%H:%M}" for zone, time in times), end=end)
SCRIPT
node=$(node -e "console.log('Date ' + ['GMT+8', 'UTC+8', 'GMT+0800', '+0800'].map(zone => zone + ' ' + new Date('Sat, 28 Nov 2026 10:00:00 ' + zone).toISOString().slice(11, 16)).join(', '))")
zone=$(venv/bin/python -c 'import datetime; from dateutil import tz; print(tz.gettz("GMT+8").utcoffset(datetime.datetime(2026, 11, 28)) // datetime.timedelta(hours=1))')
seen="$(venv/bin/python -W ignore look.py); $node; gettz of dateutil $zone"
echo "$seen"
[ "$seen" = 'dateutil GMT+8 18:00, UTC+8 18:00, GMT+0800 18:00, +0800 02:00; dateparser GMT+8 02:00, UTC+8 02:00, GMT+0800 02:00, +0800 02:00; Date GMT+8 02:00, UTC+8 02:00, GMT+0800 02:00, +0800 02:00; gettz of dateutil 8' ] || { echo changed; exit 1; }
