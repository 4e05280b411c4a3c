#!/usr/bin/env bash
# tinycolor2 1.6.0 reads "rgb(255 0 0 / 50%)", "rgba(255,0,0,50%)" and "rgb(255,0,0,.5)", which are one red of half the strength in CSS, as a whole red, without a word; and "hsl(-120,100%,50%)", a blue, as red, since it cuts the angle
# off at 0 instead of going round. parse-color 1.0.0 reads the first as 255,1,1, takes "#f008" for 240,8,0 and "rgb(100%,0%,0%)" for 100,0,0. colord 2.14.0 is right in all.
# A good guess is that a reader of colours knows these forms or says that it does not, as it does of others.
# Seen: tinycolor2 255,0,0,1 255,0,0,1 255,0,0,1 255,0,0,0.533 255,0,0,1 255,0,0,1; parse-color 255,1,1 255,0,0,0.5 255,0,0,0.5 240,8,0,1 100,0,0,1 0,0,255,1; colord 255,0,0,0.5 255,0,0,0.5 255,0,0,0.5 255,0,0,0.533 255,0,0,1
# 0,0,255,1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts tinycolor2@1.6.0 parse-color@1.0.0 colord@2.14.0 > /dev/null
cat > look.cjs <<'SCRIPT'
const { colord } = require('colord')
const parse = require('parse-color')
const tinycolor = require('tinycolor2')
const texts = ['rgb(255 0 0 / 50%)', 'rgba(255,0,0,50%)', 'rgb(255,0,0,.5)', '#f008', 'rgb(100%,0%,0%)', 'hsl(-120,100%,50%)']
const parts = ({ r, g, b, a }) => [r, g, b, Number(a.toFixed(3))].join()
const tiny = texts.map(text => (tinycolor(text).isValid() ? parts(tinycolor(text).toRgb()) : 'refused'))
const other = texts.map(text => (colord(text).isValid() ? parts(colord(text).toRgb()) : 'refused'))
console.log(`tinycolor2 ${tiny.join(' ')}; parse-color ${texts.map(text => parse(text).rgba.join()).join(' ')}; colord ${other.join(' ')}`)
SCRIPT
seen=$(node look.cjs)
echo "$seen"
[ "$seen" = 'tinycolor2 255,0,0,1 255,0,0,1 255,0,0,1 255,0,0,0.533 255,0,0,1 255,0,0,1; parse-color 255,1,1 255,0,0,0.5 255,0,0,0.5 240,8,0,1 100,0,0,1 0,0,255,1; colord 255,0,0,0.5 255,0,0,0.5 255,0,0,0.5 255,0,0,0.533 255,0,0,1 0,0,255,1' ] || { echo changed; exit 1; }
