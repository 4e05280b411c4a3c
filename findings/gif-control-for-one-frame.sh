#!/usr/bin/env bash
# In a GIF the block with the delay and the transparent colour belongs to the one picture behind it, and a picture may have none (GIF89a, 23). omggif 1.0.10, and with it gifwrap 0.10.1 and so jimp, keeps the block of the picture before: where green was the
# transparent colour of the first picture, a second one, all green and without a block, is all transparent, and lasts as long as the first. gifuct-js 2.1.2, Pillow 13.0.0 and sharp 0.35.5 show it green.
# A good guess is that what is not there is the default.
# Seen, first pixel and delay of the second picture: omggif 0,0,0,0 10, gifwrap 0,0,0,0 10, gifuct-js 0,255,0,255 undefined, sharp 0,255,0,255, Pillow 0,255,0,255
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 omggif@1.0.10 gifwrap@0.10.1 gifuct-js@2.1.2 > /dev/null
cat > write.py <<'SCRIPT'
def picture(colour):
    # A code that clears in front of each of the four pixels, then the end.
    bits = sum(code << 3 * place for place, code in enumerate([4, colour] * 4 + [5]))
    data = bits.to_bytes(4, "little")
    return b"\x2c" + bytes([0, 0, 0, 0, 2, 0, 2, 0, 0]) + bytes([2, len(data)]) + data + b"\0"


palette = bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255])
control = b"\x21\xf9\x04" + bytes([0b101, 10, 0, 1]) + b"\0"
with open("a.gif", "wb") as file:
    file.write(b"GIF89a" + bytes([2, 0, 2, 0, 0x91, 0, 0]) + palette + control + picture(0) + picture(1) + b";")
SCRIPT
venv/bin/python write.py
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { decompressFrames, parseGIF } from 'gifuct-js'
import { GifUtil } from 'gifwrap'
import { GifReader } from 'omggif'
import sharp from 'sharp'
const bytes = readFileSync('a.gif')
const reader = new GifReader(bytes)
const alone = new Uint8Array(2 * 2 * 4)
reader.decodeAndBlitFrameRGBA(1, alone)
const wrapped = (await GifUtil.read(bytes)).frames[1]
const frame = decompressFrames(parseGIF(bytes), true)[1]
const decoded = await sharp(bytes, { page: 1 }).ensureAlpha().raw().toBuffer()
const pixel = data => [...data.subarray(0, 4)].join()
console.log(`omggif ${pixel(alone)} ${reader.frameInfo(1).delay}, gifwrap ${pixel(wrapped.bitmap.data)} ${wrapped.delayCentisecs}, gifuct-js ${pixel(frame.patch)} ${frame.delay}, sharp ${pixel(decoded)}`)
SCRIPT
cat > look.py <<'SCRIPT'
from PIL import Image
picture = Image.open("a.gif")
picture.seek(1)
print("Pillow", ",".join(map(str, picture.convert("RGBA").getpixel((0, 0)))))
SCRIPT
seen="$(node look.mjs), $(venv/bin/python look.py)"
echo "$seen"
[ "$seen" = 'omggif 0,0,0,0 10, gifwrap 0,0,0,0 10, gifuct-js 0,255,0,255 undefined, sharp 0,255,0,255, Pillow 0,255,0,255' ] || { echo changed; exit 1; }
