#!/usr/bin/env bash
# qiniu-js 3.4.4, Qiniu's own library for browsers, writes process strings of Qiniu, and leaves out each number that is 0: a watermark with dx 0 and dy 0, at the edge, and with dissolve 0 has none of the three, so that what the service takes without them
# counts. pipeline() without a key ends with "|", an operation without a name; with a key and a domain it does not.
# A good guess is that 0 is a number like others in the library of the maker, and that both forms of pipeline() are one string.
# Seen: watermark/1/image/YQ==/gravity/NorthWest, dx 1 watermark/1/image/YQ==/gravity/NorthWest/dx/1/dy/1; imageView2/2/w/100|imageMogr2/strip|, with a key imageView2/2/w/100|imageMogr2/strip
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts qiniu-js@3.4.4 > /dev/null
cat > look.cjs <<'SCRIPT'
const { pipeline, watermark } = require('qiniu-js')
const mark = more => watermark({ mode: 1, image: 'a', gravity: 'NorthWest', ...more })
const steps = () => [{ fop: 'imageView2', mode: 2, w: 100 }, { fop: 'imageMogr2', strip: true }]
console.log(`${mark({ dx: 0, dy: 0, dissolve: 0 })}, dx 1 ${mark({ dx: 1, dy: 1 })}; ${pipeline(steps())}, with a key ${pipeline(steps(), 'a.jpg', 'https://h').split('?')[1]}`)
SCRIPT
seen=$(node look.cjs)
echo "qiniu-js 3.4.4: $seen"
[ "$seen" = 'watermark/1/image/YQ==/gravity/NorthWest, dx 1 watermark/1/image/YQ==/gravity/NorthWest/dx/1/dy/1; imageView2/2/w/100|imageMogr2/strip|, with a key imageView2/2/w/100|imageMogr2/strip' ] || { echo changed; exit 1; }
