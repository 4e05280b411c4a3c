#!/usr/bin/env bash
# picomatch 4.0.7, and with it micromatch 4.0.8 and createFilter() of @rollup/pluginutils 5.5.1, reads "[!_]", which is "not _" in shells, as "! or _": "src/[!_]*.ts" takes "src/_b.ts" and leaves "src/b.ts". Of "{1..10}" it makes the set "[1-10]" of a
# regular expression, which is 1 and 0: "img_{1..10}.png" takes img_0.png and neither img_7.png nor img_10.png; "{1..3}" is right, by luck. minimatch 11.0.9 and zeptomatch 2.1.0 read both as shells do. fast-glob 3.3.3 is right although it
# stands on micromatch; tinyglobby 0.2.17 is right with the set and wrong with the range. "[^_]" is "not _" in all.
# A good guess is that the commonest forms of globs are the same in all libraries of npm.
# Seen, taken by src/[!_]*.ts and by img_{1..10}.png: picomatch _b.ts img_0.png, micromatch _b.ts img_0.png, pluginutils _b.ts img_0.png, minimatch b.ts img_10.png+img_7.png, zeptomatch b.ts img_10.png+img_7.png,
# fast-glob b.ts img_10.png+img_7.png, tinyglobby b.ts img_0.png
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts picomatch@4.0.7 micromatch@4.0.8 @rollup/pluginutils@5.5.1 minimatch@11.0.9 zeptomatch@2.1.0 fast-glob@3.3.3 tinyglobby@0.2.17 > /dev/null
mkdir -p tree/src
touch tree/src/b.ts tree/src/_b.ts tree/img_0.png tree/img_7.png tree/img_10.png
cat > look.mjs <<'SCRIPT'
import { createFilter } from '@rollup/pluginutils'
import fastGlob from 'fast-glob'
import micromatch from 'micromatch'
import { minimatch } from 'minimatch'
import picomatch from 'picomatch'
import { globSync } from 'tinyglobby'
import zeptomatch from 'zeptomatch'
const paths = ['src/b.ts', 'src/_b.ts', 'img_0.png', 'img_7.png', 'img_10.png']
const over = matches => pattern => paths.filter(path => matches(pattern, path))
const libraries = {
  picomatch: over((pattern, path) => picomatch(pattern)(path)),
  micromatch: over((pattern, path) => micromatch.isMatch(path, pattern)),
  pluginutils: over((pattern, path) => createFilter(pattern, null, { resolve: '/' })(`/${path}`)),
  minimatch: over((pattern, path) => minimatch(path, pattern)),
  zeptomatch: over(zeptomatch),
  'fast-glob': pattern => fastGlob.sync(pattern, { cwd: 'tree' }),
  tinyglobby: pattern => globSync(pattern, { cwd: 'tree' }),
}
const taken = (library, pattern) => library(pattern).map(path => path.replace('src/', '')).sort().join('+')
console.log(Object.entries(libraries).map(([name, library]) => `${name} ${taken(library, 'src/[!_]*.ts')} ${taken(library, 'img_{1..10}.png')}`).join(', '))
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'picomatch _b.ts img_0.png, micromatch _b.ts img_0.png, pluginutils _b.ts img_0.png, minimatch b.ts img_10.png+img_7.png, zeptomatch b.ts img_10.png+img_7.png, fast-glob b.ts img_10.png+img_7.png, tinyglobby b.ts img_0.png' ] || { echo changed; exit 1; }
