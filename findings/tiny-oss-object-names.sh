#!/usr/bin/env bash
# signatureUrl() of tiny-oss 0.5.1, the small client for browsers, puts the name of the object into the URL as it is: of "in/c#1.jpg" with a process string the URL ends at
# "#" for whoever sends it, so that "in/c" is asked for without a signature; "in/a?b.jpg" loses the same way. The value of the process string is encoded.
# A good guess is that a signed URL of an allowed name is a URL of that name, as ali-oss makes it.
# Seen: path /in/c, x-oss-process null; ali-oss path /in/c%231.jpg, x-oss-process image/resize,w_100
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts tiny-oss@0.5.1 ali-oss@6.23.0 > /dev/null
seen=$(node -e "
const TinyOSS = require('tiny-oss')
const OSS = require('ali-oss')
const options = { accessKeyId: 'id', accessKeySecret: 'secret', bucket: 'media', region: 'oss-cn-hangzhou' }
const look = Client => {
  const url = new URL(new Client(options).signatureUrl('in/c#1.jpg', { process: 'image/resize,w_100' }))
  return 'path ' + url.pathname + ', x-oss-process ' + url.searchParams.get('x-oss-process')
}
console.log(look(TinyOSS) + '; ali-oss ' + look(OSS))")
echo "tiny-oss 0.5.1, ali-oss 6.23.0: $seen"
[ "$seen" = 'path /in/c, x-oss-process null; ali-oss path /in/c%231.jpg, x-oss-process image/resize,w_100' ] || { echo changed; exit 1; }
