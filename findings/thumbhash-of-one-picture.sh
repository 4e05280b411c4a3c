#!/usr/bin/env bash
# ThumbHash is a formula of some 20 bytes for a blurred picture, by which pages show something before the picture is there. Of one ramp of 100x50 thumbhash 0.1.1 of npm and the crate thumbhash 0.1.0 for Rust, both by its author, write two hashes: the crate reckons in 32 bits, and a number on the edge falls to the other side. thash 1.2.1 and
# thumbhash-python 1.0.1 of PyPI write that of npm, fast_thumbhash 1.0.0 and thumbleweed 0.2.1 of PyPI, which hold the crate, the other. What is shown is alike; a comparison, a name in a cache or a test by the hash fails where a server and a page made it.
# A good guess is that a formula in whole numbers of four bits gives one hash of one picture, or at least the two of its author.
# Seen: thumbhash of npm 1b070a2c94808787808888888887808008f888, thumbhash for Rust 1b070a2c94808787808887787887808008f877, thash 1b070a2c94808787808888888887808008f888, fast_thumbhash 1b070a2c94808787808887787887808008f877, thumbleweed 1b070a2c94808787808887787887808008f877, thumbhash-python 1b070a2c94808787808888888887808008f888
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check thash==1.2.1 fast_thumbhash==1.0.0 thumbleweed==0.2.1 thumbhash-python==1.0.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts thumbhash@0.1.1 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import base64
import fast_thumbhash
import thash
import thumbhash
import thumbleweed
from PIL import Image

picture = Image.new("RGBA", (100, 50))
picture.putdata([(x * 2, y * 4, 128, 255) for y in range(50) for x in range(100)])
picture.save("a.png")
data = picture.tobytes()
open("a.raw", "wb").write(data)
print("thash", bytes(thash.rgba_to_thumb_hash(100, 50, list(data))).hex(), end=", ")
print("fast_thumbhash", bytes(fast_thumbhash.rgba_to_thumb_hash(100, 50, data)).hex(), end=", ")
print("thumbleweed", bytes(thumbleweed.thumbhash_encode(100, 50, data)).hex(), end=", ")
print("thumbhash-python", base64.b64decode(thumbhash.image_to_thumbhash(open("a.png", "rb"))).hex())
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { rgbaToThumbHash } from 'thumbhash'
console.log(`thumbhash of npm ${Buffer.from(rgbaToThumbHash(100, 50, readFileSync('a.raw'))).toString('hex')}`)
SCRIPT
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
thumbhash = "=0.1.0"
SCRIPT
cat > src/main.rs <<'SCRIPT'
fn main() {
    let hash = thumbhash::rgba_to_thumb_hash(100, 50, &std::fs::read("a.raw").unwrap());
    println!("thumbhash for Rust {}", hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
seen="$(node look.mjs), $rust, $python"
echo "$seen"
[ "$seen" = 'thumbhash of npm 1b070a2c94808787808888888887808008f888, thumbhash for Rust 1b070a2c94808787808887787887808008f877, thash 1b070a2c94808787808888888887808008f888, fast_thumbhash 1b070a2c94808787808887787887808008f877, thumbleweed 1b070a2c94808787808887787887808008f877, thumbhash-python 1b070a2c94808787808888888887808008f888' ] || { echo changed; exit 1; }
