#!/usr/bin/env bash
# A picture taken at the Dead Sea, 430.5 m below the sea, has the height 430.5 in its EXIF, with a 1 beside it (GPSAltitudeRef) that says "below". exifr 7.1.3 and exif-parser 0.1.12 of npm, which put the sign of the south and the west into latitude and longitude, leave the height as it is,
# above the sea, and so do goexif for Go, whose LatLong() has the sign, and the description of metadata-extractor 2.19.0 for Java, "430.5 metres". exifr also keeps the 1 as an array of one byte, so that "=== 1" is false. ExifReader 4.46.0, asked for its group "gps", says -430.5.
# A good guess is that who puts signs on two of three coordinates puts one on the third.
# Seen, latitude, longitude, height: exifr -31.5 -35.5 430.5, exif-parser -31.5 -35.5 430.5, ExifReader -31.5 -35.5 -430.5, goexif -31.5 -35.5 861/2, metadata-extractor -31.5 -35.5 430.5 metres; the 1 in exifr Uint8Array
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts exifr@7.1.3 exif-parser@0.1.12 exifreader@4.46.0 > /dev/null
venv/bin/python - <<'SCRIPT'
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

exif = Image.Exif()
place = {1: "S", 2: (31.0, 30.0, 0.0), 3: "W", 4: (35.0, 30.0, 0.0), 5: b"\x01", 6: IFDRational(4305, 10)}
exif.get_ifd(0x8825).update(place)
Image.new("RGB", (64, 40)).save("a.jpg", exif=exif)
SCRIPT
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>com.drewnoakes</groupId><artifactId>metadata-extractor</artifactId><version>2.19.0</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
cat > Look.java <<'SCRIPT'
import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.GpsDirectory;
import java.io.File;

public class Look {
    public static void main(String[] words) throws Exception {
        GpsDirectory gps = ImageMetadataReader.readMetadata(new File("a.jpg")).getFirstDirectoryOfType(GpsDirectory.class);
        System.out.println("metadata-extractor " + gps.getGeoLocation().getLatitude() + " " + gps.getGeoLocation().getLongitude() + " " + gps.getDescription(GpsDirectory.TAG_ALTITUDE));
    }
}
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/rwcarlsen/goexif/exif"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	found := must(exif.Decode(must(os.Open("a.jpg"))))
	latitude, longitude, err := found.LatLong()
	if err != nil {
		panic(err)
	}
	fmt.Print("goexif ", latitude, " ", longitude, " ", strings.Trim(must(found.Get(exif.GPSAltitude)).String(), `"`))
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/rwcarlsen/goexif@v0.0.0-20190401172101-9e8deecbddbd 2> /dev/null
cat > look.cjs <<'SCRIPT'
const { readFileSync } = require('node:fs')
const parser = require('exif-parser')
const ExifReader = require('exifreader')
const exifr = require('exifr')
const bytes = readFileSync('a.jpg')
const { GPSLatitude, GPSLongitude, GPSAltitude } = parser.create(bytes).parse().tags
const { Latitude, Longitude, Altitude } = ExifReader.load(bytes, { expanded: true }).gps
exifr.parse(bytes, { gps: true }).then(found => {
  console.log(`exifr ${found.latitude} ${found.longitude} ${found.GPSAltitude}, exif-parser ${GPSLatitude} ${GPSLongitude} ${GPSAltitude}, ExifReader ${Latitude} ${Longitude} ${Altitude}`)
  console.log(`the 1 in exifr ${found.GPSAltitudeRef.constructor.name}`)
})
SCRIPT
node=$(node look.cjs)
seen="${node%%$'\n'*}, $(go run .), $(java -cp 'jars/*' Look.java); ${node##*$'\n'}"
echo "$seen"
[ "$seen" = 'exifr -31.5 -35.5 430.5, exif-parser -31.5 -35.5 430.5, ExifReader -31.5 -35.5 -430.5, goexif -31.5 -35.5 861/2, metadata-extractor -31.5 -35.5 430.5 metres; the 1 in exifr Uint8Array' ] || { echo changed; exit 1; }
