#!/usr/bin/env bash
# A chunk of a WAV whose size is odd is followed by one byte of padding that its size does not count (RIFF). Titles, XMP and notes of recorders are such chunks, and where one of them stands in front of the sound hound 3.5.1 for Rust, wav-decoder 1.3.0 and node-wav 0.0.2 of npm do not
# step over the byte: they refuse the file, or end in an error of their own. wavefile 11.0.0, and soundfile 0.14.0 and the wave of Python, read it. With one letter more in the note all of them do.
# A good guess is that readers of a format of 1991 that differ in nothing else know its padding.
# Seen, note of 4 and of 3 bytes: hound 0,16384 error, wav-decoder 0,0.500 RangeError, node-wav 0,0.500 TypeError, wavefile 0,16384 0,16384, soundfile 0,16384 0,16384, wave 0,16384 0,16384
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check soundfile==0.14.0 numpy==2.4.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts wav-decoder@1.3.0 node-wav@0.0.2 wavefile@11.0.0 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import struct
import wave
import soundfile


def chunk(name, data):
    return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


for note in (b"note", b"abc"):
    chunks = chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16)) + chunk(b"nOtE", note) + chunk(b"data", struct.pack("<2h", 0, 16384))
    with open(f"{len(note)}.wav", "wb") as file:
        file.write(chunk(b"RIFF", b"WAVE" + chunks))
names = ("4.wav", "3.wav")
print("soundfile", *(",".join(map(str, soundfile.read(name, dtype="int16")[0].tolist())) for name in names), end=", ")
print("wave", *(",".join(map(str, struct.unpack("<2h", wave.open(name).readframes(2)))) for name in names))
SCRIPT
)
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
hound = "=3.5.1"
SCRIPT
cat > src/main.rs <<'SCRIPT'
fn samples(name: &str) -> hound::Result<String> {
    let found = hound::WavReader::open(name)?.into_samples::<i16>().collect::<hound::Result<Vec<_>>>()?;
    Ok(found.iter().map(|sample| sample.to_string()).collect::<Vec<_>>().join(","))
}

fn main() {
    let found = ["4.wav", "3.wav"].map(|name| samples(name).unwrap_or("error".to_string()));
    println!("hound {}", found.join(" "));
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
cat > look.cjs <<'SCRIPT'
const { readFileSync } = require('node:fs')
const nodeWav = require('node-wav')
const { WaveFile } = require('wavefile')
const wavDecoder = require('wav-decoder')
const readers = {
  'wav-decoder': async bytes => (await wavDecoder.decode(bytes.buffer)).channelData[0],
  'node-wav': async bytes => nodeWav.decode(bytes).channelData[0],
  wavefile: async bytes => new WaveFile(bytes).getSamples(),
}
const look = async () => {
  const seen = []
  for (const [name, read] of Object.entries(readers)) {
    const found = []
    for (const file of ['4.wav', '3.wav']) {
      const samples = read(Uint8Array.from(readFileSync(file)))
      found.push(await samples.then(list => [...list].map(sample => (Number.isInteger(sample) ? sample : sample.toFixed(3))).join(), error => error.name ?? 'error'))
    }
    seen.push(`${name} ${found.join(' ')}`)
  }
  console.log(seen.join(', '))
}
look()
SCRIPT
seen="$rust, $(node look.cjs), $python"
echo "$seen"
[ "$seen" = 'hound 0,16384 error, wav-decoder 0,0.500 RangeError, node-wav 0,0.500 TypeError, wavefile 0,16384 0,16384, soundfile 0,16384 0,16384, wave 0,16384 0,16384' ] || { echo changed; exit 1; }
