#!/usr/bin/env bash
# A GIF of 4x4 whose first frame covers the middle 2x2 alone: what is around it? Five readers have four answers. omggif 1.0.10 and jimp 1.6.1 say nothing, transparent; ffmpeg 7.0.2 the colour that the header names for the ground, here white;
# Pillow 13.0.0 the first colour of the palette, here red; sharp 0.35.5 black, in a picture without alpha.
# A good guess is that all say transparent, or that all take the ground that the header names.
# Seen: omggif 0,0,0,0, jimp 0,0,0,0, sharp 0,0,0, Pillow 255,0,0,255, ffmpeg 255,255,255,255
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 imageio-ffmpeg==0.6.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 jimp@1.6.1 omggif@1.0.10 > /dev/null
cat > write.py <<'SCRIPT'
palette = bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255])
screen = b"GIF89a" + bytes([4, 0, 4, 0, 0x91, 3, 0]) + palette
# A code that clears in front of each of the four pixels of colour 1, then the end.
codes, bits = [4, 1, 4, 1, 4, 1, 4, 1, 5], 0
for place, code in enumerate(codes):
    bits |= code << 3 * place
pixels = bits.to_bytes(4, "little")
picture = b"\x2c" + bytes([1, 0, 1, 0, 2, 0, 2, 0, 0]) + bytes([2, len(pixels)]) + pixels + b"\0"
with open("a.gif", "wb") as file:
    file.write(screen + picture + b";")
SCRIPT
venv/bin/python write.py
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { Jimp } from 'jimp'
import { GifReader } from 'omggif'
import sharp from 'sharp'
const bytes = readFileSync('a.gif')
const canvas = new Uint8Array(4 * 4 * 4)
new GifReader(bytes).decodeAndBlitFrameRGBA(0, canvas)
const jimp = (await Jimp.read(bytes)).bitmap.data
const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
console.log(`omggif ${canvas.subarray(0, 4)}, jimp ${[...jimp.subarray(0, 4)]}, sharp ${[...data.subarray(0, info.channels)]}`)
SCRIPT
cat > look.py <<'SCRIPT'
import subprocess
import imageio_ffmpeg
from PIL import Image
command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", "a.gif", "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgba", "-"]
ffmpeg = subprocess.run(command, capture_output=True, check=True).stdout
print("Pillow", ",".join(map(str, Image.open("a.gif").convert("RGBA").getpixel((0, 0)))), end=", ")
print("ffmpeg", ",".join(map(str, ffmpeg[:4])))
SCRIPT
seen="$(node look.mjs), $(venv/bin/python look.py)"
echo "$seen"
[ "$seen" = 'omggif 0,0,0,0, jimp 0,0,0,0, sharp 0,0,0, Pillow 255,0,0,255, ffmpeg 255,255,255,255' ] || { echo changed; exit 1; }
