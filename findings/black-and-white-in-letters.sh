#!/usr/bin/env bash
# A black and white picture of the Netpbm formats may stand in letters (P1) or in bits (P4), and 1 is black in both (pbm(5)). commons-imaging 1.0.0-alpha6 for Java reads the one in bits rightly, and of the one in letters makes black white and white black, without an error. Where the digits of the letters stand without blanks, "0110",
# as pbm(5) allows and Netpbm's own programs write it, it refuses the picture. imageio-pnm 3.12.0 of TwelveMonkeys for Java and Pillow 12.0.0 of PyPI have one picture of all three.
# A good guess is that a package which reads both forms of a format reads the same picture from both.
# Seen, picture white black black white: commons-imaging P4 255 0 0 255, P1 0 255 255 0, P1 without blanks ImagingException; TwelveMonkeys P4 255 0 0 255, P1 255 0 0 255, P1 without blanks 255 0 0 255; Pillow P4 255 0 0 255, P1 255 0 0 255, P1 without blanks 255 0 0 255
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==12.0.0
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>org.apache.commons</groupId><artifactId>commons-imaging</artifactId><version>1.0.0-alpha6</version></dependency>
<dependency><groupId>com.twelvemonkeys.imageio</groupId><artifactId>imageio-pnm</artifactId><version>3.12.0</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
printf 'P4\n4 1\n\x60' > P4.pbm
printf 'P1\n4 1\n0 1 1 0\n' > P1.pbm
printf 'P1\n4 1\n0110\n' > P1-without-blanks.pbm
cat > Look.java <<'SCRIPT'
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.Imaging;

public class Look {
    interface Reader { BufferedImage read(File file) throws Exception; }

    static String told(Reader reader, String... names) {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            String seen = name.replaceAll("\\..*", "").replace("-", " ");
            try {
                BufferedImage picture = reader.read(new File(name));
                for (int x = 0; x < picture.getWidth(); x++) seen += " " + (picture.getRGB(x, 0) & 255);
            } catch (Exception error) {
                seen += " " + error.getClass().getSimpleName();
            }
            all.add(seen);
        }
        return String.join(", ", all);
    }

    public static void main(String[] words) {
        System.out.println("commons-imaging " + told(Imaging::getBufferedImage, "P4.pbm", "P1.pbm", "P1-without-blanks.pbm")
            + "; TwelveMonkeys " + told(ImageIO::read, "P4.pbm", "P1.pbm", "P1-without-blanks.pbm"));
    }
}
SCRIPT
python=$(venv/bin/python - <<'SCRIPT'
from PIL import Image

def told(name):
    picture = Image.open(name)
    return " ".join(str(picture.getpixel((x, 0))) for x in range(picture.width))

print(", ".join(f"{name.partition('.')[0].replace('-', ' ')} {told(name)}" for name in ("P4.pbm", "P1.pbm", "P1-without-blanks.pbm")))
SCRIPT
)
seen="$(java -Djava.awt.headless=true -cp 'jars/*' Look.java); Pillow $python"
echo "$seen"
[ "$seen" = 'commons-imaging P4 255 0 0 255, P1 0 255 255 0, P1 without blanks ImagingException; TwelveMonkeys P4 255 0 0 255, P1 255 0 0 255, P1 without blanks 255 0 0 255; Pillow P4 255 0 0 255, P1 255 0 0 255, P1 without blanks 255 0 0 255' ] || { echo changed; exit 1; }
