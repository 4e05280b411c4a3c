#!/usr/bin/env bash
# ffmpeg 9.0.2 (wheel imageio-ffmpeg 0.8.1): "-ss 1" in front of an MPEG-TS input whose only key frame is the first one gives no
# picture at all and an exit status of 0; the same stream in MP4 or Matroska gives the 25 frames that are left. MPEG-TS has no index
# of key frames, and the jump lands behind the one that is needed. "-ss" behind the input, which decodes from the start, gives them.
# Seen: ts 0, mp4 25, mkv 25, ts behind the input 25
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m pip download --quiet --no-deps --disable-pip-version-check imageio-ffmpeg==0.8.1 -d .
python3 -m zipfile -e imageio_ffmpeg-*.whl .
ffmpeg=$(ls "$folder"/imageio_ffmpeg/binaries/ffmpeg-*)
chmod +x "$ffmpeg"
for format in ts mp4 mkv; do
  "$ffmpeg" -nostdin -v error -f lavfi -i testsrc=s=64x48:d=2:r=25 -c:v libx264 "clip.$format"
done
# Frames of 64 x 48 grey pixels; a status other than 0 ends the script.
count() {
  "$ffmpeg" -nostdin -v quiet -y "$@" -f rawvideo -pix_fmt gray frames.raw
  echo $(($(stat -c %s frames.raw) / (64 * 48)))
}
seen="ts $(count -ss 1 -i clip.ts), mp4 $(count -ss 1 -i clip.mp4), mkv $(count -ss 1 -i clip.mkv), ts behind the input $(count -i clip.ts -ss 1)"
echo "$("$ffmpeg" -version | head -1 | cut -d' ' -f1-3): $seen"
[ "$seen" = 'ts 0, mp4 25, mkv 25, ts behind the input 25' ]
