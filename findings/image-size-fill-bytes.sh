#!/usr/bin/env bash
# In front of a marker of a JPEG may stand any number of bytes FF ("fill bytes", ITU-T T.81, B.1.1.2). image-size 2.1.0 refuses a picture that has one: it takes the second
# FF for the kind of the segment. image-meta 0.3.0, probe-image-size 7.5.0, image-dimensions 2.6.0, jimp 1.6.1 and sharp 0.35.5 read the same picture.
# A good guess is that a library for the sides of pictures reads each JPEG that decoders read.
# Seen, without and with fill bytes: image-size 40x30 Corrupt JPG, exceeded buffer limits; image-meta 40x30 40x30; probe-image-size 40x30 40x30; image-dimensions 40x30 40x30; jimp 40x30 40x30; sharp 40x30 40x30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund image-size@2.1.0 image-meta@0.3.0 probe-image-size@7.5.0 image-dimensions@2.6.0 jimp@1.6.1 sharp@0.35.5 > /dev/null
cat > look.mjs <<'SCRIPT'
import { imageDimensionsFromData } from 'image-dimensions'
import { imageMeta } from 'image-meta'
import { imageSize } from 'image-size'
import { Jimp } from 'jimp'
import probe from 'probe-image-size'
import sharp from 'sharp'
const plain = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#c86432' } }).jpeg().toBuffer()
const parts = [plain.subarray(0, 2)]
for (let at = 2; at < plain.length; ) {
  const isScan = plain[at + 1] === 0xda
  const end = isScan ? plain.length : at + 2 + plain.readUInt16BE(at + 2)
  parts.push(Buffer.from([0xff]), plain.subarray(at, end))
  at = end
}
const filled = Buffer.concat(parts)
const readers = {
  'image-size': imageSize,
  'image-meta': imageMeta,
  'probe-image-size': bytes => probe.sync(bytes),
  'image-dimensions': imageDimensionsFromData,
  jimp: async bytes => (await Jimp.read(bytes)).bitmap,
  sharp: bytes => sharp(bytes).metadata(),
}
const found = []
for (const [name, read] of Object.entries(readers)) {
  const sides = []
  for (const bytes of [plain, filled]) {
    try {
      const { width, height } = await read(bytes)
      sides.push(`${width}x${height}`)
    } catch (error) {
      sides.push(error.message)
    }
  }
  found.push(`${name} ${sides.join(' ')}`)
}
console.log(found.join('; '))
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'image-size 40x30 Corrupt JPG, exceeded buffer limits; image-meta 40x30 40x30; probe-image-size 40x30 40x30; image-dimensions 40x30 40x30; jimp 40x30 40x30; sharp 40x30 40x30' ] || { echo changed; exit 1; }
