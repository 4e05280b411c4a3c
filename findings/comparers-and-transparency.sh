#!/usr/bin/env bash
# looks-same 10.0.1 and ssim.js 3.5.0 compare pictures without their alpha: a black picture and one that is wholly transparent (with black below) are equal to both, while two transparent pictures, which look
# alike, differ by the colour that nobody sees. pixelmatch 7.2.0, @blazediff/core 1.10.0 and odiff-bin 4.5.0 see it the other way round, as a person does; but to odiff, and to diff() of jimp 1.6.1, a transparent
# picture with black below equals a white one.
# A good guess is that comparers of PNGs look at what is shown, and that they agree on what is wholly different.
# Seen, black and transparent, two transparent ones, white and transparent: pixelmatch differ equal differ, @blazediff/core differ equal differ, jimp differ equal equal, odiff differ equal equal, looks-same equal
# differ differ, ssim.js equal differ differ
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts pixelmatch@7.2.0 @blazediff/core@1.10.0 jimp@1.6.1 looks-same@10.0.1 odiff-bin@4.5.0 ssim.js@3.5.0 > /dev/null
cat > look.mjs <<'SCRIPT'
import { writeFileSync } from 'node:fs'
import { diff as blazediff } from '@blazediff/core'
import { Jimp, diff as jimp } from 'jimp'
import looksSame from 'looks-same'
import { compare } from 'odiff-bin'
import pixelmatch from 'pixelmatch'
import { ssim } from 'ssim.js'
const width = 40
const height = 30
const plain = (...colour) => Uint8Array.from({ length: width * height * 4 }, (_, at) => colour[at % 4])
const pairs = [[plain(0, 0, 0, 255), plain(0, 0, 0, 0)], [plain(255, 0, 0, 0), plain(0, 0, 255, 0)], [plain(255, 255, 255, 255), plain(0, 0, 0, 0)]]
const png = async (data, path) => {
  const bytes = await Jimp.fromBitmap({ data: Buffer.from(data), width, height }).getBuffer('image/png')
  writeFileSync(path, bytes)
  return bytes
}
const found = { pixelmatch: [], '@blazediff/core': [], jimp: [], odiff: [], 'looks-same': [], 'ssim.js': [] }
for (const [one, other] of pairs) {
  const files = [await png(one, 'one.png'), await png(other, 'other.png')]
  found.pixelmatch.push(pixelmatch(one, other, null, width, height) === 0)
  found['@blazediff/core'].push(blazediff(one, other, null, width, height) === 0)
  found.jimp.push(jimp(await Jimp.read(files[0]), await Jimp.read(files[1])).percent === 0)
  found.odiff.push((await compare('one.png', 'other.png', 'difference.png')).match)
  found['looks-same'].push((await looksSame(...files)).equal)
  found['ssim.js'].push(ssim({ data: one, width, height }, { data: other, width, height }).mssim > 0.999)
}
console.log(Object.entries(found).map(([name, equal]) => `${name} ${equal.map(one => (one ? 'equal' : 'differ')).join(' ')}`).join(', '))
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'pixelmatch differ equal differ, @blazediff/core differ equal differ, jimp differ equal equal, odiff differ equal equal, looks-same equal differ differ, ssim.js equal differ differ' ] || { echo changed; exit 1; }
