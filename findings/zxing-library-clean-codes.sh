#!/usr/bin/env bash
# @zxing/library 0.23.0 of npm, which scanners of QR codes in pages stand on, finds nothing in about one of twenty codes that could not be clearer: of 150 that qrcode 1.5.4 draws, six pixels a module and nothing turned or blurred, seven end in NotFoundException
# or FormatException, with both of its binarizers. ZXing 3.5.4 for Java, of which it is a translation, reads all 150, and so do jsqr 1.4.0 of npm and gozxing 0.1.1 for Go, another translation.
# A good guess is that a translation of a program whose tests it brings along reads what the program reads, and clean codes all the more.
# Seen, read of 150: @zxing/library 143 143, ZXing 150, jsqr 150, gozxing 150; "Grüße aus Köln": FormatException
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts qrcode@1.5.4 jsqr@1.4.0 pngjs@7.0.0 @zxing/library@0.23.0 > /dev/null
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=com.google.zxing:core:3.5.4 -DoutputDirectory="$folder" > /dev/null
cat > look.cjs <<'SCRIPT'
const { writeFileSync } = require('node:fs')
const jsqr = require('jsqr')
const { PNG } = require('pngjs')
const { toBuffer } = require('qrcode')
const zxing = require('@zxing/library')

const draw = async text => {
  const bytes = await toBuffer(text, { scale: 6 })
  const { width, height, data } = PNG.sync.read(bytes)
  return { bytes, width, height, data, grey: new Uint8ClampedArray(data.filter((_, index) => index % 4 === 0)) }
}
const read = ({ grey, width, height }, Binarizer) => {
  try {
    return new zxing.QRCodeReader().decode(new zxing.BinaryBitmap(new Binarizer(new zxing.RGBLuminanceSource(grey, width, height)))).getText()
  } catch (error) {
    return error.constructor.name
  }
}
const main = async () => {
  const texts = []
  const counts = { hybrid: 0, global: 0, jsqr: 0 }
  for (let index = 0; index < 150; index++) {
    const text = ['https://a.example/', 'image/resize,w_', 'Grüße '][index % 3] + 'x'.repeat(index % 50) + index
    texts.push(text)
    const code = await draw(text)
    writeFileSync(`${index}.png`, code.bytes)
    if (read(code, zxing.HybridBinarizer) === text) counts.hybrid++
    if (read(code, zxing.GlobalHistogramBinarizer) === text) counts.global++
    if (jsqr(new Uint8ClampedArray(code.data), code.width, code.height)?.data === text) counts.jsqr++
  }
  writeFileSync('texts.txt', texts.join('\n'))
  const greeting = read(await draw('Grüße aus Köln'), zxing.HybridBinarizer)
  console.log(`@zxing/library ${counts.hybrid} ${counts.global}, ZXing JAVA, jsqr ${counts.jsqr}, gozxing GO; "Grüße aus Köln": ${greeting}`)
}
main()
SCRIPT
cat > Look.java <<'SCRIPT'
import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

public class Look {
    public static void main(String[] words) throws Exception {
        List<String> texts = Files.readAllLines(Path.of("texts.txt"));
        int read = 0;
        for (int index = 0; index < texts.size(); index++) {
            BufferedImage code = ImageIO.read(new File(index + ".png"));
            int width = code.getWidth(), height = code.getHeight();
            int[] pixels = code.getRGB(0, 0, width, height, null, 0, width);
            try {
                String text = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)))).getText();
                if (text.equals(texts.get(index))) read++;
            } catch (ReaderException notRead) {
            }
        }
        System.out.println(read);
    }
}
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"image/png"
	"os"
	"strings"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

func main() {
	texts, err := os.ReadFile("texts.txt")
	if err != nil {
		panic(err)
	}
	read := 0
	for index, text := range strings.Split(string(texts), "\n") {
		file, err := os.Open(fmt.Sprint(index, ".png"))
		if err != nil {
			panic(err)
		}
		code, err := png.Decode(file)
		if err != nil {
			panic(err)
		}
		bits, err := gozxing.NewBinaryBitmapFromImage(code)
		if err != nil {
			panic(err)
		}
		if found, err := qrcode.NewQRCodeReader().Decode(bits, nil); err == nil && found.GetText() == text {
			read++
		}
	}
	fmt.Println(read)
}
SCRIPT
seen=$(node look.cjs)
seen=${seen/JAVA/$(java -cp core-3.5.4.jar Look.java)}
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/makiuchi-d/gozxing/qrcode@v0.1.1 2> /dev/null
seen=${seen/GO/$(go run .)}
echo "Read of 150: $seen"
[ "$seen" = '@zxing/library 143 143, ZXing 150, jsqr 150, gozxing 150; "Grüße aus Köln": FormatException' ] || { echo changed; exit 1; }
