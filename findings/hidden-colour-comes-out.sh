#!/usr/bin/env bash
# Below a transparent pixel lies a colour that nobody sees; here it is green, and on it stands a white square. Made smaller or blurred, its edge is green where colours and strength are averaged apart. Pillow 13.0.0 has it right in resize(), thumbnail() and rotate(), and not in GaussianBlur and
# BoxBlur; jimp 1.6.1 in resize() without a mode, and not with "bilinearInterpolation" and the others, nor in blur(); OpenCV 5.0.0 and the crate image 0.25.10 for Rust in none; image-js 1.7.0 darkens the edge as well.
# sharp 0.35.5 of npm, and imaging 1.6.2, gift 1.2.1, bild 0.14.0, resize (nfnt) and x/image/draw for Go have it right throughout.
# A good guess is that a library takes care of it everywhere or nowhere, and that makers of pictures for the web do.
# Seen, the greenest pixel that shows, smaller and blurred: Pillow 255,255,255 21,255,21; jimp 255,255,255 21,255,21, bilinear 113,255,113; OpenCV 64,255,64 23,255,23; sharp 255,255,255 255,255,255; image-js blurred 0,163,0; imaging 255,255,255 255,255,255;
# gift 255,255,255 255,255,255; bild 255,255,255 255,255,255; nfnt 255,255,255; x/image/draw 255,255,255; image (Rust) 64,255,64 23,255,23
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 opencv-python-headless==5.0.0.93 numpy==2.4.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts jimp@1.6.1 image-js@1.7.0 sharp@0.35.5 > /dev/null
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
image = { version = "=0.25.10", default-features = false, features = ["png"] }
SCRIPT
cat > look.py <<'SCRIPT'
import cv2
import numpy
from PIL import Image, ImageFilter
pixels = numpy.zeros((40, 40, 4), numpy.uint8)
pixels[:] = (0, 255, 0, 0)
pixels[10:30, 10:30] = 255
picture = Image.fromarray(pixels)
picture.save("square.png")


def greenest(array):
    seen = [pixel for pixel in numpy.asarray(array).reshape(-1, 4).astype(int) if pixel[3] > 20]
    return ",".join(map(str, max(seen, key=lambda pixel: pixel[1] - pixel[0])[:3]))


print("Pillow", greenest(picture.resize((15, 15), Image.Resampling.LANCZOS)), greenest(picture.filter(ImageFilter.GaussianBlur(2))))
read = cv2.imread("square.png", cv2.IMREAD_UNCHANGED)
print("OpenCV", greenest(cv2.resize(read, (15, 15), interpolation=cv2.INTER_AREA)[..., [2, 1, 0, 3]]), greenest(cv2.GaussianBlur(read, (0, 0), 2)[..., [2, 1, 0, 3]]))
SCRIPT
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { decode } from 'image-js'
import { Jimp } from 'jimp'
import sharp from 'sharp'
const bytes = readFileSync('square.png')
const greenest = data => {
  let found
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 20 && (!found || data[at + 1] - data[at] > found[1] - found[0])) found = [...data.subarray(at, at + 3)]
  return found.join()
}
const jimp = change => Jimp.read(bytes).then(picture => greenest(change(picture).bitmap.data))
const smaller = await jimp(picture => picture.resize({ w: 15, h: 15 }))
const bilinear = await jimp(picture => picture.resize({ w: 15, h: 15, mode: 'bilinearInterpolation' }))
console.log(`jimp ${smaller} ${await jimp(picture => picture.gaussian(2))}, bilinear ${bilinear}`)
console.log(`sharp ${greenest(await sharp(bytes).resize(15).raw().toBuffer())} ${greenest(await sharp(bytes).blur(2).raw().toBuffer())}`)
console.log(`image-js blurred ${greenest(decode(bytes).gaussianBlur({ sigma: 2 }).getRawImage().data)}`)
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"

	"github.com/anthonynsimon/bild/blur"
	"github.com/anthonynsimon/bild/transform"
	"github.com/disintegration/gift"
	"github.com/disintegration/imaging"
	"github.com/nfnt/resize"
	"golang.org/x/image/draw"
)

func greenest(picture image.Image) string {
	most, found := -256, ""
	for y := 0; y < picture.Bounds().Dy(); y++ {
		for x := 0; x < picture.Bounds().Dx(); x++ {
			pixel := color.NRGBAModel.Convert(picture.At(x, y)).(color.NRGBA)
			if difference := int(pixel.G) - int(pixel.R); pixel.A > 20 && difference > most {
				most, found = difference, fmt.Sprintf("%d,%d,%d", pixel.R, pixel.G, pixel.B)
			}
		}
	}
	return found
}

func main() {
	file, err := os.Open("square.png")
	if err != nil {
		panic(err)
	}
	picture, err := png.Decode(file)
	if err != nil {
		panic(err)
	}
	byGift := func(filter gift.Filter) string {
		filters := gift.New(filter)
		target := image.NewNRGBA(filters.Bounds(picture.Bounds()))
		filters.Draw(target, picture)
		return greenest(target)
	}
	drawn := image.NewNRGBA(image.Rect(0, 0, 15, 15))
	draw.CatmullRom.Scale(drawn, drawn.Bounds(), picture, picture.Bounds(), draw.Src, nil)
	fmt.Println("imaging", greenest(imaging.Resize(picture, 15, 15, imaging.Lanczos)), greenest(imaging.Blur(picture, 2)))
	fmt.Println("gift", byGift(gift.Resize(15, 15, gift.LanczosResampling)), byGift(gift.GaussianBlur(2)))
	fmt.Println("bild", greenest(transform.Resize(picture, 15, 15, transform.Lanczos)), greenest(blur.Gaussian(picture, 2)))
	fmt.Println("nfnt", greenest(resize.Resize(15, 15, picture, resize.Lanczos3)))
	fmt.Println("x/image/draw", greenest(drawn))
}
SCRIPT
cat > src/main.rs <<'SCRIPT'
use image::{imageops::FilterType, DynamicImage};

fn greenest(picture: DynamicImage) -> String {
    let pixels = picture.to_rgba8();
    let seen = pixels.pixels().filter(|pixel| pixel[3] > 20);
    let found = seen.max_by_key(|pixel| pixel[1] as i32 - pixel[0] as i32).unwrap();
    format!("{},{},{}", found[0], found[1], found[2])
}

fn main() {
    let picture = image::open("square.png").unwrap();
    println!("image (Rust) {} {}", greenest(picture.resize_exact(15, 15, FilterType::Lanczos3)), greenest(picture.blur(2.0)));
}
SCRIPT
venv/bin/python look.py > python.txt
node look.mjs > node.txt
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/disintegration/imaging@v1.6.2 github.com/disintegration/gift@v1.2.1 github.com/anthonynsimon/bild@v0.14.0 github.com/nfnt/resize@v0.0.0-20180221191011-83c6a9932646 golang.org/x/image@v0.48.0 2> /dev/null
go run . > go.txt
cargo run --quiet > rust.txt 2> errors || { cat errors; exit 1; }
seen=$(cat python.txt node.txt go.txt rust.txt | paste -sd';' | sed 's/;/; /g')
echo "$seen"
[ "$seen" = 'Pillow 255,255,255 21,255,21; OpenCV 64,255,64 23,255,23; jimp 255,255,255 21,255,21, bilinear 113,255,113; sharp 255,255,255 255,255,255; image-js blurred 0,163,0; imaging 255,255,255 255,255,255; gift 255,255,255 255,255,255; bild 255,255,255 255,255,255; nfnt 255,255,255; x/image/draw 255,255,255; image (Rust) 64,255,64 23,255,23' ] || { echo changed; exit 1; }
