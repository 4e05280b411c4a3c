#!/usr/bin/env bash
# svg-path-bounds 1.0.2 of npm, by which SVGs are cropped and centred, takes the points that steer a curve for points of it: a cubic curve that reaches y 75 is 100 high to it, a quadratic one that reaches 50 is 66.7, as it makes
# a cubic one of it first. An arc whose flags are not parted from what follows ("a5 5 0 0110 10", SVG 1.1, 8.3.9), as many sets of icons have them, is "malformed path data". svg-path-bounding-box 1.0.4 of npm, and
# svgpathtools 1.8.0 and svgelements 1.9.6 of PyPI, say 75, 50 and 10.
# A good guess is that the bounds of a path are those of what is drawn.
# Seen, lower edge of cubic, quadratic, arc: svg-path-bounds 100.0 66.7 Error, svg-path-bounding-box 75.0 50.0 10.0, svgpathtools 75.0 50.0 10.0, svgelements 75.0 50.0 10.0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check svgpathtools==1.8.0 svgelements==1.9.6 numpy==2.2.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts svg-path-bounds@1.0.2 svg-path-bounding-box@1.0.4 > /dev/null
cat > look.cjs <<'SCRIPT'
const bounds = require('svg-path-bounds')
const box = require('svg-path-bounding-box')
const edge = read => path => {
  try {
    return read(path).toFixed(1)
  } catch {
    return 'Error'
  }
}
const edges = read => process.argv.slice(2).map(edge(read)).join(' ')
console.log(`svg-path-bounds ${edges(path => bounds(path)[3])}, svg-path-bounding-box ${edges(path => box(path).y2)}`)
SCRIPT
cat > look.py <<'SCRIPT'
import sys
from svgelements import Path
from svgpathtools import parse_path
paths = sys.argv[1:]
print("svgpathtools", *(f"{parse_path(path).bbox()[3]:.1f}" for path in paths), end=", ")
print("svgelements", *(f"{Path(path).bbox()[3]:.1f}" for path in paths))
SCRIPT
paths=('M0 0C0 100 100 100 100 0' 'M0 0Q50 100 100 0' 'M0 0a5 5 0 0110 10')
seen="$(node look.cjs "${paths[@]}"), $(venv/bin/python look.py "${paths[@]}")"
echo "$seen"
[ "$seen" = 'svg-path-bounds 100.0 66.7 Error, svg-path-bounding-box 75.0 50.0 10.0, svgpathtools 75.0 50.0 10.0, svgelements 75.0 50.0 10.0' ] || { echo changed; exit 1; }
