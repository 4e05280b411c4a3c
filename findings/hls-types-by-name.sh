#!/usr/bin/env bash
# The parts of a stream are "a.ts", of the type video/mp2t, and its list "a.m3u8", application/vnd.apple.mpegurl (RFC 8216, 4 and 10). mime_guess 2.0.5 for Rust, by which servers and clients pick a Content-Type, says video/vnd.dlna.mpeg-tts, a name of DLNA for parts with time stamps of its own,
# and audio/x-mpegurl, by which a player takes a film for sound. mime 4.1.2 and mime-types 3.0.2 of npm have both of HLS, and call "a.jfif", as Windows names pictures of JPEG, image/pjpeg, a name of old browsers, where
# mime_guess says image/jpeg. A good guess is that tables of types made for the web agree on what video and pictures on the web are.
# Seen of ts, m3u8, jfif: mime_guess video/vnd.dlna.mpeg-tts audio/x-mpegurl image/jpeg; mime video/mp2t application/vnd.apple.mpegurl image/pjpeg; mime-types video/mp2t application/vnd.apple.mpegurl image/pjpeg
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mime@4.1.2 mime-types@3.0.2 > /dev/null
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
mime_guess = "=2.0.5"
SCRIPT
cat > src/main.rs <<'SCRIPT'
fn main() {
    println!("mime_guess {}", ["ts", "m3u8", "jfif"].map(|end| mime_guess::from_ext(end).first_raw().unwrap_or("none")).join(" "));
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
cat > look.mjs <<'SCRIPT'
import mime from 'mime'
import types from 'mime-types'
const ends = ['ts', 'm3u8', 'jfif']
console.log(`mime ${ends.map(end => mime.getType(end)).join(' ')}; mime-types ${ends.map(end => types.lookup(end)).join(' ')}`)
SCRIPT
seen="$rust; $(node look.mjs)"
echo "$seen"
[ "$seen" = 'mime_guess video/vnd.dlna.mpeg-tts audio/x-mpegurl image/jpeg; mime video/mp2t application/vnd.apple.mpegurl image/pjpeg; mime-types video/mp2t application/vnd.apple.mpegurl image/pjpeg' ] || { echo changed; exit 1; }
