#!/usr/bin/env bash
# imgproxy takes a source in plain behind "/plain/", up to an "@", behind which stands the format; "@" and "?" of the source have to be percent-encoded. @imgproxy/imgproxy-node 1.1.0, by its makers,
# and imgproxy 1.4.1 of npm write the source as it is: of "s3://media/photo@2x.png" the server takes "s3://media/photo" in the format "2x.png", and of an address with
# a process string the string becomes the query of imgproxy's own address. In Base64, which is what imgproxy-node does when it is told nothing, both are whole.
# A good guess is that a builder of addresses encodes what its server takes apart.
# Seen: imgproxy-node s3://media/photo in 2x.png, https://media.example.com/a.jpg with the query of its own ?x-oss-process=image/resize,w_100; imgproxy the same
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @imgproxy/imgproxy-node@1.1.0 imgproxy@1.4.1 > /dev/null
cat > look.mjs <<'SCRIPT'
import { generateImageUrl } from '@imgproxy/imgproxy-node'
import imgproxy from 'imgproxy'
const Imgproxy = imgproxy.default ?? imgproxy
const baseUrl = 'https://pictures.example.com'
const builders = {
  'imgproxy-node': value => generateImageUrl({ endpoint: baseUrl, url: { value, displayAs: 'plain' }, options: { width: 100 } }),
  imgproxy: value => new Imgproxy({ baseUrl, encode: false, key: 'aa', salt: 'aa' }).builder().resize('fill', 100, 100, 0).generateUrl(value),
}
/** What a server finds in the path of an address behind "/plain/". */
const read = address => {
  const { pathname, search } = new URL(address)
  const [source, format] = pathname.slice(pathname.indexOf('/plain/') + '/plain/'.length).split('@')
  return decodeURIComponent(source) + (format ? ` in ${format}` : '') + (search ? ` with the query of its own ${search}` : '')
}
const found = Object.entries(builders).map(([name, build]) =>
  `${name} ${['s3://media/photo@2x.png', 'https://media.example.com/a.jpg?x-oss-process=image/resize,w_100'].map(source => read(build(source))).join(', ')}`)
console.log(found.join('; '))
SCRIPT
seen=$(node look.mjs)
echo "$seen"
one='s3://media/photo in 2x.png, https://media.example.com/a.jpg with the query of its own ?x-oss-process=image/resize,w_100'
[ "$seen" = "imgproxy-node $one; imgproxy $one" ] || { echo changed; exit 1; }
