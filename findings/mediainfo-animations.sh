#!/usr/bin/env bash
# MediaInfo 24.12 (pymediainfo 7.0.1) on pictures of 40x30, animated ones of four frames and one second: a WebP, still or animated, has no width and no height, and the animated one no
# duration or count of frames; a GIF has its sides and no duration. An AVIF sequence has 3 frames as "Video" and, as "Image", 4 that last 18446744073709551616 ms, which is 2 to the
# power of 64. A good guess is that a tool for the facts of media tells sides, frames and duration of what it recognises.
# Seen: still webp NonexNone; animated webp NonexNone None None; gif 40x30 None None; avif Video None 3, Image 18446744073709551616 4
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 pymediainfo==7.0.1
seen=$(venv/bin/python - <<'SCRIPT'
from PIL import Image
from pymediainfo import MediaInfo
frames = [Image.new("RGB", (40, 30), (at * 60, 0, 0)) for at in range(4)]
frames[0].save("still.webp")
for name in ("film.webp", "film.gif", "film.avif"):
    frames[0].save(name, save_all=True, append_images=frames[1:], duration=[100, 200, 300, 400])
tracks = lambda name: MediaInfo.parse(name).tracks[1:]
sides = lambda track: "%sx%s" % (track.width, track.height)
still, webp, gif = tracks("still.webp")[0], tracks("film.webp")[0], tracks("film.gif")[0]
avif = ", ".join("%s %s %s" % (track.track_type, track.duration, track.frame_count) for track in tracks("film.avif"))
print("still webp %s; animated webp %s %s %s; gif %s %s %s; avif %s" % (sides(still), sides(webp), webp.duration, webp.frame_count, sides(gif), gif.duration, gif.frame_count, avif))
SCRIPT
)
echo "$seen"
[ "$seen" = 'still webp NonexNone; animated webp NonexNone None None; gif 40x30 None None; avif Video None 3, Image 18446744073709551616 4' ] || { echo changed; exit 1; }
