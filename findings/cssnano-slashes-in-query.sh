#!/usr/bin/env bash
# cssnano 7.1.9 with its defaults takes the query of a relative address in url() for a part of the path: of "/fetch?src=https://media.example.com/a.jpg" it takes one of the two slashes, so that
# a program behind it is asked for "https:/media.example.com/a.jpg", and of "/a.jpg?x-oss-process=style/a/../b" the style "a". The same address with a host keeps its query. lightningcss
# 1.33.0, csso 5.0.5 and clean-css 5.3.3 leave all of them as they are.
# A good guess is that dots and slashes are folded in the path, where they mean something.
# Seen: cssnano /fetch?src=https:/media.example.com/a.jpg /a.jpg?x-oss-process=style/b with a host kept, csso kept, clean-css kept, lightningcss kept
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts postcss@8.5.33 cssnano@7.1.9 csso@5.0.5 clean-css@5.3.3 lightningcss@1.33.0 > /dev/null
cat > look.mjs <<'SCRIPT'
import CleanCss from 'clean-css'
import cssnano from 'cssnano'
import { minify } from 'csso'
import { transform } from 'lightningcss'
import postcss from 'postcss'
const rule = address => `a{background:url("${address}")}`
const address = css => /url\(["']?(.*?)["']?\)/.exec(css)[1]
const given = ['/fetch?src=https://media.example.com/a.jpg', '/a.jpg?x-oss-process=style/a/../b', 'https://www.example.com/fetch?src=https://media.example.com/a.jpg']
const tools = {
  cssnano: async css => (await postcss([cssnano]).process(css, { from: undefined })).css,
  csso: css => minify(css).css,
  'clean-css': css => new CleanCss({ inline: false }).minify(css).styles,
  lightningcss: css => transform({ filename: 'a.css', code: Buffer.from(css), minify: true }).code.toString(),
}
const words = []
for (const [name, tool] of Object.entries(tools)) {
  const got = []
  for (const one of given) got.push(address(await tool(rule(one))))
  words.push(got.every((one, at) => one === given[at]) ? `${name} kept` : `${name} ${got[0]} ${got[1]} with a host ${got[2] === given[2] ? 'kept' : got[2]}`)
}
console.log(words.join(', '))
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'cssnano /fetch?src=https:/media.example.com/a.jpg /a.jpg?x-oss-process=style/b with a host kept, csso kept, clean-css kept, lightningcss kept' ] || { echo changed; exit 1; }
