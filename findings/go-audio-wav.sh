#!/usr/bin/env bash
# Duration() of go-audio/wav 1.1.0 for Go counts all bytes of a file as sound: one second with a note of 160,000 bytes in front of it, as a cover is, lasts 11 seconds, and one without 1.002. And samples in floating point, as editors of sound write them, are handed out as the whole numbers that
# have the same bits: 1.0 is 1065353216 and -1.0 is -1082130432. Whole numbers are right. soundfile 0.14.0 of PyPI and wavefile 11.0.0 of npm read the same files rightly.
# A good guess is that a length is that of the chunk with the sound, which the package finds, and that 1.0 is 1, or is refused.
# Seen: 1.00225s 11.00275s, floats 0 1065353216 -1082130432; soundfile 1.0 1.0, floats 0.0 1.0 -1.0; wavefile floats 0 1 -1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check soundfile==0.14.0 numpy==2.4.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts wavefile@11.0.0 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import struct
import soundfile


def chunk(name, data):
    return name + struct.pack("<I", len(data)) + data


def save(name, kind, bits, rate, data, note=b""):
    header = chunk(b"fmt ", struct.pack("<HHIIHH", kind, 1, rate, rate * bits // 8, bits // 8, bits))
    with open(name, "wb") as file:
        file.write(chunk(b"RIFF", b"WAVE" + header + (chunk(b"nOtE", note) if note else b"") + chunk(b"data", data)))


save("plain.wav", 1, 16, 8000, bytes(16000))
save("note.wav", 1, 16, 8000, bytes(16000), bytes(160000))
save("floats.wav", 3, 32, 8000, struct.pack("<3f", 0, 1, -1))
print("soundfile", soundfile.info("plain.wav").duration, f"{soundfile.info('note.wav').duration}, floats", *soundfile.read("floats.wav")[0].tolist())
SCRIPT
)
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/go-audio/wav"
)

func open(name string) *wav.Decoder {
	file, err := os.Open(name)
	if err != nil {
		panic(err)
	}
	return wav.NewDecoder(file)
}

func main() {
	for _, name := range []string{"plain.wav", "note.wav"} {
		duration, err := open(name).Duration()
		if err != nil {
			panic(err)
		}
		fmt.Print(duration, " ")
	}
	samples, err := open("floats.wav").FullPCMBuffer()
	if err != nil {
		panic(err)
	}
	fmt.Print("floats ", strings.Trim(fmt.Sprint(samples.Data), "[]"))
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/go-audio/wav@v1.1.0 2> /dev/null
wavefile=$(node -p "[...new (require('wavefile').WaveFile)(require('node:fs').readFileSync('floats.wav')).getSamples()].join(' ')")
seen="$(go run . | sed 's/ floats/, floats/'); $python; wavefile floats $wavefile"
echo "go-audio/wav 1.1.0: $seen"
[ "$seen" = '1.00225s 11.00275s, floats 0 1065353216 -1082130432; soundfile 1.0 1.0, floats 0.0 1.0 -1.0; wavefile floats 0 1 -1' ] || { echo changed; exit 1; }
