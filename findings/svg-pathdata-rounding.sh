#!/usr/bin/env bash
# An icon's path goes from point to point by differences, "l0.4 0". svg-pathdata 9.0.0 of npm, with which fonts are made of icons, rounds each difference alone in round(): ten steps of 0.4 are no step, and the path ends where it began. svgpath 2.6.0 of npm carries what it cut off into the next step, and ends at 4.
# A good guess is that rounding moves a point by less than what is rounded to, as it does with "L".
# Seen, the end of ten steps of 0.4, rounded to whole numbers, by differences and by places: svg-pathdata 0 4, svgpath 4 4
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts svg-pathdata@9.0.0 svgpath@2.6.0 > /dev/null
cat > look.mjs <<'SCRIPT'
import { SVGPathData } from 'svg-pathdata'
import svgpath from 'svgpath'
const steps = Array.from({ length: 10 }, (_, index) => index + 1)
const paths = [`M0 0${'l0.4 0'.repeat(10)}`, `M0 0${steps.map(step => `L${(step * 0.4).toFixed(1)} 0`).join('')}`]
const end = path => new SVGPathData(path).toAbs().commands.at(-1).x
console.log(`svg-pathdata ${paths.map(path => end(new SVGPathData(path).round(1).encode())).join(' ')}, svgpath ${paths.map(path => end(svgpath(path).round(0).toString())).join(' ')}`)
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'svg-pathdata 0 4, svgpath 4 4' ] || { echo changed; exit 1; }
