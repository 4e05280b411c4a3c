#!/usr/bin/env bash
# Names of objects stand in process strings as URL-safe Base64. Of "ab?>~", which is YWI_Pn4 there, decoders make other bytes without an error: Base64url.parse() of
# crypto-js adds a zero byte where the text is padded and puts zero bits in the place of a "/"; toArrayBuffer(text, true) of @hexagon/base64 does the latter;
# base64-arraybuffer and @hapi/b64, which know the standard alphabet, put zero bits in the place of "_", or drop it and shift what follows.
# A good guess is that a decoder takes both alphabets, as Buffer does, or throws, as atob does.
# Seen (hexadecimal, right is 61623f3e7e): crypto-js 61623f3e7e, padded 61623f3e7e00, standard 6162003e7e00; @hexagon/base64 61623f3e7e, padded 61623f3e7e, standard 6162003e7e;
# base64-arraybuffer 6162003e7e, padded 6162003e7e, standard 61623f3e7e; @hapi/b64 61620f9f, padded 61620f9f, standard 61623f3e7e
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts crypto-js@4.2.0 @hexagon/base64@2.0.4 base64-arraybuffer@1.0.2 @hapi/b64@6.0.1 > /dev/null
cat > look.cjs <<'SCRIPT'
const { enc } = require('crypto-js')
const hexagon = require('@hexagon/base64')
const { decode } = require('base64-arraybuffer')
const hapi = require('@hapi/b64')
const hex = bytes => Buffer.from(bytes).toString('hex')
const decoders = {
  'crypto-js': text => enc.Base64url.parse(text).toString(enc.Hex),
  '@hexagon/base64': text => hex(new Uint8Array((hexagon.base64 ?? hexagon).toArrayBuffer(text, true))),
  'base64-arraybuffer': text => hex(new Uint8Array(decode(text))),
  '@hapi/b64': text => hex(hapi.decode(Buffer.from(text))),
}
const look = ([name, decoder]) => `${name} ${decoder('YWI_Pn4')}, padded ${decoder('YWI_Pn4=')}, standard ${decoder('YWI/Pn4=')}`
console.log(Object.entries(decoders).map(look).join('; '))
SCRIPT
seen=$(node look.cjs)
echo "crypto-js 4.2.0, @hexagon/base64 2.0.4, base64-arraybuffer 1.0.2, @hapi/b64 6.0.1: $seen"
[ "$seen" = 'crypto-js 61623f3e7e, padded 61623f3e7e00, standard 6162003e7e00; @hexagon/base64 61623f3e7e, padded 61623f3e7e, standard 6162003e7e; base64-arraybuffer 6162003e7e, padded 6162003e7e, standard 61623f3e7e; @hapi/b64 61620f9f, padded 61620f9f, standard 61623f3e7e' ] || { echo changed; exit 1; }
