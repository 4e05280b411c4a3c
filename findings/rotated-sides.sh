#!/usr/bin/env bash
# How large is a picture of 100x60 that is turned by 30 degrees, with all of it kept? Its sides are 116.6 and 101.96. Eight libraries have six answers: sharp 0.35.5, Thumbnailator 0.4.20
# and imaging 1.6.2 for Go say 117x102, Pillow 13.0.0 118x102, jimp 1.6.1 118x104, gift 1.2.1 for Go 118x103, bild 0.14.0 for Go 116x102, and Hutool 5.8.44 116x100, which cuts corners off.
# What is laid over a picture at a place that another library computed is off by up to two pixels.
# A good guess is that all round up to the box around the turned picture.
# Seen: sharp 117x102, jimp 118x104, Pillow 118x102, imaging 117x102, gift 118x103, bild 116x102, Thumbnailator 117x102, Hutool 116x100
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOTOOLCHAIN=local
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 jimp@1.6.1 > /dev/null
for library in cn.hutool:hutool-all:5.8.44 net.coobird:thumbnailator:0.4.20; do
  mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=$library -DoutputDirectory="$folder" > /dev/null
done
cat > look.mjs <<'SCRIPT'
import { Jimp } from 'jimp'
import sharp from 'sharp'
const { info } = await sharp({ create: { width: 100, height: 60, channels: 3, background: 'red' } }).rotate(30).raw().toBuffer({ resolveWithObject: true })
const { bitmap } = new Jimp({ width: 100, height: 60, color: 0xff0000ff }).rotate(30)
console.log(`sharp ${info.width}x${info.height}, jimp ${bitmap.width}x${bitmap.height}`)
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"image"
	"image/color"

	"github.com/anthonynsimon/bild/transform"
	"github.com/disintegration/gift"
	"github.com/disintegration/imaging"
)

func sides(box image.Rectangle) string {
	return fmt.Sprintf("%dx%d", box.Dx(), box.Dy())
}

func main() {
	picture := image.NewNRGBA(image.Rect(0, 0, 100, 60))
	first := imaging.Rotate(picture, 30, color.Black).Bounds()
	second := gift.New(gift.Rotate(30, color.Black, gift.CubicInterpolation)).Bounds(picture.Bounds())
	third := transform.Rotate(picture, 30, &transform.RotationOptions{ResizeBounds: true}).Bounds()
	fmt.Printf("imaging %s, gift %s, bild %s\n", sides(first), sides(second), sides(third))
}
SCRIPT
cat > Look.java <<'SCRIPT'
import cn.hutool.core.img.ImgUtil;
import java.awt.Image;
import java.awt.image.BufferedImage;
import net.coobird.thumbnailator.Thumbnails;

public class Look {
    static String sides(Image picture) {
        return picture.getWidth(null) + "x" + picture.getHeight(null);
    }

    public static void main(String[] words) throws Exception {
        BufferedImage picture = new BufferedImage(100, 60, BufferedImage.TYPE_INT_RGB);
        System.out.println("Thumbnailator " + sides(Thumbnails.of(picture).scale(1).rotate(30).asBufferedImage()) + ", Hutool " + sides(ImgUtil.rotate(picture, 30)));
    }
}
SCRIPT
go mod init look 2> /dev/null
go get github.com/disintegration/imaging@v1.6.2 github.com/disintegration/gift@v1.2.1 github.com/anthonynsimon/bild@v0.14.0 2> /dev/null
pillow=$(venv/bin/python -c 'from PIL import Image; print("%dx%d" % Image.new("RGB", (100, 60)).rotate(30, expand=True).size)')
seen="$(node look.mjs), Pillow $pillow, $(go run .), $(java -cp '*' Look.java)"
echo "$seen"
[ "$seen" = 'sharp 117x102, jimp 118x104, Pillow 118x102, imaging 117x102, gift 118x103, bild 116x102, Thumbnailator 117x102, Hutool 116x100' ] || { echo changed; exit 1; }
