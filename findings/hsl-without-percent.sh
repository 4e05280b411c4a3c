#!/usr/bin/env bash
# CSS Color 4 has hsl() without percent signs, "hsl(120 100 50)", the pure green, and tools that shorten style sheets and palettes of designers write it so. csscolorparser 0.7.2 for Rust reads white, without an error: it takes 100 and 50 for 10,000 and 5,000 %. culori 4.0.2, colorjs.io
# 0.7.1 and lightningcss 1.33.0 of npm and coloraide 8.13.1 of PyPI read green; color 5.0.3, chroma-js 3.2.0 and d3-color 3.1.1 of npm say that they do not know it.
# A good guess is that a parser which knows "hsl(120 100% 50%)" reads the form without the signs, or refuses it.
# Seen: csscolorparser #ffffff, culori #00ff00, colorjs.io #00ff00, lightningcss #0f0, color refused, chroma-js refused, d3-color refused, coloraide #00ff00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check coloraide==8.13.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts culori@4.0.2 colorjs.io@0.7.1 lightningcss@1.33.0 color@5.0.3 chroma-js@3.2.0 d3-color@3.1.1 > /dev/null
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
csscolorparser = "=0.7.2"
SCRIPT
cat > src/main.rs <<'SCRIPT'
fn main() {
    println!("csscolorparser {}", csscolorparser::parse("hsl(120 100 50)").map_or("refused".to_string(), |colour| colour.to_css_hex()));
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
cat > look.mjs <<'SCRIPT'
import chroma from 'chroma-js'
import Color from 'color'
import ColorJs from 'colorjs.io'
import { formatHex } from 'culori'
import { color as d3 } from 'd3-color'
import { transform } from 'lightningcss'
const readers = {
  culori: formatHex,
  'colorjs.io': text => new ColorJs(text).to('srgb').toString({ format: 'hex', collapse: false }),
  lightningcss: text => transform({ filename: 'a.css', code: Buffer.from(`a{color:${text}}`), minify: true }).code.toString().match(/color:([^}]*)/)[1],
  color: text => Color(text).hex(),
  'chroma-js': text => chroma(text).hex(),
  'd3-color': text => d3(text).formatHex()
}
const read = write => {
  try {
    return write('hsl(120 100 50)') ?? 'refused'
  } catch {
    return 'refused'
  }
}
console.log(Object.entries(readers).map(([name, write]) => `${name} ${read(write)}`).join(', '))
SCRIPT
python=$(venv/bin/python -c 'from coloraide import Color; print("coloraide", Color("hsl(120 100 50)").convert("srgb").to_string(hex=True))')
seen="$rust, $(node look.mjs), $python"
echo "$seen"
[ "$seen" = 'csscolorparser #ffffff, culori #00ff00, colorjs.io #00ff00, lightningcss #0f0, color refused, chroma-js refused, d3-color refused, coloraide #00ff00' ] || { echo changed; exit 1; }
