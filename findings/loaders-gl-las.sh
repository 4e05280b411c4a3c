#!/usr/bin/env bash
# A point of a LAS file has its class in the lower five bits of a byte, and in the upper three whether it is synthetic, a key point or withheld (LAS 1.2, table 8). @loaders.gl/las 4.5.1 of npm hands out the whole byte: a withheld point of the ground (2) has the class 130, a synthetic one of a building (6) 38.
# And of a colour, which LAS has in sixteen bits, it keeps the lower eight unless it is told "colorDepth": 65280, the brightest that a scanner of eight bits writes, is 0. Places it keeps in
# 32 bits: of metres of UTM 4000000.456 is 4000000.5. laspy 2.7.0 of PyPI and the crate las 0.9.11 for Rust tell the classes 2 and 6.
# A good guess is that a class is a class, as "classification" is its name, and that a colour of a format which knows only sixteen bits is made smaller.
# Seen: @loaders.gl/las 130 38 red 0 0 y 4000000.5, with colorDepth 16 red 255 128; laspy 2 6 red 65280 32768 y 4000000.456; las 2 6
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check laspy==2.7.0 numpy==2.4.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @loaders.gl/core@4.4.5 @loaders.gl/las@4.5.1 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import laspy
import numpy

header = laspy.LasHeader(point_format=3, version="1.2")
header.scales = [0.001, 0.001, 0.001]
header.offsets = [0, 4000000, 0]
cloud = laspy.LasData(header)
cloud.x = cloud.z = numpy.array([1.0, 2.0])
cloud.y = numpy.array([4000000.456, 4000001.789])
cloud.classification = numpy.array([2, 6], numpy.uint8)
cloud.withheld = numpy.array([1, 0])
cloud.synthetic = numpy.array([0, 1])
cloud.red = numpy.array([65280, 32768], numpy.uint16)
cloud.green = cloud.blue = numpy.array([0, 0], numpy.uint16)
cloud.write("a.las")
read = laspy.read("a.las")
print("laspy", *numpy.array(read.classification), "red", *numpy.array(read.red), "y", read.y[0])
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { parse } from '@loaders.gl/core'
import { LASLoader } from '@loaders.gl/las'
const read = async las => (await parse(Uint8Array.from(readFileSync('a.las')).buffer, LASLoader, { worker: false, las })).attributes
const reds = attributes => [0, 4].map(place => attributes.COLOR_0.value[place]).join(' ')
const plain = await read({})
console.log(`@loaders.gl/las ${[...plain.classification.value].join(' ')} red ${reds(plain)} y ${plain.POSITION.value[1]}, with colorDepth 16 red ${reds(await read({ colorDepth: 16 }))}`)
SCRIPT
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
las = "=0.9.11"
SCRIPT
cat > src/main.rs <<'SCRIPT'
fn main() {
    let mut reader = las::Reader::from_path("a.las").unwrap();
    let classes: Vec<String> = reader.points().map(|point| u8::from(point.unwrap().classification).to_string()).collect();
    println!("las {}", classes.join(" "));
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
seen="$(node look.mjs); $python; $rust"
echo "$seen"
[ "$seen" = '@loaders.gl/las 130 38 red 0 0 y 4000000.5, with colorDepth 16 red 255 128; laspy 2 6 red 65280 32768 y 4000000.456; las 2 6' ] || { echo changed; exit 1; }
