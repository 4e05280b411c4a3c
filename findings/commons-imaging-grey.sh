#!/usr/bin/env bash
# Commons Imaging 1.0.0-alpha6 for Java reads a grey PNG of 128 into a picture of Java's kind for grey whose samples are 55, since it puts colours of sRGB where that kind holds light, and writes a grey picture of 128, as ImageIO of the JDK reads it, as 188. What it reads and writes itself is 128 again, so that a test of both is
# content; between it and ImageIO, or libraries on that, a grey picture becomes much darker or much brighter. Coloured ones are right both ways.
# A good guess is that the picture which two readers hand out in one class is the same one.
# Seen of a sample of 128: read by Imaging, written by ImageIO 55; read by ImageIO, written by Imaging 188; both by Imaging 128; both by ImageIO 128; by ImageIO and imgscalr 128; in colour 128 128
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>org.apache.commons</groupId><artifactId>commons-imaging</artifactId><version>1.0.0-alpha6</version></dependency>
<dependency><groupId>org.imgscalr</groupId><artifactId>imgscalr-lib</artifactId><version>4.2</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
cat > Look.java <<'SCRIPT'
import java.awt.image.BufferedImage;
import java.io.File;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.ImageFormats;
import org.apache.commons.imaging.Imaging;
import org.imgscalr.Scalr;

public class Look {
    static final File FROM = new File("from.png"), TO = new File("to.png");

    static int sample(File file) throws Exception {
        return ImageIO.read(file).getRaster().getSample(0, 0, 0);
    }

    static int byImageIo(BufferedImage picture) throws Exception {
        ImageIO.write(picture, "png", TO);
        return sample(TO);
    }

    static int byImaging(BufferedImage picture) throws Exception {
        Imaging.writeImage(picture, TO, ImageFormats.PNG);
        return sample(TO);
    }

    static void make(int kind) throws Exception {
        BufferedImage picture = new BufferedImage(8, 8, kind);
        int bands = picture.getRaster().getNumBands();
        for (int dot = 0; dot < 64; dot++) for (int band = 0; band < bands; band++) picture.getRaster().setSample(dot % 8, dot / 8, band, 128);
        ImageIO.write(picture, "png", FROM);
    }

    public static void main(String[] words) throws Exception {
        make(BufferedImage.TYPE_BYTE_GRAY);
        System.out.print("read by Imaging, written by ImageIO " + byImageIo(Imaging.getBufferedImage(FROM)) + "; read by ImageIO, written by Imaging " + byImaging(ImageIO.read(FROM)));
        System.out.print("; both by Imaging " + byImaging(Imaging.getBufferedImage(FROM)) + "; both by ImageIO " + byImageIo(ImageIO.read(FROM)));
        System.out.print("; by ImageIO and imgscalr " + byImageIo(Scalr.resize(ImageIO.read(FROM), 4)));
        make(BufferedImage.TYPE_3BYTE_BGR);
        System.out.println("; in colour " + byImageIo(Imaging.getBufferedImage(FROM)) + " " + byImaging(ImageIO.read(FROM)));
    }
}
SCRIPT
seen=$(java -Djava.awt.headless=true -cp 'jars/*' Look.java)
echo "$seen"
[ "$seen" = 'read by Imaging, written by ImageIO 55; read by ImageIO, written by Imaging 188; both by Imaging 128; both by ImageIO 128; by ImageIO and imgscalr 128; in colour 128 128' ] || { echo changed; exit 1; }
