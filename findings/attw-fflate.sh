#!/usr/bin/env bash
# @arethetypeswrong/cli 0.18.2, installed afresh, cannot read any package: it asks for fflate ^0.8.2, and gets 0.8.3. Its reader of tarballs keeps
# what the last call of Gunzip's callback brings. fflate 0.8.2 calls it once for data that is given whole; 0.8.3 calls it again, with nothing.
# What is seen is a sentence about a "filename" that looks like a fault of one's own tarball. A guess from memory ("a patch release of a dependency
# that the lock file of nobody holds changes nothing") is wrong; with fflate held at 0.8.2 the same tarball is read.
# Seen: fflate 0.8.2: calls 1, attw reads the package; fflate 0.8.3: calls 3, attw: Cannot read properties of undefined (reading 'filename')
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/small"
cd "$folder/small"
echo '{"name":"small","version":"1.0.0","type":"module","exports":{".":{"types":"./index.d.ts","default":"./index.js"}}}' > package.json
echo 'export const one = 1' > index.js
echo 'export declare const one: 1' > index.d.ts
npm pack --silent --pack-destination "$folder" > /dev/null
seen=''
for version in 0.8.2 0.8.3; do
  mkdir "$folder/$version"
  cd "$folder/$version"
  echo "{\"private\":true,\"overrides\":{\"fflate\":\"$version\"},\"dependencies\":{\"@arethetypeswrong/cli\":\"0.18.2\"}}" > package.json
  npm install --silent --no-audit --no-fund --ignore-scripts > /dev/null
  calls=$(node --input-type=module -e '
    import { Gunzip } from "fflate"
    import { readFileSync } from "node:fs"
    let calls = 0
    new Gunzip(() => calls++).push(readFileSync(process.argv[1]), true)
    console.log(calls)' "$folder/small-1.0.0.tgz")
  if answer=$(npx --no-install attw --profile esm-only "$folder/small-1.0.0.tgz" 2>&1); then answer='attw reads the package'; else answer="attw: $(tail -n 1 <<< "$answer")"; fi
  seen+="fflate $version: calls $calls, $answer; "
done
seen=${seen%; }
echo "@arethetypeswrong/cli 0.18.2, $seen"
[ "$seen" = "fflate 0.8.2: calls 1, attw reads the package; fflate 0.8.3: calls 3, attw: Cannot read properties of undefined (reading 'filename')" ]
