#!/usr/bin/env bash
# A GIF knows pixels that are transparent and pixels that are not. A logo on a transparent ground with a soft shadow, black at a sixth of the strength, becomes a logo on a black block with Pillow 13.0.0 and jimp 1.6.1: only what is wholly transparent stays so. ffmpeg 9.0.2 without a palette
# of its own makes the ground black as well. sharp 0.35.5, and ffmpeg with palettegen and paletteuse, let go of what is below half, and the shadow goes.
# A good guess is that half is where the line is, as it is in the documentation of ffmpeg and of most programs.
# Seen, ground, shadow, black at four fifths, logo: Pillow clear black black red, jimp clear black black red, sharp clear clear black red, ffmpeg black black black red, ffmpeg with a palette clear clear black red
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 imageio-ffmpeg==0.8.1 numpy==2.4.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts sharp@0.35.5 jimp@1.6.1 > /dev/null
cat > draw.py <<'SCRIPT'
import subprocess
import imageio_ffmpeg
import numpy
from PIL import Image
pixels = numpy.zeros((40, 40, 4), numpy.uint8)
pixels[8:32, 8:32] = (0, 0, 0, 40)
pixels[6:8, 8:32] = (0, 0, 0, 200)
pixels[12:28, 12:28] = (255, 0, 0, 255)
Image.fromarray(pixels).save("logo.png")
Image.open("logo.png").save("Pillow.gif")
program = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", "logo.png"]
subprocess.run([*program, "ffmpeg.gif"], check=True)
subprocess.run([*program, "-filter_complex", "split[a][b];[a]palettegen[p];[b][p]paletteuse", "ffmpeg with a palette.gif"], check=True)
SCRIPT
cat > draw.mjs <<'SCRIPT'
import { Jimp } from 'jimp'
import sharp from 'sharp'
await sharp('logo.png').gif().toFile('sharp.gif')
await (await Jimp.read('logo.png')).write('jimp.gif')
SCRIPT
venv/bin/python draw.py
node draw.mjs
seen=$(venv/bin/python - <<'SCRIPT'
from PIL import Image


def word(pixel):
    red, _, _, alpha = pixel
    return "clear" if alpha == 0 else "red" if red > 200 else "black"


def words(name):
    picture = Image.open(f"{name}.gif").convert("RGBA")
    return " ".join(word(picture.getpixel(place)) for place in ((2, 2), (10, 20), (20, 7), (20, 20)))


print(", ".join(f"{name} {words(name)}" for name in ("Pillow", "jimp", "sharp", "ffmpeg", "ffmpeg with a palette")))
SCRIPT
)
echo "Ground, shadow, black at four fifths, logo: $seen"
[ "$seen" = 'Pillow clear black black red, jimp clear black black red, sharp clear clear black red, ffmpeg black black black red, ffmpeg with a palette clear clear black red' ] || { echo changed; exit 1; }
