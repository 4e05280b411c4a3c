#!/usr/bin/env bash
# A picture of an APNG may be laid over the one before (blend "over"), and cover a part of it; what was opaque stays so. Pillow 13.0.0 lays a blue of half the strength over an opaque red and gets a strength of 191 of 255, as if the ground were a quarter gone. decodeApng() of fast-png 8.0.0 makes all that is laid over transparent, with a blue of 254, and forgets
# the picture below a small one. UPNG.toRGBA8() of upng-js 2.1.0 ends in an error where the first picture is to be taken back to what was before it, which means nothing (PNG, third edition, 11.3.6.2). OpenCV 5.0.0 and ffmpeg 9.0.2 are right in all.
# A good guess is that laying over is one formula, and that readers which know the mark have it.
# Seen, half of blue over red, a blue square over red, a green square behind a first picture that is taken back, each in a corner and in the middle: Pillow 127,0,128,191 127,0,128,191 255,0,0,255 0,0,255,255 0,0,0,0 0,255,0,255; OpenCV 127,0,128,255 127,0,128,255 255,0,0,255 0,0,255,255 0,0,0,0 0,255,0,255; ffmpeg 127,0,128,255 127,0,128,255 255,0,0,255 0,0,255,255 0,0,0,0 0,255,0,255; fast-png 0,0,255,128 0,0,255,128 0,0,0,0 0,0,254,0 0,0,0,0 0,254,0,0; upng-js 127,0,128,255 127,0,128,255 255,0,0,255 0,0,255,255 TypeError
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 opencv-python-headless==5.0.0.93 imageio-ffmpeg==0.8.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts fast-png@8.0.0 upng-js@2.1.0 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import struct
import subprocess
import zlib
import cv2
import imageio_ffmpeg
from PIL import Image

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

def write(name, *pictures):
    parts = [chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 6, 0, 0, 0)), chunk(b"acTL", struct.pack(">II", len(pictures), 0))]
    for index, (place, side, colour, dispose, blend) in enumerate(pictures):
        number = index * 2 - (index > 0)
        parts.append(chunk(b"fcTL", struct.pack(">IIIIIHHBB", number, side, side, place, place, 1, 10, dispose, blend)))
        data = zlib.compress((b"\0" + bytes(colour) * side) * side)
        parts.append(chunk(b"IDAT", data) if index == 0 else chunk(b"fdAT", struct.pack(">I", number + 1) + data))
    open(name, "wb").write(b"\x89PNG\r\n\x1a\n" + b"".join(parts) + chunk(b"IEND", b""))

red, green, blue, half = (255, 0, 0, 255), (0, 255, 0, 255), (0, 0, 255, 255), (0, 0, 255, 128)
write("half.png", (0, 8, red, 0, 0), (0, 8, half, 0, 1))
write("square.png", (0, 8, red, 0, 0), (2, 4, blue, 0, 1))
write("back.png", (0, 8, red, 2, 0), (2, 4, green, 0, 1))
names = ("half.png", "square.png", "back.png")

def pillow(name):
    picture = Image.open(name)
    picture.seek(1)
    return [picture.convert("RGBA").getpixel((place, place)) for place in (0, 3)]

def opencv(name):
    last = cv2.imreadanimation(name)[1].frames[-1]
    return [(*reversed(last[place, place, :3].tolist()), int(last[place, place, 3])) for place in (0, 3)]

def ffmpeg(name):
    data = subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", name, "-f", "rawvideo", "-pix_fmt", "rgba", "-"], capture_output=True, check=True).stdout[-256:]
    return [tuple(data[place * 36:place * 36 + 4]) for place in (0, 3)]

for name, read in (("Pillow", pillow), ("OpenCV", opencv), ("ffmpeg", ffmpeg)):
    print(name, *(",".join(map(str, pixel)) for file in names for pixel in read(file)), end="; " if name != "ffmpeg" else "\n")
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { decodeApng } from 'fast-png'
import UPNG from 'upng-js'
const pixels = data => [0, 3].map(place => [...new Uint8Array(data).slice(place * 36, place * 36 + 4)].join()).join(' ')
const readers = {
  'fast-png': bytes => decodeApng(bytes).frames.at(-1).data,
  'upng-js': bytes => UPNG.toRGBA8(UPNG.decode(bytes)).at(-1),
}
const print = (read, name) => {
  try {
    return pixels(read(readFileSync(name)))
  } catch (error) {
    return error.name
  }
}
console.log(Object.entries(readers).map(([name, read]) => `${name} ${['half.png', 'square.png', 'back.png'].map(file => print(read, file)).join(' ')}`).join('; '))
SCRIPT
seen="$python; $(node look.mjs)"
echo "$seen"
[ "$seen" = 'Pillow 127,0,128,191 127,0,128,191 255,0,0,255 0,0,255,255 0,0,0,0 0,255,0,255; OpenCV 127,0,128,255 127,0,128,255 255,0,0,255 0,0,255,255 0,0,0,0 0,255,0,255; ffmpeg 127,0,128,255 127,0,128,255 255,0,0,255 0,0,255,255 0,0,0,0 0,255,0,255; fast-png 0,0,255,128 0,0,255,128 0,0,0,0 0,0,254,0 0,0,0,0 0,254,0,0; upng-js 127,0,128,255 127,0,128,255 255,0,0,255 0,0,255,255 TypeError' ] || { echo changed; exit 1; }
