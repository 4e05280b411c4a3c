#!/usr/bin/env bash
# ipx 3.1.1, the server of pictures behind Nuxt and others, takes "w_50" and "h_50", and of both together the width alone: of a picture of 200x100 "w_50,h_50" is 50x25, with "fit_cover", "fit_fill" or "fit_inside" too, in either order, without a word. "w_400,h_10" is the picture as it was, as it makes none larger, and
# the height, which would fit, does not count. Only "s_50x50" has two sides. Of the modifiers of its own table "trim_10" ends in an error of sharp, whose trim() takes an object by now.
# A good guess is that a width and a height are a box, as in each other server of pictures.
# Seen: w_50,h_50 50x25, h_50,w_50 50x25, w_50,h_50,fit_cover 50x25, w_100,h_20,fit_inside 100x50, w_400,h_10 200x100, h_10 20x10, s_50x50 50x50, trim_10 Expected object for trim but received 10 of type number
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund ipx@3.1.1 sharp@0.34.5 > /dev/null
cat > look.mjs <<'SCRIPT'
import { createIPX, ipxFSStorage } from 'ipx'
import sharp from 'sharp'
await sharp({ create: { width: 200, height: 100, channels: 3, background: 'red' } }).png().toFile('a.png')
const ipx = createIPX({ storage: ipxFSStorage({ dir: '.' }) })
const seen = []
for (const text of ['w_50,h_50', 'h_50,w_50', 'w_50,h_50,fit_cover', 'w_100,h_20,fit_inside', 'w_400,h_10', 'h_10', 's_50x50', 'trim_10']) {
  const modifiers = Object.fromEntries(text.split(',').map(part => part.split('_')))
  try {
    const { width, height } = await sharp((await ipx('a.png', modifiers).process()).data).metadata()
    seen.push(`${text} ${width}x${height}`)
  } catch (error) {
    seen.push(`${text} ${error.message}`)
  }
}
console.log(seen.join(', '))
SCRIPT
seen=$(node look.mjs)
echo "ipx 3.1.1: $seen"
[ "$seen" = 'w_50,h_50 50x25, h_50,w_50 50x25, w_50,h_50,fit_cover 50x25, w_100,h_20,fit_inside 100x50, w_400,h_10 200x100, h_10 20x10, s_50x50 50x50, trim_10 Expected object for trim but received 10 of type number' ] || { echo changed; exit 1; }
