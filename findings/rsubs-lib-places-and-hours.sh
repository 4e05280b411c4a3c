#!/usr/bin/env bash
# rsubs-lib 0.4.0 for Rust writes the place of a WebVTT cue, "align:start", with a blank behind the colon: "align: start", two words without a setting among them to players (WebVTT, 4.4 "cue settings"), so that each cue goes to the middle; "position:10%" and the others alike.
# It drops notes and the title of the file, and reads no SRT beyond 24 hours, as its times are times of a day: the whole file is refused. webvtt-py 0.6.0 of PyPI keeps the place, and vtt.js 0.13.0 of npm reads it from the one and nothing from the other; pysubs2 1.8.1 reads 25 hours.
# A good guess is that what was read comes back as it was, at least in the form of the format.
# Seen: rsubs-lib [align: start], at 25 hours SRTError; webvtt-py [align:start]; vtt.js align start, of rsubs-lib's align middle; pysubs2 at 25 hours 90001000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check webvtt-py==0.6.0 pysubs2==1.8.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts vtt.js@0.13.0 > /dev/null
printf 'WEBVTT - title\n\nNOTE a note\n\n1\n00:00:01.000 --> 00:00:02.000 align:start\nHello\n' > a.vtt
printf '1\n25:00:01,000 --> 25:00:02,000\nHello\n' > late.srt
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
rsubs-lib = "=0.4.0"
SCRIPT
cat > src/main.rs <<'SCRIPT'
use rsubs_lib::{SRT, VTT};
use std::fs::{read_to_string, write};

fn main() {
    let text = VTT::parse(read_to_string("a.vtt").unwrap()).unwrap().to_string();
    let place = text.lines().find_map(|line| line.split_once("02.000 ")).map_or("", |(_, place)| place);
    let late = SRT::parse(read_to_string("late.srt").unwrap()).map_or("SRTError".to_string(), |file| file.to_string());
    println!("rsubs-lib [{place}], at 25 hours {late}");
    write("rsubs.vtt", text).unwrap();
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
python=$(venv/bin/python - <<'SCRIPT'
import pysubs2
import webvtt

line = next(line for line in webvtt.read("a.vtt").content.splitlines() if "-->" in line)
print(f"webvtt-py [{line.split('02.000 ')[1]}]")
print("pysubs2 at 25 hours", pysubs2.load("late.srt")[0].start)
SCRIPT
)
cat > look.cjs <<'SCRIPT'
global.window = global
global.navigator = { userAgent: '' }
const { readFileSync } = require('node:fs')
const { WebVTT } = require('vtt.js')
const place = name => {
  const parser = new WebVTT.Parser(global, WebVTT.StringDecoder())
  let found
  parser.oncue = cue => (found = `align ${cue.align}`)
  parser.parse(readFileSync(name, 'utf8'))
  parser.flush()
  return found
}
global.VTTCue = require('vtt.js').VTTCue
console.log(`vtt.js ${place('a.vtt')}, of rsubs-lib's ${place('rsubs.vtt')}`)
SCRIPT
seen="$rust; ${python%%$'\n'*}; $(node look.cjs); ${python##*$'\n'}"
echo "$seen"
[ "$seen" = 'rsubs-lib [align: start], at 25 hours SRTError; webvtt-py [align:start]; vtt.js align start, of rsubs-lib'"'"'s align middle; pysubs2 at 25 hours 90001000' ] || { echo changed; exit 1; }
