#!/usr/bin/env bash
# The picture that readers without APNG show need not be one of the animation: without an "fcTL" in front of it, it is hidden (PNG, third edition, 4.9). decodeApng() of fast-png 8.0.0 plays it, and leaves the last picture out: of white, hidden, with red and
# blue behind it there are white and red, the white one with a delay of 0 of 0. upng-js 2.1.0, OpenCV 5.0.0 and ffmpeg 9.0.2 have red and blue. Pillow 13.0.0 counts three, and says "default_image", so that imageio 2.38.1 has three as well.
# A good guess is that a decoder which counts the pictures by "acTL", two here, gives these two.
# Seen: fast-png white red, upng-js red blue, OpenCV red blue, ffmpeg 2 pictures, Pillow 3, imageio 3; without a hidden picture fast-png red blue
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 opencv-python-headless==5.0.0.93 imageio==2.38.1 imageio-ffmpeg==0.8.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts fast-png@8.0.0 upng-js@2.1.0 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import subprocess
import cv2
import imageio.v3
import imageio_ffmpeg
from PIL import Image

white, red, blue = (Image.new("RGBA", (8, 8), name) for name in ("white", "red", "blue"))
white.save("hidden.png", save_all=True, append_images=[red, blue], default_image=True, duration=[100, 200])
red.save("plain.png", save_all=True, append_images=[blue], duration=[100, 200])
names = {(0, 0, 255): "red", (255, 0, 0): "blue", (255, 255, 255): "white"}
frames = cv2.imreadanimation("hidden.png")[1].frames
checks = subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", "hidden.png", "-f", "framecrc", "-"], capture_output=True, check=True, text=True).stdout
print("OpenCV", *(names[tuple(frame[0, 0].tolist()[:3])] for frame in frames), end=", ")
print("ffmpeg", sum(not line.startswith("#") for line in checks.splitlines()), "pictures", end=", ")
print("Pillow", Image.open("hidden.png").n_frames, end=", ")
print("imageio", len(imageio.v3.imread("hidden.png")))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { decodeApng } from 'fast-png'
import UPNG from 'upng-js'
const names = { '255,0,0': 'red', '0,0,255': 'blue', '255,255,255': 'white' }
const fast = name => decodeApng(readFileSync(name)).frames.map(frame => names[frame.data.slice(0, 3)]).join(' ')
const upng = UPNG.toRGBA8(UPNG.decode(readFileSync('hidden.png'))).map(frame => names[new Uint8Array(frame).slice(0, 3)]).join(' ')
console.log(`fast-png ${fast('hidden.png')}, upng-js ${upng}`)
console.log(`without a hidden picture fast-png ${fast('plain.png')}`)
SCRIPT
node=$(node look.mjs)
seen="${node%%$'\n'*}, $python; ${node##*$'\n'}"
echo "$seen"
[ "$seen" = 'fast-png white red, upng-js red blue, OpenCV red blue, ffmpeg 2 pictures, Pillow 3, imageio 3; without a hidden picture fast-png red blue' ] || { echo changed; exit 1; }
