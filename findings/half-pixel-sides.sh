#!/usr/bin/env bash
# How high is a picture of 200x101 at a width of 100? OSS, sharp 0.35.5, jimp 1.6.1 and Pillow's thumbnail() say 51, half up. Pillow's ImageOps.contain() says 50, and
# 52 of 200x103: half to even, so that two functions of Pillow 13.0.0 disagree. @napi-rs/image 1.15.0 cuts off what is behind the point: 50, 51, and 66 of 300x200.
# "scale=100:-1" rounds half down in ffmpeg 7.0.2 (50, 51, 67) and half up in 9.0.2, so that the same command makes another picture.
# A good guess is that all of them round alike, and that one library agrees with itself.
# Seen: 200x101 200x103 300x200: sharp 51 52 67, jimp 51 52 67, thumbnail 51 52 67, contain 50 52 67, @napi-rs/image 50 51 66,
# ffmpeg 7.0.2 50 51 67, ffmpeg 9.0.2 51 52 67
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 jimp@1.6.1 @napi-rs/image@1.15.0 > /dev/null
cat > look.mjs <<'SCRIPT'
import { Transformer } from '@napi-rs/image'
import { Jimp } from 'jimp'
import sharp from 'sharp'
const found = { sharp: [], jimp: [], '@napi-rs/image': [] }
for (const [width, height] of [[200, 101], [200, 103], [300, 200]]) {
  const png = await sharp({ create: { width, height, channels: 3, background: '#000' } }).png().toBuffer()
  found.sharp.push((await sharp(png).resize(100).toBuffer({ resolveWithObject: true })).info.height)
  found.jimp.push(new Jimp({ width, height }).resize({ w: 100 }).bitmap.height)
  found['@napi-rs/image'].push((await sharp(await new Transformer(png).resize(100, null).png()).metadata()).height)
}
console.log(Object.entries(found).map(([name, heights]) => `${name} ${heights.join(' ')}`).join(', '))
SCRIPT
python=$(venv/bin/python - <<'SCRIPT'
from PIL import Image, ImageOps
thumbnail, contain = [], []
for sides in [(200, 101), (200, 103), (300, 200)]:
    picture = Image.new("L", sides)
    contain.append(str(ImageOps.contain(picture, (100, 1000)).height))
    picture.thumbnail((100, 1000))
    thumbnail.append(str(picture.height))
print("thumbnail", " ".join(thumbnail) + ", contain", " ".join(contain))
SCRIPT
)
ffmpegs=''
for version in 0.6.0 0.8.1; do
  python3 -m pip download --quiet --no-deps --disable-pip-version-check "imageio-ffmpeg==$version" -d "$version"
  python3 -m zipfile -e "$version"/*.whl "$version"
  ffmpeg=$(echo "$version"/imageio_ffmpeg/binaries/ffmpeg-*)
  chmod +x "$ffmpeg"
  ffmpegs+=", ffmpeg $("$ffmpeg" -version | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -1)"
  for sides in 200x101 200x103 300x200; do
    "$ffmpeg" -nostdin -v error -y -f lavfi -i "color=s=$sides" -vf scale=100:-1 -frames:v 1 -f rawvideo -pix_fmt gray frame.raw
    ffmpegs+=" $(($(stat -c %s frame.raw) / 100))"
  done
done
seen="$(node look.mjs), $python$ffmpegs"
echo "sharp 0.35.5, jimp 1.6.1, @napi-rs/image 1.15.0, Pillow 13.0.0: $seen"
[ "$seen" = 'sharp 51 52 67, jimp 51 52 67, @napi-rs/image 50 51 66, thumbnail 51 52 67, contain 50 52 67, ffmpeg 7.0.2 50 51 67, ffmpeg 9.0.2 51 52 67' ] || { echo changed; exit 1; }
