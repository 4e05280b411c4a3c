#!/usr/bin/env bash
# blurhash 2.0.5 of npm, the encoder of the format's makers, and io.trbl:blurhash 1.0.0 of Maven take the largest number for the largest amount when they pick the step for the detail: a picture that gets
# brighter from left to right has its largest amount below zero, it is cut off, and what is decoded runs from 144 by 127 to 184 where the picture runs from 0 to 248. The mirrored picture is right in
# the same encoder. blurhash-python 1.2.2, blurhash 1.1.5 of PyPI and go-blurhash (bbrks 1.1.1, buckket 1.1.0) write another hash for it, and are right in both directions.
# A good guess is that a hash of one picture is one hash in all of them.
# Seen, Python, Python, Go, Go, npm, Maven: brighter A A A A B B, darker A A A A A A; decoded in npm: A 0 130 224, B 144 127 184
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOTOOLCHAIN=local
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 numpy==2.4.6 blurhash-python==1.2.2
venv/bin/pip install --quiet --disable-pip-version-check --no-deps --target other blurhash==1.1.5
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts blurhash@2.0.5 > /dev/null
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=io.trbl:blurhash:1.0.0 -DoutputDirectory="$folder" > /dev/null
cat > look.py <<'SCRIPT'
import sys
import numpy
from PIL import Image
other = sys.argv[1:] == ["other"]
if other:
    sys.path.insert(0, "other")
import blurhash
hashes = []
for name, shade in (("brighter", lambda x: x * 8), ("darker", lambda x: 248 - x * 8)):
    picture = Image.new("RGB", (32, 24))
    picture.putdata([(shade(x),) * 3 for y in range(24) for x in range(32)])
    picture.save(name + ".png")
    hashes.append(blurhash.encode(numpy.array(picture), 4, 3) if other else blurhash.encode(name + ".png", 4, 3))
print(*hashes)
SCRIPT
cat > look.mjs <<'SCRIPT'
import { decode, encode } from 'blurhash'
const [, , ...given] = process.argv
const picture = shade => Uint8ClampedArray.from({ length: 32 * 24 * 4 }, (_, at) => at % 4 === 3 ? 255 : shade((at >> 2) % 32))
const row = hash => [0, 16, 31].map(x => decode(hash, 32, 24)[(12 * 32 + x) * 4]).join(' ')
console.log(given.length ? given.map(row).join(', ') : [x => x * 8, x => 248 - x * 8].map(shade => encode(picture(shade), 32, 24, 4, 3)).join(' '))
SCRIPT
cat > Look.java <<'SCRIPT'
import io.trbl.blurhash.BlurHash;
import java.io.File;
import javax.imageio.ImageIO;

public class Look {
    public static void main(String[] words) throws Exception {
        System.out.println(BlurHash.encode(ImageIO.read(new File("brighter.png")), 4, 3) + " " + BlurHash.encode(ImageIO.read(new File("darker.png")), 4, 3));
    }
}
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"image/png"
	"os"

	bbrks "github.com/bbrks/go-blurhash"
	buckket "github.com/buckket/go-blurhash"
)

func main() {
	var first, second [2]string
	for at, name := range []string{"brighter.png", "darker.png"} {
		file, err := os.Open(name)
		if err != nil {
			panic(err)
		}
		picture, err := png.Decode(file)
		if err != nil {
			panic(err)
		}
		if first[at], err = bbrks.Encode(4, 3, picture); err != nil {
			panic(err)
		}
		if second[at], err = buckket.Encode(4, 3, picture); err != nil {
			panic(err)
		}
	}
	fmt.Println(first[0], first[1])
	fmt.Println(second[0], second[1])
}
SCRIPT
go mod init look 2> /dev/null
go get github.com/bbrks/go-blurhash@v1.1.1 github.com/buckket/go-blurhash@v1.1.0 2> /dev/null
{ venv/bin/python look.py; venv/bin/python look.py other; go run .; node look.mjs; java -cp '*' Look.java; } > hashes
letters() {
  cut -d ' ' -f "$1" hashes | awk '{ if (!($1 in at)) at[$1] = ++count; printf " %s", substr("ABCDEF", at[$1], 1) }'
}
first=$(head -1 hashes | cut -d ' ' -f 1)
second=$(tail -1 hashes | cut -d ' ' -f 1)
seen="brighter$(letters 1), darker$(letters 2); decoded in npm: $(node look.mjs "$first" "$second" | sed 's/^/A /; s/, /, B /')"
echo "Python, Python, Go, Go, npm, Maven: $seen"
[ "$seen" = 'brighter A A A A B B, darker A A A A A A; decoded in npm: A 0 130 224, B 144 127 184' ] || { echo changed; exit 1; }
