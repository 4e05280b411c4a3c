#!/usr/bin/env bash
# image-size 2.1.0 takes the first "<svg" of a file for its root, in a comment as well: a picture of 40x30 below a comment that keeps an older root is 1x2 to it. Of a
# viewBox whose numbers are parted by commas, as SVG allows, it answers without sides and without an error. image-meta 0.3.0, probe-image-size 7.5.0 and sharp read both.
# A good guess is that a comment does not count, and that what cannot be read throws, as image-size does for other files.
# Seen: image-size 1x2 undefinedxundefined, image-meta 40x30 400x300, probe-image-size 40x30 400x300, sharp 40x30 400x300
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund image-size@2.1.0 image-meta@0.3.0 probe-image-size@7.5.0 sharp@0.35.5 > /dev/null
cat > look.mjs <<'SCRIPT'
import { imageMeta } from 'image-meta'
import { imageSize } from 'image-size'
import probe from 'probe-image-size'
import sharp from 'sharp'
const pictures = [
  '<!-- was <svg width="1" height="2"> --><svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>',
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0,0,400,300"/>',
].map(text => Buffer.from(text))
const readers = {
  'image-size': imageSize,
  'image-meta': imageMeta,
  'probe-image-size': bytes => probe.sync(bytes),
  sharp: bytes => sharp(bytes).metadata(),
}
const found = []
for (const [name, read] of Object.entries(readers)) {
  const sides = []
  for (const picture of pictures) {
    const { width, height } = await read(picture)
    sides.push(`${width}x${height}`)
  }
  found.push(`${name} ${sides.join(' ')}`)
}
console.log(found.join(', '))
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'image-size 1x2 undefinedxundefined, image-meta 40x30 400x300, probe-image-size 40x30 400x300, sharp 40x30 400x300' ] || { echo changed; exit 1; }
