#!/usr/bin/env bash
# unstorage 1.17.6, the storage of Nitro and Nuxt, cuts a key at the first "?", and makes ":" of "/" and "\": a store of processed pictures by their address has one entry for all of them. What was put for "a.jpg?x-oss-process=image/resize,w_100" is
# overwritten by that for w_200, and is the answer for "a.jpg" as well; "a/b" is "a:b", and "a//b/" too. keyv 6.1.0, a store of the same kind, keeps them apart.
# A good guess is that a key is a text, or that one which is not allowed is refused.
# Seen, of w_100: unstorage w_200, a.jpg w_200, a:b a//b/; keyv w_100, a.jpg nothing, a:b a:b
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts unstorage@1.17.6 keyv@6.1.0 > /dev/null
cat > look.mjs <<'SCRIPT'
import Keyv from 'keyv'
import { createStorage } from 'unstorage'
const stores = { unstorage: createStorage(), keyv: new Keyv() }
const seen = []
for (const [name, store] of Object.entries(stores)) {
  const set = (key, value) => (store.setItem ?? store.set).call(store, key, value)
  const get = async key => (await (store.getItem ?? store.get).call(store, key)) ?? 'nothing'
  await set('a.jpg?x-oss-process=image/resize,w_100', 'w_100')
  await set('a.jpg?x-oss-process=image/resize,w_200', 'w_200')
  await set('a:b', 'a:b')
  await set('a//b/', 'a//b/')
  seen.push(`${name} ${await get('a.jpg?x-oss-process=image/resize,w_100')}, a.jpg ${await get('a.jpg')}, a:b ${await get('a:b')}`)
}
console.log(seen.join('; '))
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'unstorage w_200, a.jpg w_200, a:b a//b/; keyv w_100, a.jpg nothing, a:b a:b' ] || { echo changed; exit 1; }
