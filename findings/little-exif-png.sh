#!/usr/bin/env bash
# little_exif 0.6.23 for Rust writes the EXIF of a PNG as a compressed text named "Raw profile type exif", as ImageMagick did before PNG had a place for it (the chunk "eXIf", since 2017, PNG, third edition, 11.3.4.5). kamadak-exif 0.6.2 for Rust, exifr 7.1.3 and ExifReader 4.46.0 of npm and sharp 0.35.5
# find no EXIF in the file, so that a picture which was turned by its orientation lies on its side; Pillow 13.0.0 knows both places. JPEG and WebP of the same call are read by all, but by exifr, which knows no WebP.
# A good guess is that "write_to_file" writes what the standard of the format says, or that readers of EXIF in Rust read each other.
# Seen, orientation in png, jpg, webp: kamadak-exif none 6 6, exifr none 6 none, ExifReader none 6 6, sharp none 6 6, Pillow 6 6 6
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund exifr@7.1.3 exifreader@4.46.0 sharp@0.35.5 > /dev/null
venv/bin/python -c 'from PIL import Image; [Image.new("RGB", (64, 40), (200, 30, 30)).save("a." + kind) for kind in ("png", "jpg", "webp")]'
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
little_exif = "=0.6.23"
kamadak-exif = "=0.6.2"
SCRIPT
cat > src/main.rs <<'SCRIPT'
use little_exif::{exif_tag::ExifTag, metadata::Metadata};

fn main() {
    let found = ["a.png", "a.jpg", "a.webp"].map(|name| {
        let mut exif = Metadata::new();
        exif.set_tag(ExifTag::Orientation(vec![6]));
        exif.write_to_file(std::path::Path::new(name)).unwrap();
        let file = std::fs::File::open(name).unwrap();
        let read = exif::Reader::new().read_from_container(&mut std::io::BufReader::new(file));
        let orientation = read.ok().and_then(|found| found.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0));
        orientation.map_or("none".to_string(), |number| number.to_string())
    });
    println!("kamadak-exif {}", found.join(" "));
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
cat > look.cjs <<'SCRIPT'
const { readFileSync } = require('node:fs')
const ExifReader = require('exifreader')
const exifr = require('exifr')
const sharp = require('sharp')
const readers = {
  exifr: name => exifr.orientation(readFileSync(name)),
  ExifReader: name => ExifReader.load(readFileSync(name)).Orientation?.value,
  sharp: async name => (await sharp(name).metadata()).orientation,
}
const look = async () => {
  const seen = []
  for (const [name, read] of Object.entries(readers)) {
    const found = []
    for (const file of ['a.png', 'a.jpg', 'a.webp']) found.push((await (async () => read(file))().catch(() => undefined)) ?? 'none')
    seen.push(`${name} ${found.join(' ')}`)
  }
  console.log(seen.join(', '))
}
look()
SCRIPT
pillow=$(venv/bin/python - <<'SCRIPT'
from PIL import Image

found = []
for kind in ("png", "jpg", "webp"):
    picture = Image.open("a." + kind)
    picture.load()
    found.append(picture.getexif().get(0x112, "none"))
print("Pillow", *found)
SCRIPT
)
seen="$rust, $(node look.cjs), $pillow"
echo "$seen"
[ "$seen" = 'kamadak-exif none 6 6, exifr none 6 none, ExifReader none 6 6, sharp none 6 6, Pillow 6 6 6' ] || { echo changed; exit 1; }
