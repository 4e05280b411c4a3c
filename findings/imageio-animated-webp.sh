#!/usr/bin/env bash
# imageio 2.38.1 reads all frames of a GIF and of an APNG with imread(), and of an animated WebP or AVIF the first one, through the same Pillow, which knows of four in each: the array
# has three dimensions instead of four, and improps() tells no number of pictures. index=... reads all, and so does imiter().
# A good guess is that one call on one animation gives the same array whatever the format.
# Seen: gif 4x30x40x3, png 4x30x40x3, webp 30x40x3, avif 30x40x3; Pillow 4 4 4 4; webp with index=... 4x30x40x3
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio==2.38.1 pillow==13.0.0 numpy==2.4.6
seen=$(venv/bin/python - <<'SCRIPT'
import imageio.v3 as imageio
from PIL import Image
frames = [Image.new("RGB", (40, 30), (at * 60, 0, 0)) for at in range(4)]
endings = ["gif", "png", "webp", "avif"]
for ending in endings:
    frames[0].save("film." + ending, save_all=True, append_images=frames[1:], duration=100)
shape = lambda pixels: "x".join(map(str, pixels.shape))
read = ", ".join("%s %s" % (ending, shape(imageio.imread("film." + ending))) for ending in endings)
known = " ".join(str(Image.open("film." + ending).n_frames) for ending in endings)
print("%s; Pillow %s; webp with index=... %s" % (read, known, shape(imageio.imread("film.webp", index=...))))
SCRIPT
)
echo "imageio 2.38.1: $seen"
[ "$seen" = 'gif 4x30x40x3, png 4x30x40x3, webp 30x40x3, avif 30x40x3; Pillow 4 4 4 4; webp with index=... 4x30x40x3' ] || { echo changed; exit 1; }
