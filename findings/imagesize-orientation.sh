#!/usr/bin/env bash
# imagesize 2.0.1, which Sphinx asks for the sides of pictures: of one picture of 64x40 with the orientation 6, get() swaps the sides of the JPEG, by
# default and by EXIF, leaves those of PNG and WebP with the same EXIF, and answers -1x-1 for the AVIF, which get_info() refuses with a ValueError:
# it asks for five bytes in the box that turns a picture, which has one. The same AVIF without a turn is read.
# A good guess from 1.x is that get() answers what is stored, in all formats alike.
# Seen: jpg 40x64, png 64x40, webp 64x40, avif -1x-1, avif without a turn 64x40, get_info of avif ValueError
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imagesize==2.0.1 pillow==13.0.0
seen=$(venv/bin/python - <<'SCRIPT'
import imagesize
from PIL import Image
exif = Image.Exif()
exif[0x112] = 6
picture = Image.new("RGB", (64, 40), (200, 30, 30))
found = []
for extension in ("jpg", "png", "webp", "avif"):
    picture.save(f"turned.{extension}", exif=exif)
    found.append("%s %dx%d" % (extension, *imagesize.get(f"turned.{extension}")))
picture.save("plain.avif")
found.append("avif without a turn %dx%d" % imagesize.get("plain.avif"))
try:
    found.append("get_info of avif %s" % (imagesize.get_info("turned.avif"),))
except ValueError as error:
    found.append("get_info of avif " + type(error).__name__)
print(", ".join(found))
SCRIPT
)
echo "imagesize 2.0.1, Pillow 13.0.0: $seen"
[ "$seen" = 'jpg 40x64, png 64x40, webp 64x40, avif -1x-1, avif without a turn 64x40, get_info of avif ValueError' ] || { echo changed; exit 1; }
