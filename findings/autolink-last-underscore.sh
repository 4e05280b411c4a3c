#!/usr/bin/env bash
# Texts in process strings are URL-safe Base64, and about one in 64 Chinese ones ends with "_", as "方便" does. A bare address in Markdown that ends so loses it in the link that remark-gfm 4.0.1 and marked 18.2.1 make,
# as GitHub's own dialect demands of "_" and "~" at the end ("extended autolink path validation"): the link asks for "5pa55L6", whose last letter is cut. linkify-it 6.1.0 (markdown-it),
# linkifyjs 4.4.0 and autolinker 4.1.5 keep it, and all keep "-" and "=". Angle brackets around the address keep it everywhere.
# A good guess is that only full stops, commas and brackets at the end are held to be the sentence's.
# Seen: 5pa55L6_: remark-gfm 5pa55L6, marked 5pa55L6, linkify-it 5pa55L6_, linkifyjs 5pa55L6_, autolinker 5pa55L6_; 5pa55L6-: the same in all; <5pa55L6_>: remark-gfm 5pa55L6_, marked 5pa55L6_
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts remark@15.0.1 remark-gfm@4.0.1 marked@18.2.1 linkify-it@6.1.0 linkifyjs@4.4.0 autolinker@4.1.5 > /dev/null
cat > look.mjs <<'SCRIPT'
import Autolinker from 'autolinker'
import { LinkifyIt } from 'linkify-it'
import * as linkify from 'linkifyjs'
import { marked } from 'marked'
import { remark } from 'remark'
import gfm from 'remark-gfm'
const start = 'https://media.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/watermark,text_'
const linkIn = node => (node.type === 'link' ? node.url : (node.children ?? []).map(linkIn).find(Boolean))
const readers = {
  'remark-gfm': text => linkIn(remark().use(gfm).parse(text)),
  marked: text => /href="([^"]*)"/.exec(marked.parse(text))[1],
  'linkify-it': text => new LinkifyIt().match(text)[0].url,
  linkifyjs: text => linkify.find(text)[0].href,
  autolinker: text => Autolinker.parse(text)[0].getAnchorHref(),
}
const ends = address => Object.entries(readers).map(([name, read]) => `${name} ${read(`see ${address} for it`).slice(start.length)}`)
const bracketed = ends(`<${start}5pa55L6_>`).slice(0, 2)
const hyphens = new Set(ends(`${start}5pa55L6-`).map(text => text.split(' ')[1]))
console.log(`5pa55L6_: ${ends(`${start}5pa55L6_`).join(', ')}; 5pa55L6-: ${[...hyphens]}; <5pa55L6_>: ${bracketed.join(', ')}`)
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = '5pa55L6_: remark-gfm 5pa55L6, marked 5pa55L6, linkify-it 5pa55L6_, linkifyjs 5pa55L6_, autolinker 5pa55L6_; 5pa55L6-: 5pa55L6-; <5pa55L6_>: remark-gfm 5pa55L6_, marked 5pa55L6_' ] || { echo changed; exit 1; }
