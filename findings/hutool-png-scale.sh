#!/usr/bin/env bash
# ImgUtil.scale() of Hutool 5.8.44 makes a JPEG or a BMP smaller by averaging, and a PNG by taking single pixels: a board of black and white pixels at a quarter is a grey of about 128 as JPEG
# and BMP, and all white as PNG. Thin lines, letters and edges of screenshots, which are PNGs, go or become steps.
# A good guess is that the format of the file does not decide how a picture is made smaller.
# Seen, of a board: png 255, bmp 128, jpg 127
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=cn.hutool:hutool-all:5.8.44 -DoutputDirectory="$folder" > /dev/null
cat > Look.java <<'SCRIPT'
import cn.hutool.core.img.ImgUtil;
import java.awt.image.BufferedImage;
import java.io.File;
import javax.imageio.ImageIO;

public class Look {
    static int shade(String format, int width, int height) throws Exception {
        File small = new File("small." + format);
        ImgUtil.scale(new File("board." + format), small, width, height, null);
        return ImageIO.read(small).getRGB(5, 5) & 255;
    }

    public static void main(String[] words) throws Exception {
        BufferedImage board = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 64; y++) for (int x = 0; x < 64; x++) board.setRGB(x, y, (x + y) % 2 == 0 ? 0xffffff : 0);
        for (String format : new String[] {"png", "bmp", "jpg"}) ImageIO.write(board, format, new File("board." + format));
        System.out.println("png " + shade("png", 16, 16) + ", bmp " + shade("bmp", 16, 16) + ", jpg " + shade("jpg", 16, 16));
    }
}
SCRIPT
seen=$(java -cp 'hutool-all-5.8.44.jar' Look.java)
echo "Hutool 5.8.44: $seen"
[ "$seen" = 'png 255, bmp 128, jpg 127' ] || { echo changed; exit 1; }
