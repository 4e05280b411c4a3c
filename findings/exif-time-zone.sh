#!/usr/bin/env bash
# Exif 2.31 has a tag for the zone of the time a picture was taken, OffsetTimeOriginal. Of 10:00 at +08:00, which is 02:00 of UTC, exifr 7.1.3 makes a Date of 10:00 in the zone of
# the computer, though it reads the tag too, and so does goexif for Go: 15:00 of UTC in New York. metadata-extractor 2.19.0 has both: getDateOriginal() is 02:00, and
# getDate() of the same tag 10:00 of UTC, in no zone at all. imagemeta for Go is right.
# A good guess is that who gives a moment and not a text takes the zone that stands beside it.
# Seen in New York: exifr 15:00, goexif 15:00, imagemeta 02:00, getDateOriginal 02:00, getDate 10:00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=America/New_York GOTOOLCHAIN=local
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts exifr@7.1.3 > /dev/null
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=com.drewnoakes:metadata-extractor:2.19.0 -DoutputDirectory="$folder" > /dev/null
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=com.adobe.xmp:xmpcore:6.1.11 -DoutputDirectory="$folder" > /dev/null
venv/bin/python - <<'SCRIPT'
from PIL import Image
exif = Image.Exif()
taken = exif.get_ifd(0x8769)
taken[0x9003] = "2026:11:27 10:00:00"
taken[0x9011] = "+08:00"
Image.new("RGB", (40, 30)).save("photo.jpg", exif=exif)
SCRIPT
cat > Look.java <<'SCRIPT'
import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.io.File;
import java.util.Date;

public class Look {
    static String text(Date date) {
        return date.toInstant().toString().substring(11, 16);
    }

    public static void main(String[] words) throws Exception {
        ExifSubIFDDirectory taken = ImageMetadataReader.readMetadata(new File("photo.jpg")).getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        System.out.println("getDateOriginal " + text(taken.getDateOriginal()) + ", getDate " + text(taken.getDate(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL)));
    }
}
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"bytes"
	"fmt"
	"os"

	"github.com/evanoberholster/imagemeta"
	"github.com/rwcarlsen/goexif/exif"
)

func main() {
	photo, err := os.ReadFile("photo.jpg")
	if err != nil {
		panic(err)
	}
	tags, err := exif.Decode(bytes.NewReader(photo))
	if err != nil {
		panic(err)
	}
	taken, err := tags.DateTime()
	if err != nil {
		panic(err)
	}
	other, err := imagemeta.Decode(bytes.NewReader(photo))
	if err != nil {
		panic(err)
	}
	fmt.Printf("goexif %s, imagemeta %s\n", taken.UTC().Format("15:04"), other.DateTimeOriginal().UTC().Format("15:04"))
}
SCRIPT
go mod init look 2> /dev/null
go get github.com/rwcarlsen/goexif@v0.0.0-20190401172101-9e8deecbddbd github.com/evanoberholster/imagemeta@v0.3.1 2> /dev/null
first=$(node -e "require('exifr').parse('photo.jpg').then(tags => console.log(tags.DateTimeOriginal.toISOString().slice(11, 16)))")
seen="exifr $first, $(go run . 2> /dev/null), $(java -cp '*:.' Look.java 2> /dev/null)"
echo "$seen"
[ "$seen" = 'exifr 15:00, goexif 15:00, imagemeta 02:00, getDateOriginal 02:00, getDate 10:00' ] || { echo changed; exit 1; }
