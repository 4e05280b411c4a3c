#!/usr/bin/env bash
# node-webvtt 1.9.4 cuts a WebVTT into segments for HLS with the X-TIMESTAMP-MAP line that HLS asks for, and its own parse() refuses them: "Missing blank
# line after signature", unless { meta: true } is given, since any header line counts as a mistake, with strict: false too.
# A good guess is that a parser reads what its own package wrote.
# Seen: segment X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000, parse Missing blank line after signature, not strict Missing blank line after signature, with meta 1 cue
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts node-webvtt@1.9.4 > /dev/null
seen=$(node -e "
const { parse, hls } = require('node-webvtt')
const [{ content }] = hls.hlsSegment('WEBVTT\n\n00:00.000 --> 00:05.000\nsprite.jpg#xywh=0,0,160,90\n', 10)
const tried = options => {
  try {
    const { cues, errors } = parse(content, options)
    return cues.length + ' cue' + errors.map(error => ' ' + error.message).join('')
  } catch (error) {
    return error.message
  }
}
console.log('segment ' + content.split('\n')[1] + ', parse ' + tried() + ', not strict ' + tried({ strict: false }) + ', with meta ' + tried({ meta: true }))")
echo "node-webvtt 1.9.4: $seen"
[ "$seen" = 'segment X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000, parse Missing blank line after signature, not strict Missing blank line after signature, with meta 1 cue' ] || { echo changed; exit 1; }
