#!/usr/bin/env bash
# In a srcset an address ends at white space, so that it may have commas inside (HTML, "parse a srcset attribute"), as each process string has. html-minifier-next 6.2.11 parts it at each comma, with no option set: of "a.jpg?x-oss-process=image/resize,w_100 1x" it makes two, the
# address "a.jpg?x-oss-process=image/resize" and the address "w_100". html-minifier-terser 7.2.0, of which it comes, keeps it; but with minifyURLs it takes two candidates with a comma and no blank between them, as the standard allows behind "100w", for one address and encodes it.
# htmlnano 3.5.1, sanitize-html 2.17.5, srcset 5.0.3 and parse-srcset 1.0.2 read both as browsers do.
# A good guess is that a minifier which is made for HTML and folds what is in a srcset reads it as HTML has it.
# Seen: html-minifier-next a.jpg?x-oss-process=image/resize, w_100, b.jpg 2x; html-minifier-terser a.jpg?x-oss-process=image/resize,w_100, b.jpg 2x, with minifyURLs a.jpg%20100w,b.jpg 200w; htmlnano, sanitize-html, srcset
# and parse-srcset the addresses a.jpg?x-oss-process=image/resize,w_100 b.jpg
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts html-minifier-next@6.2.11 html-minifier-terser@7.2.0 sanitize-html@2.17.5 htmlnano@3.5.1 posthtml@0.16.7 srcset@5.0.3 parse-srcset@1.0.2 > /dev/null
cat > look.mjs <<'SCRIPT'
import { minify as next } from 'html-minifier-next'
import { minify as terser } from 'html-minifier-terser'
import htmlnano from 'htmlnano'
import parse from 'parse-srcset'
import sanitize from 'sanitize-html'
import { parseSrcset } from 'srcset'
const process = 'a.jpg?x-oss-process=image/resize,w_100 1x, b.jpg 2x'
const page = srcset => `<img srcset="${srcset}">`
const inner = text => /srcset="([^"]*)"/.exec(text)[1]
const urls = list => list.map(({ url }) => url).join(' ')
const seen = [
  `html-minifier-next ${inner(await next(page(process)))}`,
  `html-minifier-terser ${inner(await terser(page(process)))}, with minifyURLs ${inner(await terser(page('a.jpg 100w,b.jpg 200w'), { minifyURLs: 'https://h/' }))}`,
]
const others = {
  htmlnano: async text => urls(parseSrcset(inner((await htmlnano.process(page(text), { skipConfigLoading: true, minifyCss: false, minifyJs: false, minifySvg: false })).html))),
  'sanitize-html': async text => urls(parseSrcset(inner(sanitize(page(text), { allowedTags: ['img'], allowedAttributes: { img: ['srcset'] } })))),
  srcset: async text => urls(parseSrcset(text)),
  'parse-srcset': async text => urls(parse(text)),
}
for (const [name, read] of Object.entries(others)) seen.push(`${name} ${await read(process)}, ${await read('a.jpg 100w,b.jpg 200w')}`)
console.log(seen.join('; '))
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'html-minifier-next a.jpg?x-oss-process=image/resize, w_100, b.jpg 2x; html-minifier-terser a.jpg?x-oss-process=image/resize,w_100, b.jpg 2x, with minifyURLs a.jpg%20100w,b.jpg 200w; htmlnano a.jpg?x-oss-process=image/resize,w_100 b.jpg, a.jpg b.jpg; sanitize-html a.jpg?x-oss-process=image/resize,w_100 b.jpg, a.jpg b.jpg; srcset a.jpg?x-oss-process=image/resize,w_100 b.jpg, a.jpg b.jpg; parse-srcset a.jpg?x-oss-process=image/resize,w_100 b.jpg, a.jpg b.jpg' ] || { echo changed; exit 1; }
