#!/usr/bin/env bash
# The title that Windows writes into a picture (XPTitle; XPComment, XPAuthor, XPKeywords and XPSubject alike) is UTF-16 with the lower byte first, whatever the order of bytes of the EXIF around it. exifr 7.1.3 takes that order where the second byte is 0,
# as it is where the first letter is one of Latin-1, and the other order where it is not: "Title 方便" is right, and "方便" is "륥뽏", in EXIF of either order. ExifReader 4.46.0 is right in all.
# A good guess is that the order does not depend on the text, or that it is that of the EXIF.
# Seen, of Title 方便 and of 方便, lower and higher byte first: exifr Title 方便, 륥뽏, Title 方便, 륥뽏; ExifReader Title 方便, 方便, Title 方便, 方便
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts exifr@7.1.3 exifreader@4.46.0 > /dev/null
cat > look.mjs <<'SCRIPT'
import ExifReader from 'exifreader'
import exifr from 'exifr'
const picture = (text, lowerFirst) => {
  const title = Buffer.from(`${text}\0`, 'utf16le')
  const tiff = Buffer.alloc(26 + title.length)
  const word = (value, at) => (lowerFirst ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at))
  const long = (value, at) => (lowerFirst ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at))
  tiff.write(lowerFirst ? 'II' : 'MM')
  word(42, 2)
  long(8, 4)
  word(1, 8)
  word(0x9c9b, 10)
  word(1, 12)
  long(title.length, 14)
  long(26, 18)
  title.copy(tiff, 26)
  const segment = Buffer.concat([Buffer.from('Exif\0\0'), tiff])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(segment.length + 2)
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), length, segment, Buffer.from([0xff, 0xd9])])
}
const pictures = [true, false].flatMap(lowerFirst => ['Title 方便', '方便'].map(text => picture(text, lowerFirst)))
const found = await Promise.all(pictures.map(async bytes => (await exifr.parse(bytes, true)).XPTitle))
console.log(`exifr ${found.join(', ')}; ExifReader ${pictures.map(bytes => ExifReader.load(bytes).XPTitle.description).join(', ')}`)
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'exifr Title 方便, 륥뽏, Title 方便, 륥뽏; ExifReader Title 方便, 方便, Title 方便, 方便' ] || { echo changed; exit 1; }
