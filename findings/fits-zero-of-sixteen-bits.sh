#!/usr/bin/env bash
# FITS, the format of telescopes, has no whole numbers of 16 bits without a sign; cameras store 0 to 65535 as -32768 to 32767 and say so by BZERO 32768, which a reader adds (FITS 4.0, 5.2.5 and table 11). Pillow 13.0.0 does not add it, and takes the bits for numbers without a sign: black, 0, is 32768, half is 0, and
# white 32767, so that all above the middle is darker than all below. getKernel() of nom.tam.fits 1.21.2 for Java, by which its examples read pictures, has what is stored. astropy 8.0.2 and fitsio 1.4.2 of PyPI have 0 to 65535; ffmpeg 9.0.2 (imageio-ffmpeg 0.8.1) too.
# A good guess is that a reader which opens a format that has this for each camera's picture applies it, or refuses the file.
# Seen of 0, 1000, 40000, 65535: astropy 0 1000 40000 65535; fitsio 0 1000 40000 65535; ffmpeg 0 1000 40000 65535; Pillow 32768 33768 7232 32767; nom.tam.fits -32768 -31768 7232 32767
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 astropy==8.0.2 fitsio==1.4.2 imageio-ffmpeg==0.8.1
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>gov.nasa.gsfc.heasarc</groupId><artifactId>nom-tam-fits</artifactId><version>1.21.2</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
cat > look.py <<'SCRIPT'
import subprocess
import fitsio
import imageio_ffmpeg
import numpy
from astropy.io import fits
from PIL import Image

fits.PrimaryHDU(numpy.array([[0, 1000, 40000, 65535]], dtype="uint16")).writeto("a.fits")
command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", "a.fits", "-pix_fmt", "gray16le", "-f", "rawvideo", "-"]
values = {
    "astropy": fits.getdata("a.fits")[0],
    "fitsio": fitsio.read("a.fits")[0],
    "ffmpeg": numpy.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout, "<u2"),
    "Pillow": numpy.asarray(Image.open("a.fits"))[0],
}
print("; ".join(" ".join([name, *(str(value) for value in row)]) for name, row in values.items()))
SCRIPT
cat > Look.java <<'SCRIPT'
import nom.tam.fits.Fits;

public class Look {
    public static void main(String[] words) throws Exception {
        StringBuilder seen = new StringBuilder("nom.tam.fits");
        try (Fits file = new Fits("a.fits")) {
            for (short value : ((short[][]) file.getHDU(0).getKernel())[0]) seen.append(' ').append(value);
        }
        System.out.println(seen);
    }
}
SCRIPT
seen="$(venv/bin/python -W ignore look.py); $(java -cp 'jars/*' Look.java)"
echo "$seen"
[ "$seen" = 'astropy 0 1000 40000 65535; fitsio 0 1000 40000 65535; ffmpeg 0 1000 40000 65535; Pillow 32768 33768 7232 32767; nom.tam.fits -32768 -31768 7232 32767' ] || { echo changed; exit 1; }
