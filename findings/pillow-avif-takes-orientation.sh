#!/usr/bin/env bash
# Pillow 13.0.0 takes the orientation out of the Exif object it is given when it writes an AVIF (there it becomes a box of the file), so that of one object for several
# formats those behind AVIF have none: a phone's picture as AVIF, WebP and JPEG lies right in the first and on its side in the others. With AVIF last, or with
# exif as bytes, all are right. A good guess is that save() leaves what it is given as it was, as it does for the other formats.
# Seen: AVIF first: avif 6, webp None, jpg None, left in the object None; AVIF last: webp 6, jpg 6, avif 6; bytes: avif 6, webp 6, jpg 6
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
seen=$(venv/bin/python - <<'SCRIPT'
from PIL import Image
picture = Image.new("RGB", (64, 40), (200, 30, 30))
ORIENTATION = 0x112


def turned():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    return exif


def look(exif, *formats):
    for extension in formats:
        picture.save(f"look.{extension}", exif=exif)
    return ", ".join(f"{extension} {Image.open(f'look.{extension}').getexif().get(ORIENTATION)}" for extension in formats)


given = turned()
first = look(given, "avif", "webp", "jpg")
print(f"AVIF first: {first}, left in the object {given.get(ORIENTATION)}; AVIF last: {look(turned(), 'webp', 'jpg', 'avif')}; bytes: {look(turned().tobytes(), 'avif', 'webp', 'jpg')}")
SCRIPT
)
echo "Pillow 13.0.0: $seen"
[ "$seen" = 'AVIF first: avif 6, webp None, jpg None, left in the object None; AVIF last: webp 6, jpg 6, avif 6; bytes: avif 6, webp 6, jpg 6' ] || { echo changed; exit 1; }
