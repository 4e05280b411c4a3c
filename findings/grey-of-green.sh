#!/usr/bin/env bash
# How bright is pure green in shades of grey? Pillow 13.0.0, imaging 1.6.2 and gift 1.2.1 for Go say 150, the weights of television from 1953, bild 0.14.0 for Go 153, jimp 1.6.1 and
# image-js 1.7.0 182, and sharp 0.35.5 and ImgUtil.gray() of Hutool 5.8.44 220, since they weigh light and not the numbers of sRGB. A threshold between black and white that was found with
# one of them is another one in the next.
# A good guess is 150 or 182, and that libraries of one language agree.
# Seen: sharp 220, jimp 182, image-js 182, Pillow 150, imaging 150, gift 150, bild 153, Hutool 220
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOTOOLCHAIN=local
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 jimp@1.6.1 image-js@1.7.0 > /dev/null
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=cn.hutool:hutool-all:5.8.44 -DoutputDirectory="$folder" > /dev/null
venv/bin/python -c 'from PIL import Image; Image.new("RGB", (2, 2), (0, 255, 0)).save("green.png")'
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { decode } from 'image-js'
import { Jimp } from 'jimp'
import sharp from 'sharp'
const [first] = await sharp('green.png').greyscale().raw().toBuffer()
const [second] = (await Jimp.read('green.png')).greyscale().bitmap.data
const [third] = decode(readFileSync('green.png')).grey().getRawImage().data
console.log(`sharp ${first}, jimp ${second}, image-js ${third}`)
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"image"
	"image/png"
	"os"

	"github.com/anthonynsimon/bild/effect"
	"github.com/disintegration/gift"
	"github.com/disintegration/imaging"
)

func main() {
	file, err := os.Open("green.png")
	if err != nil {
		panic(err)
	}
	green, err := png.Decode(file)
	if err != nil {
		panic(err)
	}
	second := image.NewNRGBA(green.Bounds())
	gift.New(gift.Grayscale()).Draw(second, green)
	third, _, _, _ := effect.Grayscale(green).At(0, 0).RGBA()
	fmt.Printf("imaging %d, gift %d, bild %d\n", imaging.Grayscale(green).Pix[0], second.Pix[0], third>>8)
}
SCRIPT
cat > Look.java <<'SCRIPT'
import cn.hutool.core.img.ImgUtil;
import java.io.File;
import javax.imageio.ImageIO;

public class Look {
    public static void main(String[] words) throws Exception {
        System.out.println("Hutool " + (ImgUtil.toBufferedImage(ImgUtil.gray(ImageIO.read(new File("green.png")))).getRGB(0, 0) & 255));
    }
}
SCRIPT
go mod init look 2> /dev/null
go get github.com/disintegration/imaging@v1.6.2 github.com/disintegration/gift@v1.2.1 github.com/anthonynsimon/bild@v0.14.0 2> /dev/null
pillow=$(venv/bin/python -c 'from PIL import Image; print(Image.open("green.png").convert("L").getpixel((0, 0)))')
seen="$(node look.mjs), Pillow $pillow, $(go run .), $(java -cp hutool-all-5.8.44.jar Look.java)"
echo "$seen"
[ "$seen" = 'sharp 220, jimp 182, image-js 182, Pillow 150, imaging 150, gift 150, bild 153, Hutool 220' ] || { echo changed; exit 1; }
