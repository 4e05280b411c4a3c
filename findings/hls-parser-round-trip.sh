#!/usr/bin/env bash
# hls-parser 0.16.1 reads a playlist into objects and writes them again, as programs do that sign each address in between. What comes back is another playlist: the zone of
# EXT-X-PROGRAM-DATE-TIME becomes UTC and its microseconds go, EXT-X-CUE-OUT:30 becomes EXT-X-CUE-OUT:DURATION=30, which stitchers of advertisements that look for a
# number do not read, and EXT-X-BITRATE goes. The m3u8 of PyPI 6.0.0 keeps zone, mark and rate, and cuts the time to milliseconds.
# A good guess is that what the parser knows comes back as it was written.
# Seen: hls-parser 2026-11-28T02:00:00.123Z DURATION=30 no rate; m3u8 2026-11-28T10:00:00.123+08:00 30 rate 100
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts hls-parser@0.16.1 > /dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check m3u8==6.0.0
cat > list.m3u8 <<'SCRIPT'
#EXTM3U
#EXT-X-VERSION:8
#EXT-X-TARGETDURATION:6
#EXT-X-MEDIA-SEQUENCE:1
#EXT-X-PROGRAM-DATE-TIME:2026-11-28T10:00:00.123456+08:00
#EXT-X-BITRATE:100
#EXTINF:6.0,
a.ts?x-oss-process=hls/sign,live_1
#EXT-X-CUE-OUT:30
#EXTINF:6.0,
b.ts?x-oss-process=hls/sign,live_1
SCRIPT
node -e "
const { parse, stringify } = require('hls-parser')
const { readFileSync, writeFileSync } = require('node:fs')
writeFileSync('hls-parser.m3u8', stringify(parse(readFileSync('list.m3u8', 'utf8'))))"
venv/bin/python -c 'import m3u8; open("m3u8.m3u8", "w").write(m3u8.load("list.m3u8").dumps())'
told() { sed -n 's/^#EXT-X-PROGRAM-DATE-TIME://p; s/^#EXT-X-CUE-OUT://p' "$1.m3u8" | paste -sd' '; }
rate() { grep -q '^#EXT-X-BITRATE:100' "$1.m3u8" && echo 'rate 100' || echo 'no rate'; }
seen="hls-parser $(told hls-parser) $(rate hls-parser); m3u8 $(told m3u8) $(rate m3u8)"
echo "hls-parser 0.16.1, m3u8 6.0.0: $seen"
[ "$seen" = 'hls-parser 2026-11-28T02:00:00.123Z DURATION=30 no rate; m3u8 2026-11-28T10:00:00.123+08:00 30 rate 100' ] || { echo changed; exit 1; }
