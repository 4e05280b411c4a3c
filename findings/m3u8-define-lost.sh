#!/usr/bin/env bash
# m3u8 6.0.0 of PyPI drops EXT-X-DEFINE when it writes a playlist and keeps the places where its variables stand: "{$host}/720.m3u8" has nothing to become, and a player
# has to refuse the playlist (RFC 8216bis, 4.3). REQ-VIDEO-LAYOUT comes back as another attribute, with its quotes doubled.
# A good guess is that an unknown tag is kept, or that nothing is left that needs it.
# Seen: define 0 of 1, uses 1 of 1, layout REQ-VIDEO_LAYOUT=""CH-STEREO""
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check m3u8==6.0.0
cat > film.m3u8 <<'SCRIPT'
#EXTM3U
#EXT-X-VERSION:12
#EXT-X-DEFINE:NAME="host",VALUE="https://media.example.com"
#EXT-X-STREAM-INF:BANDWIDTH=1280000,REQ-VIDEO-LAYOUT="CH-STEREO"
{$host}/720.m3u8
SCRIPT
venv/bin/python -c "import m3u8; print(m3u8.load('film.m3u8').dumps())" > again.m3u8
count() { grep -c "$1" "$2" || true; }
seen="define $(count EXT-X-DEFINE again.m3u8) of $(count EXT-X-DEFINE film.m3u8), uses $(count '{$host}' again.m3u8) of $(count '{$host}' film.m3u8), layout $(grep -o 'REQ-VIDEO[^,]*' again.m3u8)"
echo "m3u8 6.0.0: $seen"
[ "$seen" = 'define 0 of 1, uses 1 of 1, layout REQ-VIDEO_LAYOUT=""CH-STEREO""' ] || { echo changed; exit 1; }
