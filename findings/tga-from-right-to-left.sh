#!/usr/bin/env bash
# Bit 4 of the description of a TGA says that its rows run from right to left (Truevision TGA 2.0, field 5.6), as bit 5 says that they begin at the top. gm convert of GraphicsMagick 1.3.40 and tgatoppm of netpbm 11.01.00 (both of Debian 12) read bit 5 and not bit 4: the picture is mirrored, a text on a
# texture too, without a word. Pillow 13.0.0 and ffmpeg 9.0.2 (imageio-ffmpeg 0.8.1) read both; imageio-tga 3.13.1 (TwelveMonkeys) for Java says that it cannot.
# A good guess is that a reader which reads the one bit of a place reads the other, or refuses it.
# Seen of red, blue from left to right and from right to left: GraphicsMagick red, red; netpbm red, red; Pillow red, blue; ffmpeg red, blue; TwelveMonkeys red, Unsupported origin: 3
# Needs graphicsmagick and netpbm.
set -euo pipefail
{ gm version; tgatoppm --version 2>&1; } 2> /dev/null | tr '\n' ' ' | grep -q '^GraphicsMagick 1\.3\.40 .*Netpbm 11\.1\.0 ' || { echo 'skipped: no GraphicsMagick 1.3.40 and netpbm 11.01.00 (graphicsmagick, netpbm of Debian 12)'; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 imageio-ffmpeg==0.8.1
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>com.twelvemonkeys.imageio</groupId><artifactId>imageio-tga</artifactId><version>3.13.1</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
cat > look.py <<'SCRIPT'
import struct
import subprocess
import imageio_ffmpeg
from PIL import Image

for name, description in (("left", 0x20), ("right", 0x30)):
    head = struct.pack("<BBBHHBHHHHBB", 0, 0, 2, 0, 0, 0, 0, 0, 16, 1, 24, description)
    open(f"{name}.tga", "wb").write(head + bytes([0, 0, 255]) * 8 + bytes([255, 0, 0]) * 8)
colour = {b"\xff\0\0": "red", b"\0\0\xff": "blue"}


def run(*command):
    return colour[subprocess.run(command, check=True, capture_output=True).stdout[:3]]


def netpbm(name):
    rows = subprocess.run(["tgatoppm", name], check=True, capture_output=True).stdout
    return colour[rows[-48:-45]]


readers = {
    "GraphicsMagick": lambda name: run("gm", "convert", name, "-depth", "8", "rgb:-"),
    "netpbm": netpbm,
    "Pillow": lambda name: colour[bytes(Image.open(name).getpixel((0, 0)))],
    "ffmpeg": lambda name: run(imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", name, "-pix_fmt", "rgb24", "-f", "rawvideo", "-"),
}
print("; ".join(f"{name} {read('left.tga')}, {read('right.tga')}" for name, read in readers.items()))
SCRIPT
cat > Look.java <<'SCRIPT'
import java.io.File;
import javax.imageio.ImageIO;

public class Look {
    static String first(String name) throws Exception {
        try {
            return ImageIO.read(new File(name)).getRGB(0, 0) == 0xffff0000 ? "red" : "blue";
        } catch (javax.imageio.IIOException error) {
            return error.getMessage();
        }
    }

    public static void main(String[] words) throws Exception {
        System.out.println("TwelveMonkeys " + first("left.tga") + ", " + first("right.tga"));
    }
}
SCRIPT
seen="$(venv/bin/python look.py); $(java -Djava.awt.headless=true -cp 'jars/*' Look.java)"
echo "$seen"
[ "$seen" = 'GraphicsMagick red, red; netpbm red, red; Pillow red, blue; ffmpeg red, blue; TwelveMonkeys red, Unsupported origin: 3' ] || { echo changed; exit 1; }
