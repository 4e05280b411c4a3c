#!/usr/bin/env bash
# The comparers that tests of pictures stand on take a soft edge that moved by a whole pixel for the smoothing of one edge: black, a grey pixel, white, and the same one pixel further on, 60 different pixels of 1,200, are equal to
# pixelmatch 7.2.0, diff() of jimp 1.6.1, @blazediff/core 1.10.0, odiff-bin 4.5.0 with antialiasing, and looks-same 10.0.1, the last also when the edge moved by two. A hard edge that moved is found by all but looks-same. And a ground that is
# 25 levels darker (230 of 255, 0 instead of 25) is no difference at the default threshold of 0.1 to all but looks-same.
# A good guess is that ignoring the smoothing ignores other greys on the edge and not where it is, and that a tenth is less than 25 of 255.
# Seen, different pixels, or equal: pixelmatch 0 30 30 0 0, @blazediff/core 0 30 30 0 0, jimp 0 30 30 0 0, odiff equal 30 30 equal equal, looks-same equal equal equal different different
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts pixelmatch@7.2.0 @blazediff/core@1.10.0 jimp@1.6.1 looks-same@10.0.1 odiff-bin@4.5.0 > /dev/null
cat > look.mjs <<'SCRIPT'
import { writeFileSync } from 'node:fs'
import { diff as blazediff } from '@blazediff/core'
import { Jimp, diff as jimp } from 'jimp'
import looksSame from 'looks-same'
import { compare } from 'odiff-bin'
import pixelmatch from 'pixelmatch'
const width = 40
const height = 30
const grey = of => Uint8Array.from({ length: width * height * 4 }, (_, at) => (at % 4 === 3 ? 255 : of(Math.floor(at / 4) % width)))
const soft = edge => grey(x => (x < edge ? 0 : x === edge ? 128 : 255))
const hard = edge => grey(x => (x < edge ? 0 : 255))
const pairs = [[soft(10), soft(11)], [soft(10), soft(12)], [hard(10), hard(11)], [grey(() => 230), grey(() => 255)], [grey(() => 0), grey(() => 25)]]
const png = async (data, path) => {
  const bytes = await Jimp.fromBitmap({ data: Buffer.from(data), width, height }).getBuffer('image/png')
  writeFileSync(path, bytes)
  return bytes
}
const found = { pixelmatch: [], '@blazediff/core': [], jimp: [], odiff: [], 'looks-same': [] }
for (const [one, other] of pairs) {
  const files = [await png(one, 'one.png'), await png(other, 'other.png')]
  found.pixelmatch.push(pixelmatch(one, other, null, width, height))
  found['@blazediff/core'].push(blazediff(one, other, null, width, height))
  found.jimp.push(Math.round(jimp(await Jimp.read(files[0]), await Jimp.read(files[1])).percent * width * height))
  found.odiff.push((await compare('one.png', 'other.png', 'difference.png', { antialiasing: true })).diffCount ?? 'equal')
  found['looks-same'].push((await looksSame(...files)).equal ? 'equal' : 'different')
}
console.log(Object.entries(found).map(([name, answers]) => `${name} ${answers.join(' ')}`).join(', '))
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'pixelmatch 0 30 30 0 0, @blazediff/core 0 30 30 0 0, jimp 0 30 30 0 0, odiff equal 30 30 equal equal, looks-same equal equal equal different different' ] || { echo changed; exit 1; }
