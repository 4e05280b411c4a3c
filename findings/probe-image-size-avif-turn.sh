#!/usr/bin/env bash
# probe-image-size 7.5.0 tells the orientation of an AVIF in the numbers of EXIF, from the box that turns it ("irot"), and takes the direction of its
# quarter turns for clockwise, where the format counts them against the clock: it answers 8 for a picture of orientation 6, and 6 for one of 8. For the
# other six numbers, and for the same picture as JPEG, it is right, so that a picture that is laid right by its answer stands on its head.
# Seen: jpg 1 2 3 4 5 6 7 8; avif - 2 3 4 5 8 7 6; Pillow reads the AVIF as 1 2 3 4 5 6 7 8
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts probe-image-size@7.5.0 > /dev/null
pillow=$(venv/bin/python - <<'SCRIPT'
from PIL import Image
exif = Image.Exif()
found = []
for orientation in range(1, 9):
    exif[0x112] = orientation
    for extension in ("jpg", "avif"):
        Image.new("RGB", (64, 40), (200, 30, 30)).save(f"{orientation}.{extension}", exif=exif)
    found.append(str(Image.open(f"{orientation}.avif").getexif().get(0x112, 1)))
print(" ".join(found))
SCRIPT
)
cat > look.cjs <<'SCRIPT'
const { readFileSync } = require('node:fs')
const probe = require('probe-image-size')
const look = extension => [1, 2, 3, 4, 5, 6, 7, 8].map(number => probe.sync(readFileSync(`${number}.${extension}`)).orientation ?? '-').join(' ')
console.log(`jpg ${look('jpg')}; avif ${look('avif')}`)
SCRIPT
seen="$(node look.cjs); Pillow $pillow"
echo "probe-image-size 7.5.0, Pillow 13.0.0: $seen"
[ "$seen" = 'jpg 1 2 3 4 5 6 7 8; avif - 2 3 4 5 8 7 6; Pillow 1 2 3 4 5 6 7 8' ] || { echo changed; exit 1; }
