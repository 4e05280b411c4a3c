#!/usr/bin/env bash
# gif.Encode() of image/gif of Go 1.26, without options, makes a GIF of a picture that is wholly transparent all black: its palette of 256 colours (Plan 9) has no transparent one, though the format and draw.Draw know it. A red of half the strength becomes a dark red. With a Quantizer whose palette has color.Transparent the ground stays clear. Pillow 13.0.0 and sharp 0.35.5 write
# a clear ground without being told to.
# A good guess is that an encoder by the makers of the language keeps what its format has.
# Seen: GIF transparent {0 0 0 255}, half red {136 0 0 255}, with a palette {0 0 0 0}; strength of Pillow 0, sharp 0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 > /dev/null
cat > main.go <<'SCRIPT'
package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
)

type two struct{}

func (two) Quantize(palette color.Palette, picture image.Image) color.Palette {
	return append(palette, color.Transparent, color.NRGBA{255, 0, 0, 255})
}

func filled(colour color.NRGBA) image.Image {
	picture := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(colour), image.Point{}, draw.Src)
	return picture
}

func first(picture image.Image, err error) color.Color {
	if err != nil {
		panic(err)
	}
	return color.NRGBAModel.Convert(picture.At(0, 0))
}

func asGif(picture image.Image, options *gif.Options) color.Color {
	var data bytes.Buffer
	gif.Encode(&data, picture, options)
	return first(gif.Decode(&data))
}

func main() {
	clear, half := filled(color.NRGBA{255, 0, 0, 0}), filled(color.NRGBA{255, 0, 0, 128})
	fmt.Print("GIF transparent ", asGif(clear, nil), ", half red ", asGif(half, nil), ", with a palette ", asGif(clear, &gif.Options{NumColors: 2, Quantizer: two{}}))
}
SCRIPT
export GOTOOLCHAIN=local
python=$(venv/bin/python - <<'SCRIPT'
from PIL import Image

Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save("a.gif")
print("Pillow", Image.open("a.gif").convert("RGBA").getpixel((0, 0))[3])
SCRIPT
)
node=$(node -e "const sharp = require('sharp'); sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } } }).gif().toBuffer().then(data => sharp(data).raw().toBuffer()).then(data => console.log('sharp', data[3]))")
seen="$(go run main.go); strength of $python, $node"
echo "$seen"
[ "$seen" = 'GIF transparent {0 0 0 255}, half red {136 0 0 255}, with a palette {0 0 0 0}; strength of Pillow 0, sharp 0' ] || { echo changed; exit 1; }
