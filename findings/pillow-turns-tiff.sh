#!/usr/bin/env bash
# Pillow 13.0.0 shows a picture as it is stored, whatever orientation its EXIF has, and ImageOps.exif_transpose() turns it, as is well known. A TIFF it turns by itself: of 64x40 with the orientation 6 the size is 40x64, and the pixels
# lie right, while JPEG, PNG and WebP with the same EXIF are 64x40. The orientation is still there before the pixels are read, and gone afterwards, so that sides that a program swaps by the orientation that it finds are swapped twice.
# A good guess is that formats are alike, since the tag is the same.
# Seen, size and orientation when opened, and when read: tiff 40x64 6 40x64 None, jpeg 64x40 6 64x40 6, png 64x40 6 64x40 6, webp 64x40 6 64x40 6
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
seen=$(venv/bin/python - <<'SCRIPT'
from PIL import Image

exif = Image.Exif()
exif[0x112] = 6
seen = []
for kind in ("tiff", "jpeg", "png", "webp"):
    Image.new("RGB", (64, 40), (200, 30, 30)).save("a." + kind, exif=exif)
    picture = Image.open("a." + kind)
    found = [kind]
    for _ in range(2):
        found += ["x".join(map(str, picture.size)), str(picture.getexif().get(0x112))]
        picture.load()
    seen.append(" ".join(found))
print(", ".join(seen))
SCRIPT
)
echo "Pillow 13.0.0: $seen"
[ "$seen" = 'tiff 40x64 6 40x64 None, jpeg 64x40 6 64x40 6, png 64x40 6 64x40 6, webp 64x40 6 64x40 6' ] || { echo changed; exit 1; }
