#!/usr/bin/env bash
# A PGM or PPM may have samples of two bytes, when its largest value is above 255, as scanners and cameras for science write them. Commons Imaging 1.0.0-alpha6 for Java reads white alone rightly: of a grey of half the strength it makes black (32768 of 65535) or an eighth (512 of 1023), as it takes the bytes that overflow. Pillow
# 13.0.0, and imageio-pnm 3.13.1 (TwelveMonkeys) for Java, have the half. With samples of one byte it is right.
# A good guess is that a reader that takes a picture of 16 bits without a word scales it: it even says 255 for the largest value.
# Seen of 1 and 1/2: Imaging 255 0, of 1023 255 32, of 255 255 128; Pillow 65535 32768; TwelveMonkeys 65535 32768
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>org.apache.commons</groupId><artifactId>commons-imaging</artifactId><version>1.0.0-alpha6</version></dependency>
<dependency><groupId>com.twelvemonkeys.imageio</groupId><artifactId>imageio-pnm</artifactId><version>3.13.1</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
printf 'P5\n2 1\n65535\n\xff\xff\x80\0' > 65535.pgm
printf 'P5\n2 1\n1023\n\3\xff\2\0' > 1023.pgm
printf 'P5\n2 1\n255\n\xff\x80' > 255.pgm
cat > Look.java <<'SCRIPT'
import java.awt.image.BufferedImage;
import java.io.File;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.Imaging;

public class Look {
    static String imaging(String name) throws Exception {
        BufferedImage picture = Imaging.getBufferedImage(new File(name));
        return (picture.getRGB(0, 0) & 255) + " " + (picture.getRGB(1, 0) & 255);
    }

    public static void main(String[] words) throws Exception {
        System.out.println("Imaging " + imaging("65535.pgm") + ", of 1023 " + imaging("1023.pgm") + ", of 255 " + imaging("255.pgm"));
        BufferedImage other = ImageIO.read(new File("65535.pgm"));
        System.out.println("TwelveMonkeys " + other.getRaster().getSample(0, 0, 0) + " " + other.getRaster().getSample(1, 0, 0));
    }
}
SCRIPT
java=$(java -Djava.awt.headless=true -cp 'jars/*' Look.java)
seen="${java%%$'\n'*}; $(venv/bin/python -c 'from PIL import Image; print("Pillow", *(Image.open("65535.pgm").getpixel((x, 0)) for x in (0, 1)))'); ${java##*$'\n'}"
echo "$seen"
[ "$seen" = 'Imaging 255 0, of 1023 255 32, of 255 255 128; Pillow 65535 32768; TwelveMonkeys 65535 32768' ] || { echo changed; exit 1; }
