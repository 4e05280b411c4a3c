#!/usr/bin/env bash
# The lowest sample of a WAV of 24 bits, -8388608, as sound that is driven to the limit has it, is the highest one to wav-decoder 1.3.0 and to node-wav 0.0.2: 1 instead of -1, a click over the whole range. All others are right, and so are 8, 16 and 32 bits, so that a sine does not show it.
# wavefile 11.0.0, and soundfile 0.14.0 of PyPI, read -8388608. And node-wav reads a Buffer that is a part of a larger one, as small files are in Node, from the larger one's beginning: another sound, or none; a copy is read rightly.
# A good guess is that the sign of three bytes is right for all or for none of the negative numbers.
# Seen, of -8388608, -8388607 and 4194304: wav-decoder 1.000 -1.000 0.500, node-wav 1.000 -1.000 0.500, of a part of a Buffer TypeError, wavefile -8388608 -8388607 4194304, soundfile -1.000 -1.000 0.500
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check soundfile==0.14.0 numpy==2.4.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts wav-decoder@1.3.0 node-wav@0.0.2 wavefile@11.0.0 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import wave
import soundfile

with wave.open("a.wav", "wb") as file:
    file.setnchannels(1)
    file.setsampwidth(3)
    file.setframerate(8000)
    file.writeframes(b"".join(sample.to_bytes(3, "little", signed=True) for sample in (-8388608, -8388607, 4194304)))
print("soundfile", *(f"{sample:.3f}" for sample in soundfile.read("a.wav")[0]))
SCRIPT
)
cat > look.cjs <<'SCRIPT'
const { readFileSync } = require('node:fs')
const nodeWav = require('node-wav')
const { WaveFile } = require('wavefile')
const wavDecoder = require('wav-decoder')
const words = samples => [...samples].map(sample => sample.toFixed(3)).join(' ')
const bytes = Uint8Array.from(readFileSync('a.wav'))
const part = Buffer.concat([Buffer.alloc(100), bytes]).subarray(100)
let ofPart
try {
  ofPart = words(nodeWav.decode(part).channelData[0])
} catch (error) {
  ofPart = error.name
}
const node = words(nodeWav.decode(bytes).channelData[0])
wavDecoder.decode(bytes.buffer).then(({ channelData }) => {
  console.log(`wav-decoder ${words(channelData[0])}, node-wav ${node}, of a part of a Buffer ${ofPart}, wavefile ${[...new WaveFile(bytes).getSamples()].join(' ')}`)
})
SCRIPT
seen="$(node look.cjs), $python"
echo "$seen"
[ "$seen" = 'wav-decoder 1.000 -1.000 0.500, node-wav 1.000 -1.000 0.500, of a part of a Buffer TypeError, wavefile -8388608 -8388607 4194304, soundfile -1.000 -1.000 0.500' ] || { echo changed; exit 1; }
