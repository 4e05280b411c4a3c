#!/usr/bin/env bash
# A clip of two seconds that was cut at 0.5 s without encoding keeps what stands before the cut, and an edit list hides it. ffmpeg, mp4box 2.4.1 and tinytag 2.3.2
# tell the 1.5 s that are played; music-metadata 11.16.1 and mutagen 1.48.1 tell the 2 s that are stored. mp4box's list of tracks has all 20 pictures, ffmpeg gives 15.
# A good guess is that the duration of an MP4 is one number that all readers find.
# Seen: ffmpeg 15 pictures, mp4box 1.50 and 20 pictures, music-metadata 2.02, tinytag 1.50, mutagen 2.02
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 mutagen==1.48.1 tinytag==2.3.2
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts music-metadata@11.16.1 mp4box@2.4.1 > /dev/null
ffmpeg=$(venv/bin/python -c 'import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())')
sources=(-f lavfi -i testsrc=s=64x48:d=2:r=10 -f lavfi -i sine=d=2:r=48000)
"$ffmpeg" -nostdin -v error "${sources[@]}" -c:v libx264 -c:a aac whole.mp4
"$ffmpeg" -nostdin -v error -ss 0.5 -i whole.mp4 -c copy cut.mp4
"$ffmpeg" -nostdin -v error -i cut.mp4 -map 0:v -f rawvideo -pix_fmt gray frames.raw
pictures=$(($(stat -c %s frames.raw) / (64 * 48)))
python=$(venv/bin/python -c 'import mutagen, tinytag; print("tinytag %.2f, mutagen %.2f" % (tinytag.TinyTag.get("cut.mp4").duration, mutagen.File("cut.mp4").info.length))')
node=$(node --input-type=module -e '
  import { readFileSync } from "node:fs"
  import { parseFile } from "music-metadata"
  import { createFile } from "mp4box"
  const { format } = await parseFile("cut.mp4")
  const file = createFile()
  const told = new Promise(resolve => (file.onReady = resolve))
  const { buffer } = new Uint8Array(readFileSync("cut.mp4"))
  file.appendBuffer(Object.assign(buffer, { fileStart: 0 }))
  const { duration, timescale, videoTracks } = await told
  console.log(`mp4box ${(duration / timescale).toFixed(2)} and ${videoTracks[0].nb_samples} pictures, music-metadata ${format.duration.toFixed(2)}`)')
seen="ffmpeg $pictures pictures, $node, $python"
echo "ffmpeg of imageio-ffmpeg 0.8.1, mp4box 2.4.1, music-metadata 11.16.1, tinytag 2.3.2, mutagen 1.48.1: $seen"
[ "$seen" = 'ffmpeg 15 pictures, mp4box 1.50 and 20 pictures, music-metadata 2.02, tinytag 1.50, mutagen 2.02' ] || { echo changed; exit 1; }
