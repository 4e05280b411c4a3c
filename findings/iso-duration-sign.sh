#!/usr/bin/env bash
# iso8601-duration 2.1.4 of npm reads the sign of a duration and drops it: "-PT1H", an hour before (XML Schema, java.time, Temporal), is 3600 seconds, so that what should be taken off is added. tinyduration 3.4.1 and
# luxon 3.7.2, and isodate 0.7.2 of PyPI, say minus an hour. A duration that iso8601-duration does not know, as "PT-1H", throws.
# A good guess is that a sign counts, or that the text is refused as others are.
# Seen of -PT1H: iso8601-duration 3600, tinyduration -3600, luxon -3600, isodate -3600; of PT-1H: iso8601-duration Error
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check isodate==0.7.2
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts iso8601-duration@2.1.4 tinyduration@3.4.1 luxon@3.7.2 > /dev/null
cat > look.cjs <<'SCRIPT'
const { parse, toSeconds } = require('iso8601-duration')
const { Duration } = require('luxon')
const tiny = require('tinyduration').parse('-PT1H')
console.log(`iso8601-duration ${toSeconds(parse('-PT1H'))}, tinyduration ${(tiny.negative ? -1 : 1) * tiny.hours * 3600}, luxon ${Duration.fromISO('-PT1H').as('seconds')}`)
SCRIPT
cat > inner.cjs <<'SCRIPT'
try {
  console.log(require('iso8601-duration').parse('PT-1H'))
} catch {
  console.log('Error')
}
SCRIPT
python=$(venv/bin/python -c 'import isodate; print(round(isodate.parse_duration("-PT1H").total_seconds()))')
seen="of -PT1H: $(node look.cjs), isodate $python; of PT-1H: iso8601-duration $(node inner.cjs)"
echo "$seen"
[ "$seen" = 'of -PT1H: iso8601-duration 3600, tinyduration -3600, luxon -3600, isodate -3600; of PT-1H: iso8601-duration Error' ] || { echo changed; exit 1; }
