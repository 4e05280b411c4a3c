#!/usr/bin/env bash
# A phone's HEIC has its turn twice: in the box that turns it ("irot"), and as a note in the EXIF. heif-convert (libheif 1.15.1 of Debian 12) turns the pixels when it writes a JPEG, and keeps the orientation 6 in
# the EXIF, so that viewers turn it again. heif-enc of the same version does the opposite: of a JPEG with the orientation 6 it makes a HEIC without the box, whose EXIF readers of HEIC leave aside, so that
# it lies on its side; turned back into a JPEG it lies right again, and a test of the round trip is content.
# A good guess is that a pair of converters for pictures of phones gets orientations right, or that both leave them alone.
# Seen of 64x40 with the orientation 6, which is seen as 40x64: HEIC with box read as 40x64; heif-convert: 40x64 and orientation 6, seen 64x40; heif-enc: HEIC read as 64x40; back by heif-convert: 64x40 and
# orientation 6, seen 40x64
# Needs libheif-examples.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 pillow_heif==1.8.1
venv/bin/python - <<'SCRIPT'
from PIL import Image
from pillow_heif import register_heif_opener
register_heif_opener()
picture = Image.new("RGB", (64, 40), (200, 100, 50))
exif = picture.getexif()
exif[274] = 6
picture.save("phone.jpg", exif=exif)
# As phones do: the box, and the note that belongs to it
Image.open("phone.jpg").save("phone.heic")
SCRIPT
heif-convert phone.heic converted.jpg > /dev/null
heif-enc phone.jpg -o encoded.heic > /dev/null 2>&1
heif-convert encoded.heic back.jpg > /dev/null
seen=$(venv/bin/python - <<'SCRIPT'
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener
register_heif_opener()
read = lambda name: "%dx%d" % Image.open(name).size
seen = lambda name: "%s and orientation %s, seen %dx%d" % ((read(name), Image.open(name).getexif().get(274)) + ImageOps.exif_transpose(Image.open(name)).size)
print("HEIC with box read as %s; heif-convert: %s; heif-enc: HEIC read as %s; back by heif-convert: %s" % (read("phone.heic"), seen("converted.jpg"), read("encoded.heic"), seen("back.jpg")))
SCRIPT
)
echo "libheif-examples $(dpkg-query --show --showformat='${Version}' libheif-examples): $seen"
[ "$seen" = 'HEIC with box read as 40x64; heif-convert: 40x64 and orientation 6, seen 64x40; heif-enc: HEIC read as 64x40; back by heif-convert: 64x40 and orientation 6, seen 40x64' ] || { echo changed; exit 1; }
