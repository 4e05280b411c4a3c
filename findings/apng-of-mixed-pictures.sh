#!/usr/bin/env bash
# All pictures of an APNG have the kind of colours and the palette that its head names. apng 0.3.4 of PyPI puts PNGs together by their packed rows and takes the head of the first, without a word: of two with palettes the second is shown in the colours of the first, yellow as black, and one with an alpha, with a palette or in grey behind one
# in RGB is black, or not to be read. numpngw 0.1.4 of PyPI does the like with an array of RGB behind one of grey. Programs which save PNGs choose a palette or grey by what is in the picture, so that pictures of one series differ. save() of Pillow 13.0.0 makes one kind of all.
# A good guess is that what makes an animation of files reads them, or refuses those that do not fit.
# Seen, the second picture, by Pillow and by ffmpeg 9.0.2: blue and yellow: apng 0,0,0 0,0,0, Pillow 255,255,0 255,255,0; red and alpha: apng 0,0,0 0,0,0, Pillow 0,0,255 0,0,255; red and grey: apng error 0,0,0, Pillow 128,128,128 128,128,128; grey and red: numpngw 0,0,0 0,0,0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 apng==0.3.4 numpngw==0.1.4 numpy==2.4.6 imageio-ffmpeg==0.8.1
cat > look.py <<'SCRIPT'
import subprocess
import imageio_ffmpeg
import numpngw
import numpy
from apng import APNG
from PIL import Image

def palette(*colours):
    picture = Image.new("P", (16, 16), len(colours) - 1)
    picture.putpalette([part for colour in colours for part in colour])
    return picture

red = Image.new("RGB", (16, 16), "red")
pictures = {"red": red, "alpha": Image.new("RGBA", (16, 16), "blue"), "grey": Image.new("L", (16, 16), 128), "blue": palette((0, 0, 0), (0, 0, 255)), "yellow": palette((255, 0, 0), (0, 255, 0), (255, 255, 0))}
for name, picture in pictures.items():
    picture.save(f"{name}.png")

def pillow(name):
    picture = Image.open(name)
    try:
        picture.seek(1)
        return ",".join(map(str, picture.convert("RGB").getpixel((5, 5))))
    except OSError:
        return "error"

def ffmpeg(name):
    done = subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-i", name, "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"], capture_output=True)
    return ",".join(map(str, done.stdout[-3:])) if len(done.stdout) == 2 * 768 else "error"

pairs = (("blue", "yellow"), ("red", "alpha"), ("red", "grey"))
found = []
for first, second in pairs:
    APNG.from_files([f"{first}.png", f"{second}.png"], delay=100).save("apng.png")
    pictures[first].save("pillow.png", save_all=True, append_images=[pictures[second]])
    found.append(f"{first} and {second}: apng {pillow('apng.png')} {ffmpeg('apng.png')}, Pillow {pillow('pillow.png')} {ffmpeg('pillow.png')}")
numpngw.write_apng("numpngw.png", [numpy.full((16, 16), 128, numpy.uint8), numpy.asarray(red)], delay=100)
print("; ".join(found) + f"; grey and red: numpngw {pillow('numpngw.png')} {ffmpeg('numpngw.png')}")
SCRIPT
seen=$(venv/bin/python -W ignore look.py 2> errors) || { cat errors; exit 1; }
echo "$seen"
[ "$seen" = 'blue and yellow: apng 0,0,0 0,0,0, Pillow 255,255,0 255,255,0; red and alpha: apng 0,0,0 0,0,0, Pillow 0,0,255 0,0,255; red and grey: apng error 0,0,0, Pillow 128,128,128 128,128,128; grey and red: numpngw 0,0,0 0,0,0' ] || { echo changed; exit 1; }
