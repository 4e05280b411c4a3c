#!/usr/bin/env bash
# Opus is decoded at 48,000 Hz, and its positions count in that; the rate in its header is a note about where the sound came from (RFC 7845, 5.1). Of a second and a half that was
# recorded at 16,000 Hz music-metadata 11.16.1 tells sampleRate 16000 beside numberOfSamples 72000, which are 4.5 s; its duration is right. MediaInfo (pymediainfo 7.0.1) tells
# 16000 as well, and a duration of 1507 ms, with the 6.5 ms that players drop at the start. tinytag 2.3.2 and mediabunny 1.61.0 tell 48000 and 1.5 s.
# A good guess is that samples by rate are the duration, or that all tell 48000.
# Seen: music-metadata 16000 72000 1.5, MediaInfo 16000 1507 ms, tinytag 48000 1.5, mediabunny 48000 1.5
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 pymediainfo==7.0.1 tinytag==2.3.2
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts music-metadata@11.16.1 mediabunny@1.61.0 > /dev/null
"$(echo venv/lib/python3*/site-packages/imageio_ffmpeg/binaries/ffmpeg-*)" -nostdin -v error -f lavfi -i sine=r=16000:d=1.5 -c:a libopus sound.opus
python=$(venv/bin/python - <<'SCRIPT'
from pymediainfo import MediaInfo
from tinytag import TinyTag
sound, tag = MediaInfo.parse("sound.opus").audio_tracks[0], TinyTag.get("sound.opus")
print("MediaInfo %s %s ms, tinytag %s %s" % (sound.sampling_rate, sound.duration, tag.samplerate, tag.duration))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'
import { parseBuffer } from 'music-metadata'
const bytes = readFileSync('sound.opus')
const { sampleRate, numberOfSamples, duration } = (await parseBuffer(bytes)).format
const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })
console.log(`${sampleRate} ${numberOfSamples} ${duration}`)
console.log(`${(await input.getPrimaryAudioTrack()).sampleRate} ${await input.computeDuration()}`)
SCRIPT
{ read -r first; read -r second; } < <(node look.mjs)
seen="music-metadata $first, $python, mediabunny $second"
echo "$seen"
[ "$seen" = 'music-metadata 16000 72000 1.5, MediaInfo 16000 1507 ms, tinytag 48000 1.5, mediabunny 48000 1.5' ] || { echo changed; exit 1; }
