#!/usr/bin/env bash
# A BMP of 16 bits has five bits a colour, 0 to 31, and a white of 31, 31, 31. jimp 1.6.1 and OpenCV 5.0.0 read 248, a light grey, since they move the bits up and leave those below 0; Pillow 13.0.0, ImageIO of the JDK and ffmpeg 9.0.2 read 255. Screens of devices are
# saved so, and a comparison with the same picture as PNG fails at each pixel but the black ones. Of a BMP whose rows are packed (RLE8), with a palette of black and red, jimp makes a black picture where the others have red.
# A good guess is that white is white in whatever number of bits.
# Seen, white of 16 bits and red of RLE8: jimp 248,248,248 0,0,0, OpenCV 248,248,248 255,0,0, Pillow 255,255,255 255,0,0, ffmpeg 255,255,255 255,0,0, ImageIO 255,255,255 255,0,0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 opencv-python-headless==5.0.0.93 imageio-ffmpeg==0.8.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts jimp@1.6.1 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import struct
import subprocess
import cv2
import imageio_ffmpeg
from PIL import Image


def save(name, bits, packing, colours, data):
    start = 54 + len(colours)
    header = struct.pack("<IiiHHIIiiII", 40, 4, 2, 1, bits, packing, len(data), 2835, 2835, len(colours) // 4, 0)
    with open(name, "wb") as file:
        file.write(b"BM" + struct.pack("<IHHI", start + len(data), 0, 0, start) + header + colours + data)


save("white.bmp", 16, 0, b"", struct.pack("<8H", *[0x7FFF] * 8))
save("red.bmp", 8, 1, bytes((0, 0, 0, 0, 0, 0, 255, 0)) + bytes(4 * 254), bytes((4, 1, 0, 0, 4, 1, 0, 1)))


def ffmpeg(name):
    return subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", name, "-pix_fmt", "rgb24", "-f", "rawvideo", "-"], capture_output=True, check=True).stdout[:3]


readers = {"OpenCV": lambda name: cv2.imread(name)[0, 0][::-1], "Pillow": lambda name: Image.open(name).convert("RGB").getpixel((0, 0)), "ffmpeg": ffmpeg}
print(", ".join(name + " " + " ".join(",".join(str(int(part)) for part in read(file)) for file in ("white.bmp", "red.bmp")) for name, read in readers.items()))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { intToRGBA, Jimp } from 'jimp'
const colour = async name => {
  const { r, g, b } = intToRGBA((await Jimp.read(name)).getPixelColor(0, 0))
  return [r, g, b].join()
}
console.log(`jimp ${await colour('white.bmp')} ${await colour('red.bmp')}`)
SCRIPT
cat > Look.java <<'SCRIPT'
import java.awt.Color;
import java.io.File;
import javax.imageio.ImageIO;

public class Look {
    static String colour(String name) throws Exception {
        Color colour = new Color(ImageIO.read(new File(name)).getRGB(0, 0));
        return colour.getRed() + "," + colour.getGreen() + "," + colour.getBlue();
    }

    public static void main(String[] words) throws Exception {
        System.out.println("ImageIO " + colour("white.bmp") + " " + colour("red.bmp"));
    }
}
SCRIPT
seen="$(node look.mjs), $python, $(java Look.java)"
echo "$seen"
[ "$seen" = 'jimp 248,248,248 0,0,0, OpenCV 248,248,248 255,0,0, Pillow 255,255,255 255,0,0, ffmpeg 255,255,255 255,0,0, ImageIO 255,255,255 255,0,0' ] || { echo changed; exit 1; }
