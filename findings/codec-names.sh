#!/usr/bin/env bash
# Which codec is in an MP4? A page asks a browser by that name whether it can play it (MediaSource.isTypeSupported, canPlayType). Of HEVC whose entry is "hvc1", which is the one that Safari plays, mediabunny 1.61.0 says "hev1.2.4.L30.90", the
# entry that Safari refuses; mp4box 2.4.1 says hvc1. mux.js 7.1.0 says "hvc1" and "av01" alone, which are no names of codecs, calls MP3 "mp4a.40.2", which is AAC, and so a track of pictures in MPEG-4 Part 2. music-metadata 11.16.1 calls
# MP3 in MP4 "MPEG-4/AAC" as well, and knows no name for Opus and FLAC.
# A good guess is that the name is written from the entry and its boxes, and that two libraries write one name.
# Seen of HEVC, AV1, MP3, MPEG-4 Part 2: mp4box hvc1.2.4.L30.90 av01.0.00M.10 mp4a.6b mp4v, mediabunny hev1.2.4.L30.90 av01.0.00M.10 mp3 null, mux.js hvc1 av01 mp4a.40.2 mp4a.40.2; music-metadata of MP3, Opus, FLAC:
# MPEG-4/AAC undefined undefined
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.6.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mp4box@2.4.1 mediabunny@1.61.0 mux.js@7.1.0 music-metadata@11.16.1 > /dev/null
ffmpeg=$(venv/bin/python -c 'import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())')
pictures() { "$ffmpeg" -v error -f lavfi -i testsrc=s=64x40:r=10:d=1 "${@:2}" "$1.mp4"; }
sound() { "$ffmpeg" -v error -f lavfi -i sine=d=1 "${@:2}" "$1.mp4"; }
pictures hevc -c:v libx265 -pix_fmt yuv420p10le -tag:v hvc1 -x265-params log-level=none
pictures av1 -c:v libaom-av1 -cpu-used 8 -pix_fmt yuv420p10le
pictures mpeg4 -c:v mpeg4
sound mp3 -c:a libmp3lame
sound opus -c:a libopus
sound flac -c:a flac -strict -2
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'
import { createFile } from 'mp4box'
import { parseBuffer } from 'music-metadata'
import mux from 'mux.js'
console.warn = () => {}
const of = name => readFileSync(`${name}.mp4`)
const withMp4box = bytes =>
  new Promise(resolve => {
    const file = createFile()
    file.onReady = ({ tracks }) => resolve(tracks[0].codec)
    file.appendBuffer(Object.assign(new Uint8Array(bytes).buffer, { fileStart: 0 }))
  })
const withMediabunny = async bytes => String(await (await new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS }).getTracks())[0].getCodecParameterString())
const withMux = bytes => mux.mp4.probe.tracks(new Uint8Array(bytes))[0].codec
const withMusicMetadata = async bytes => String((await parseBuffer(bytes, { mimeType: 'video/mp4' })).format.codec)
const all = async (read, names) => (await Promise.all(names.map(name => read(of(name))))).join(' ')
const names = ['hevc', 'av1', 'mp3', 'mpeg4']
console.log(`mp4box ${await all(withMp4box, names)}, mediabunny ${await all(withMediabunny, names)}, mux.js ${await all(withMux, names)}; music-metadata ${await all(withMusicMetadata, ['mp3', 'opus', 'flac'])}`)
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'mp4box hvc1.2.4.L30.90 av01.0.00M.10 mp4a.6b mp4v, mediabunny hev1.2.4.L30.90 av01.0.00M.10 mp3 null, mux.js hvc1 av01 mp4a.40.2 mp4a.40.2; music-metadata MPEG-4/AAC undefined undefined' ] || { echo changed; exit 1; }
