#!/usr/bin/env bash
# A texture DXT2 or DXT4 is a DXT3 or DXT5 whose colours are multiplied by their strength already (Direct3D 9, "Compressed Texture Resources"). To show it as PNG a reader divides, as ffmpeg 9.0.2 does: a red of a strength of 136 of 255, stored as 140, is 255. imageio-dds 3.12.0 (TwelveMonkeys) for Java tells the
# two apart and shows both alike, 140, so that each soft edge has a dark seam; Pillow 13.0.0 refuses the file. And of the one bit of strength of A1R5G5B5 ffmpeg makes 255 each time, a whole blue where nothing is; Pillow and TwelveMonkeys have it.
# A good guess is that a reader which takes a form of a picture takes its strength as the form has it.
# Seen of DXT3, DXT2, A1R5G5B5 without strength: ffmpeg 8c000088 ff000088 0000ffff; Pillow 8c000088 refused 0000ff00; TwelveMonkeys 8c000088 8c000088 0000ff00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 imageio-ffmpeg==0.8.1
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>com.twelvemonkeys.imageio</groupId><artifactId>imageio-dds</artifactId><version>3.12.0</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
cat > look.py <<'SCRIPT'
import struct
import subprocess
import imageio_ffmpeg
from PIL import Image


def write(name, side, flags, code, bits, masks, data):
    head = struct.pack("<4s7I44x", b"DDS ", 124, 0x1007, side, side, len(data) // side, 0, 0)
    open(name, "wb").write(head + struct.pack("<2I4s5I", 32, flags, code, bits, *masks) + struct.pack("<5I", 0x1000, 0, 0, 0, 0) + data)


red = struct.pack("<HHI", 17 << 11, 17 << 11, 0)
for code in (b"DXT3", b"DXT2"):
    write(f"{code.decode()}.dds", 4, 4, code, 0, (0, 0, 0, 0), b"\x88" * 8 + red)
write("A1R5G5B5.dds", 2, 0x41, bytes(4), 16, (0x7C00, 0x3E0, 0x1F, 0x8000), struct.pack("<4H", *[0x1F] * 4))
names = ["DXT3.dds", "DXT2.dds", "A1R5G5B5.dds"]


def ffmpeg(name):
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", name, "-pix_fmt", "rgba", "-f", "rawvideo", "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout[:4].hex()


def pillow(name):
    try:
        return bytes(Image.open(name).convert("RGBA").getpixel((0, 0))).hex()
    except NotImplementedError:
        return "refused"


print("; ".join(" ".join([read.__name__.replace("pillow", "Pillow"), *map(read, names)]) for read in (ffmpeg, pillow)))
SCRIPT
cat > Look.java <<'SCRIPT'
import java.io.File;
import javax.imageio.ImageIO;

public class Look {
    public static void main(String[] words) throws Exception {
        System.out.print("TwelveMonkeys");
        for (String name : new String[] {"DXT3.dds", "DXT2.dds", "A1R5G5B5.dds"}) {
            int dot = ImageIO.read(new File(name)).getRGB(0, 0);
            System.out.printf(" %06x%02x", dot & 0xffffff, dot >>> 24);
        }
    }
}
SCRIPT
seen="$(venv/bin/python look.py); $(java -Djava.awt.headless=true -cp 'jars/*' Look.java)"
echo "$seen"
[ "$seen" = 'ffmpeg 8c000088 ff000088 0000ffff; Pillow 8c000088 refused 0000ff00; TwelveMonkeys 8c000088 8c000088 0000ff00' ] || { echo changed; exit 1; }
