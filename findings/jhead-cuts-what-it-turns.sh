#!/usr/bin/env bash
# jhead -autorot (3.06 of Debian 12) turns a JPEG by its orientation without loss, by jpegtran, which it calls with -trim: what does not fill a block of 16 at an edge that cannot stay where it is is cut off. A picture of 64x40 with the orientation 6, seen as 40x64, becomes 32x64, an eighth of its width gone, and says 72
# dots an inch where it said 300; jhead prints "Modified" alone. A photo as a phone takes it fills its blocks, one that was cropped or scaled does not. Pillow 13.0.0, ImageOps.exif_transpose(), has 40x64 and 300.
# A good guess is that "without loss" holds for the picture: its edge is a part of it.
# Seen of 64x40 with 300 dots an inch: jhead 32x64, 72, orientation 1; Pillow 40x64, 300
# Needs jhead and libjpeg-turbo-progs.
set -euo pipefail
[ "$(jhead -V 2> /dev/null)" = 'Jhead version: 3.06' ] && command -v jpegtran > /dev/null || { echo 'skipped: no jhead 3.06 or no jpegtran (jhead, libjpeg-turbo-progs of Debian 12)'; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
venv/bin/python - <<'SCRIPT'
from PIL import Image

picture = Image.new("RGB", (64, 40), (200, 100, 50))
exif = picture.getexif()
exif[274] = 6
picture.save("a.jpg", exif=exif, dpi=(300, 300))
SCRIPT
cp a.jpg turned.jpg
jhead -autorot turned.jpg > /dev/null
seen=$(venv/bin/python - <<'SCRIPT'
from PIL import Image, ImageOps

turned, other = Image.open("turned.jpg"), ImageOps.exif_transpose(Image.open("a.jpg"))
told = lambda picture: "%dx%d, %d" % (*picture.size, picture.info["dpi"][0])
print(f"jhead {told(turned)}, orientation {turned.getexif().get(274)}; Pillow {told(other)}")
SCRIPT
)
echo "$seen"
[ "$seen" = 'jhead 32x64, 72, orientation 1; Pillow 40x64, 300' ] || { echo changed; exit 1; }
