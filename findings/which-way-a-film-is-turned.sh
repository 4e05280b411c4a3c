#!/usr/bin/env bash
# A film that a phone took upright lies on its side in the file, and a matrix says to turn it by a quarter clockwise. That is 90 for MediaInfo (pymediainfo 7.0.1), mediabunny 1.61.0 and OpenCV 5.0.0, and -90 for metadata-extractor 2.19.0 for Java, PyAV 18.1.0 and ffmpeg 9.0.2: who turns by the one number as by the
# other stands the film on its head. imageio 2.38.1 says 0, since it turns the pictures itself, but only where its ffmpeg does; mp4box 2.4.1 gives the matrix alone.
# A good guess is that degrees of a turn are clockwise, as in the old tag "rotate" of ffmpeg and in EXIF, or that they are those of ffmpeg for all that read films.
# Seen: MediaInfo 90, mediabunny 90, OpenCV 90, metadata-extractor -90, PyAV -90, ffmpeg -90, imageio 0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 pymediainfo==7.0.1 opencv-python-headless==5.0.0.93 av==18.1.0 imageio==2.38.1 numpy==2.4.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mediabunny@1.61.0 > /dev/null
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>com.drewnoakes</groupId><artifactId>metadata-extractor</artifactId><version>2.19.0</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import re
import subprocess
import av
import cv2
import imageio.v2
import imageio_ffmpeg
from pymediainfo import MediaInfo

program = imageio_ffmpeg.get_ffmpeg_exe()
subprocess.run([program, "-v", "error", "-f", "lavfi", "-i", "testsrc=s=64x40:r=10:d=1", "-pix_fmt", "yuv420p", "flat.mp4"], check=True)
subprocess.run([program, "-v", "error", "-display_rotation:v:0", "-90", "-i", "flat.mp4", "-c", "copy", "a.mp4"], check=True)
print("MediaInfo", round(float(MediaInfo.parse("a.mp4").video_tracks[0].rotation)))
print("OpenCV", round(cv2.VideoCapture("a.mp4").get(cv2.CAP_PROP_ORIENTATION_META)))
with av.open("a.mp4") as film:
    print("PyAV", round(next(film.decode(video=0)).rotation))
print("ffmpeg", round(float(re.search(r"rotation of (\S+)", subprocess.run([program, "-i", "a.mp4"], capture_output=True, text=True).stderr)[1])))
print("imageio", imageio.v2.get_reader("a.mp4", "FFMPEG").get_meta_data()["rotate"])
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'
const track = await new Input({ formats: ALL_FORMATS, source: new BufferSource(Uint8Array.from(readFileSync('a.mp4'))) }).getPrimaryVideoTrack()
console.log(`mediabunny ${await track.getRotation()}`)
SCRIPT
cat > Look.java <<'SCRIPT'
import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.mp4.Mp4Directory;
import java.io.File;

public class Look {
    public static void main(String[] words) throws Exception {
        System.out.println("metadata-extractor " + ImageMetadataReader.readMetadata(new File("a.mp4")).getFirstDirectoryOfType(Mp4Directory.class).getInt(Mp4Directory.TAG_ROTATION));
    }
}
SCRIPT
found="$python"$'\n'"$(node look.mjs)"$'\n'"$(java -cp 'jars/*' Look.java)"
seen=''
for name in MediaInfo mediabunny OpenCV metadata-extractor PyAV ffmpeg imageio; do seen="$seen, $(grep "^$name " <<< "$found")"; done
seen=${seen#, }
echo "$seen"
[ "$seen" = 'MediaInfo 90, mediabunny 90, OpenCV 90, metadata-extractor -90, PyAV -90, ffmpeg -90, imageio 0' ] || { echo changed; exit 1; }
