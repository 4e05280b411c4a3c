#!/usr/bin/env bash
# A black square on a transparent ground, as logos and icons are: which perceptual hash has it? ImageHash 4.3.2 of PyPI takes the colour that is hidden below the ground: white below gives the hash of a square on white, black below one
# of nothing, 48 of 64 bits apart, of two pictures that look alike. goimagehash 1.1.0 and jimp 1.6.1 see black below in both, so that each black logo has the hash of an all black picture. imghash 1.1.4 sees
# white below in both.
# A good guess is that the hidden colour does not count, or that a transparent ground is white for all.
# Seen, hidden white and hidden black apart, hidden black and white ground apart, hidden black and all black apart: ImageHash 48 48 0, goimagehash 0 48 0, imghash 0 0 48, jimp same other same
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imagehash==4.3.2 pillow==12.3.0 numpy==2.2.6 scipy==1.15.3
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts imghash@1.1.4 jimp@1.6.1 > /dev/null
cat > look.py <<'SCRIPT'
import imagehash
from PIL import Image

for name, ground in (("white-below", (255, 255, 255, 0)), ("black-below", (0, 0, 0, 0)), ("white", (255, 255, 255, 255)), ("black", (0, 0, 0, 255))):
    picture = Image.new("RGBA", (64, 64), ground)
    picture.paste((0, 0, 0, 255), (16, 16, 48, 48))
    picture.save(name + ".png")
hashes = [imagehash.average_hash(Image.open(name + ".png")) for name in ("white-below", "black-below", "white", "black")]
print("ImageHash", *(hashes[1] - hashes[other] for other in (0, 2, 3)))
SCRIPT
cat > look.mjs <<'SCRIPT'
import imghash from 'imghash'
import { Jimp } from 'jimp'
const names = ['white-below', 'black-below', 'white', 'black']
const bits = (one, other) => (BigInt(`0x${one}`) ^ BigInt(`0x${other}`)).toString(2).replaceAll('0', '').length
const ofImghash = await Promise.all(names.map(name => imghash.hash(`${name}.png`)))
const ofJimp = await Promise.all(names.map(async name => (await Jimp.read(`${name}.png`)).hash(2)))
const apart = (all, distance) => [0, 2, 3].map(other => distance(all[1], all[other])).join(' ')
console.log(`imghash ${apart(ofImghash, bits)}, jimp ${apart(ofJimp, (one, other) => (one === other ? 'same' : 'other'))}`)
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"image/png"
	"os"

	"github.com/corona10/goimagehash"
)

func hash(name string) *goimagehash.ImageHash {
	file, err := os.Open(name + ".png")
	if err != nil {
		panic(err)
	}
	picture, err := png.Decode(file)
	if err != nil {
		panic(err)
	}
	found, err := goimagehash.AverageHash(picture)
	if err != nil {
		panic(err)
	}
	return found
}

func main() {
	fmt.Print("goimagehash")
	for _, other := range []string{"white-below", "white", "black"} {
		apart, err := hash("black-below").Distance(hash(other))
		if err != nil {
			panic(err)
		}
		fmt.Print(" ", apart)
	}
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/corona10/goimagehash@v1.1.0 2> /dev/null
seen="$(venv/bin/python look.py), $(go run .), $(node look.mjs)"
echo "$seen"
[ "$seen" = 'ImageHash 48 48 0, goimagehash 0 48 0, imghash 0 0 48, jimp same other same' ] || { echo changed; exit 1; }
