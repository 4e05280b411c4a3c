#!/usr/bin/env bash
# rotateLeft() and rotateRight() of scrimage 4.6.6 for Java and Kotlin lay a picture on black when they turn it: of a red of half the strength (128) a whole dark red, 128,0,0, is left, of what is wholly transparent a black, without a word, and the result is of the kind that has transparency. A logo that is turned hides all below.
# flipX() and scaleTo() keep the strength. imgscalr 4.2 and Thumbnailator 0.4.21 keep it when they turn.
# A good guess is that a quarter turn moves pixels and changes none.
# Seen of ff0000 with 80: scrimage rotateLeft 800000 with ff, rotateRight 800000 with ff, flipX ff0000 with 80, scaleTo ff0000 with 80; imgscalr ff0000 with 80; Thumbnailator ff0000 with 80; of a transparent PNG rotateLeft 000000 with ff
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>com.sksamuel.scrimage</groupId><artifactId>scrimage-core</artifactId><version>4.6.6</version></dependency>
<dependency><groupId>net.coobird</groupId><artifactId>thumbnailator</artifactId><version>0.4.21</version></dependency>
<dependency><groupId>org.imgscalr</groupId><artifactId>imgscalr-lib</artifactId><version>4.2</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
cat > Look.java <<'SCRIPT'
import com.sksamuel.scrimage.ImmutableImage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import javax.imageio.ImageIO;
import net.coobird.thumbnailator.Thumbnails;
import org.imgscalr.Scalr;

public class Look {
    static String first(int dot) {
        return String.format("%06x with %02x", dot & 0xffffff, dot >>> 24);
    }

    static String first(ImmutableImage picture) {
        return first(picture.pixel(1, 1).argb);
    }

    public static void main(String[] words) throws Exception {
        ImmutableImage half = ImmutableImage.create(8, 6).fill(new Color(255, 0, 0, 128));
        System.out.print("scrimage rotateLeft " + first(half.rotateLeft()) + ", rotateRight " + first(half.rotateRight()) + ", flipX " + first(half.flipX()) + ", scaleTo " + first(half.scaleTo(4, 3)));
        System.out.print("; imgscalr " + first(Scalr.rotate(half.awt(), Scalr.Rotation.CW_90).getRGB(1, 1)));
        System.out.print("; Thumbnailator " + first(Thumbnails.of(half.awt()).scale(1).rotate(90).asBufferedImage().getRGB(1, 1)));
        ImageIO.write(new BufferedImage(8, 6, BufferedImage.TYPE_INT_ARGB), "png", new File("clear.png"));
        System.out.println("; of a transparent PNG rotateLeft " + first(ImmutableImage.loader().fromFile(new File("clear.png")).rotateLeft()));
    }
}
SCRIPT
seen=$(java -Djava.awt.headless=true -cp 'jars/*' Look.java)
echo "$seen"
[ "$seen" = 'scrimage rotateLeft 800000 with ff, rotateRight 800000 with ff, flipX ff0000 with 80, scaleTo ff0000 with 80; imgscalr ff0000 with 80; Thumbnailator ff0000 with 80; of a transparent PNG rotateLeft 000000 with ff' ] || { echo changed; exit 1; }
