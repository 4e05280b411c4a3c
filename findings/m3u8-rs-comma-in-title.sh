#!/usr/bin/env bash
# The title of a segment runs from the comma to the end of its line (RFC 8216, 4.3.2.1), and may have commas. m3u8-rs 6.0.1 for Rust ends it at the next comma and takes the rest of the line for the address: "#EXTINF:9.5,One, two" with "a.ts" below it are two
# segments, "two" of 9.5 seconds and "a.ts" of none, without an error, and so they are written again. A duration of 3600.123456 becomes 3600.1235, as it is kept in 32 bits. m3u8 6.0.0 of PyPI and hls-parser 0.16.1 of npm read one segment.
# A good guess is that a line which begins with "#" is not an address.
# Seen: m3u8-rs 9.5 "One" two, 0 "" a.ts, 3600.1235 "" b.ts; m3u8 9.5 "One, two" a.ts, 3600.123456 "" b.ts; hls-parser 9.5 "One, two" a.ts, 3600.123456 "" b.ts
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check m3u8==6.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts hls-parser@0.16.1 > /dev/null
cat > list.m3u8 <<'SCRIPT'
#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:3601
#EXTINF:9.5,One, two
a.ts
#EXTINF:3600.123456,
b.ts
#EXT-X-ENDLIST
SCRIPT
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
m3u8-rs = "=6.0.1"
SCRIPT
cat > src/main.rs <<'SCRIPT'
fn main() {
    let list = m3u8_rs::parse_media_playlist_res(&std::fs::read("list.m3u8").unwrap()).unwrap();
    let segments = list.segments.iter().map(|segment| format!("{} \"{}\" {}", segment.duration, segment.title.as_deref().unwrap_or(""), segment.uri.trim()));
    println!("m3u8-rs {}", segments.collect::<Vec<_>>().join(", "));
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
python=$(venv/bin/python -c 'import m3u8; print("m3u8", ", ".join(f"{part.duration} \"{part.title}\" {part.uri}" for part in m3u8.load("list.m3u8").segments))')
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import hls from 'hls-parser'
const { segments } = hls.parse(readFileSync('list.m3u8', 'utf8'))
console.log(`hls-parser ${segments.map(part => `${part.duration} "${part.title ?? ''}" ${part.uri}`).join(', ')}`)
SCRIPT
seen="$rust; $python; $(node look.mjs)"
echo "$seen"
[ "$seen" = 'm3u8-rs 9.5 "One" two, 0 "" a.ts, 3600.1235 "" b.ts; m3u8 9.5 "One, two" a.ts, 3600.123456 "" b.ts; hls-parser 9.5 "One, two" a.ts, 3600.123456 "" b.ts' ] || { echo changed; exit 1; }
