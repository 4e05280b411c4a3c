#!/usr/bin/env bash
# mpd-parser 1.4.0, the DASH of Video.js, finds no segments at all where the times of a period begin behind zero, as in all periods but the first, and the last entry runs to the end of the period: with presentationTimeOffset="100", t="100" and
# r="-1" (ISO/IEC 23009-1, 5.3.9.6), ten seconds of two seconds each are 0 segments, as the offset is not taken off. With r="4", which means the same here, they are 5, and with r="-1" and no offset as well.
# A good guess is that "to the end" and the number that reaches the end give the same list.
# Seen: offset and r=-1 0, offset and r=4 5, no offset and r=-1 5
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mpd-parser@1.4.0 > /dev/null
cat > look.mjs <<'SCRIPT'
import { parse } from 'mpd-parser'
const manifest = (start, repeat) => `<?xml version="1.0"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT10S" minBufferTime="PT2S" profiles="urn:mpeg:dash:profile:isoff-live:2011">
<Period><AdaptationSet mimeType="video/mp4" segmentAlignment="true">
<SegmentTemplate media="$Time$.m4s" initialization="i.mp4" timescale="10" presentationTimeOffset="${start}"><SegmentTimeline><S t="${start}" d="20" r="${repeat}"/></SegmentTimeline></SegmentTemplate>
<Representation id="v" bandwidth="1000" width="40" height="30" codecs="avc1.42c00d"/></AdaptationSet></Period></MPD>`
const count = (...times) => parse(manifest(...times), { manifestUri: 'https://media.example.com/film.mpd' }).playlists[0].segments.length
console.log(`offset and r=-1 ${count(100, -1)}, offset and r=4 ${count(100, 4)}, no offset and r=-1 ${count(0, -1)}`)
SCRIPT
seen=$(node look.mjs)
echo "mpd-parser 1.4.0: $seen"
[ "$seen" = 'offset and r=-1 0, offset and r=4 5, no offset and r=-1 5' ] || { echo changed; exit 1; }
