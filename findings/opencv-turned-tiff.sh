#!/usr/bin/env bash
# OpenCV 5.0.0 for Python does not read a TIFF that says to turn it by a quarter, as scanners and cameras write it (Orientation 5 to 8, TIFF 6.0): imread() prints "can't read data" and answers None, with IMREAD_UNCHANGED and IMREAD_IGNORE_ORIENTATION too, unless the picture is square. Turned by a half it is read.
# JPEG, PNG and WebP of the same orientation are read and turned. A good guess is that a note about how to show a picture cannot keep it from being read.
# Seen, 64x40 of orientation 1, 3, 6: TIFF 64x40 64x40 None; JPEG 64x40 64x40 40x64; TIFF of orientation 6: square 40x40, unchanged None
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 opencv-python-headless==5.0.0.93 numpy==2.4.6
seen=$(venv/bin/python - 2> /dev/null <<'SCRIPT'
import cv2
from PIL import Image


def sides(orientation, kind="tif", size=(64, 40), how=cv2.IMREAD_COLOR):
    exif = Image.Exif()
    exif[0x112] = orientation
    Image.new("RGB", size, "red").save(f"a.{kind}", exif=exif.tobytes())
    picture = cv2.imread(f"a.{kind}", how)
    return "None" if picture is None else f"{picture.shape[1]}x{picture.shape[0]}"


print("TIFF", *map(sides, (1, 3, 6)), end="; ")
print("JPEG", *(sides(orientation, "jpg") for orientation in (1, 3, 6)), end="; ")
print("TIFF of orientation 6: square", sides(6, size=(40, 40)) + ", unchanged", sides(6, how=cv2.IMREAD_UNCHANGED))
SCRIPT
)
echo "OpenCV 5.0.0: $seen"
[ "$seen" = 'TIFF 64x40 64x40 None; JPEG 64x40 64x40 40x64; TIFF of orientation 6: square 40x40, unchanged None' ] || { echo changed; exit 1; }
