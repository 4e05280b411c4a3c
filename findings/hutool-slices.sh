#!/usr/bin/env bash
# ImgUtil of Hutool 5.8.44 cuts a picture into pieces that are all alike large: of 100x60 in two rows and three columns, sliceByRowsAndCols(), each piece is 34x30, which is 102 in a row, and the last
# piece ends in two black columns of pixels that the picture does not have; slice(), which is given the sides of a piece, does the same: of 40x30 the last one is half black. So does cut() with a
# rectangle that reaches over the edge, where it neither throws nor makes the rectangle smaller.
# A good guess is that the last piece is what is left, 32x30 and 20x30, or that widths differ by one.
# Seen of a red picture, the last piece of a row: by rows and columns 34x30, black 60; by sides 40x30, black 600; cut 40x30, black 600
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=cn.hutool:hutool-all:5.8.44 -DoutputDirectory="$folder" > /dev/null
cat > Look.java <<'SCRIPT'
import cn.hutool.core.img.ImgUtil;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.File;
import javax.imageio.ImageIO;

public class Look {
    static String look(File file) throws Exception {
        BufferedImage piece = ImageIO.read(file);
        int black = 0;
        for (int y = 0; y < piece.getHeight(); y++) for (int x = 0; x < piece.getWidth(); x++) if ((piece.getRGB(x, y) >> 16 & 255) < 64) black++;
        return piece.getWidth() + "x" + piece.getHeight() + ", black " + black;
    }

    public static void main(String[] words) throws Exception {
        BufferedImage red = new BufferedImage(100, 60, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 60; y++) for (int x = 0; x < 100; x++) red.setRGB(x, y, 0xff0000);
        ImageIO.write(red, "png", new File("red.png"));
        ImgUtil.sliceByRowsAndCols(red, new File("numbers"), "png", 2, 3);
        new File("sides").mkdir();
        ImgUtil.slice(new File("red.png"), new File("sides"), 40, 30);
        ImgUtil.cut(new File("red.png"), new File("cut.png"), new Rectangle(80, 0, 40, 30));
        System.out.println("by rows and columns " + look(new File("numbers", "_r0_c2.png")) + "; by sides " + look(new File("sides", "_r0_c2.jpg")) + "; cut " + look(new File("cut.png")));
    }
}
SCRIPT
seen=$(java -cp 'hutool-all-5.8.44.jar' Look.java)
echo "Hutool 5.8.44: $seen"
[ "$seen" = 'by rows and columns 34x30, black 60; by sides 40x30, black 600; cut 40x30, black 600' ] || { echo changed; exit 1; }
