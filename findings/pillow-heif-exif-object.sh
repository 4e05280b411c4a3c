#!/usr/bin/env bash
# pillow_heif 1.8.1 turns a picture of orientation 6 when it writes a HEIC without "exif", or with the EXIF as bytes: the file has the box that turns it ("irot") and reads
# 40x64. With the same EXIF as Pillow's object, exif=picture.getexif(), there is no box, the 6 stands in the EXIF alone, which readers of HEIC leave aside, and
# the picture lies on its side. A good guess is that both forms of the same argument give the same file, as in Pillow's own formats.
# Seen: without 40x64 box True, bytes 40x64 box True, object 64x40 box False
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 pillow_heif==1.8.1
seen=$(venv/bin/python - <<'SCRIPT'
from pathlib import Path
import pillow_heif
from PIL import Image
pillow_heif.register_heif_opener()
exif = Image.Exif()
exif[0x112] = 6
Image.new("RGB", (64, 40), (200, 30, 30)).save("phone.jpg", exif=exif)
found = []
for name in ("without", "bytes", "object"):
    picture = Image.open("phone.jpg")
    given = {"without": {}, "bytes": {"exif": picture.info["exif"]}, "object": {"exif": picture.getexif()}}[name]
    picture.save("look.heic", quality=80, **given)
    found.append("%s %dx%d box %s" % (name, *Image.open("look.heic").size, b"irot" in Path("look.heic").read_bytes()))
print(", ".join(found))
SCRIPT
)
echo "pillow_heif 1.8.1, Pillow 13.0.0: $seen"
[ "$seen" = 'without 40x64 box True, bytes 40x64 box True, object 64x40 box False' ] || { echo changed; exit 1; }
