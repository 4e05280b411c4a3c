#!/usr/bin/env bash
# An MP4 tells when it was made in seconds since 1904, and 0 where nobody knows (ISO/IEC 14496-12, 8.2.2, counts from midnight, Jan. 1, 1904). ffmpeg writes 0 unless it is told a time, so that most films of the web have it. metadata-extractor 2.19.0, mp4box 2.4.1 and music-metadata
# 11.16.1 make a date of it, 1 January 1904, which sorts such films before all others and is shown as their day. MediaInfo (pymediainfo 7.0.1) and ffmpeg itself tell none. A film with a time is right in all.
# A good guess is that a library which gives a date gives none for the commonest value of all, as it does for a tag that is missing.
# Seen, without and with a time: metadata-extractor 1904-01-01 2026-11-28, mp4box 1904-01-01 2026-11-28, music-metadata 1904-01-01 2026-11-28, MediaInfo none 2026-11-28, ffmpeg none 2026-11-28
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 pymediainfo==7.0.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mp4box@2.4.1 music-metadata@11.16.1 > /dev/null
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>com.drewnoakes</groupId><artifactId>metadata-extractor</artifactId><version>2.19.0</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import re
import subprocess
import imageio_ffmpeg
from pymediainfo import MediaInfo

program = imageio_ffmpeg.get_ffmpeg_exe()
subprocess.run([program, "-v", "error", "-f", "lavfi", "-i", "testsrc=s=64x40:r=10:d=1", "-pix_fmt", "yuv420p", "plain.mp4"], check=True)
subprocess.run([program, "-v", "error", "-i", "plain.mp4", "-c", "copy", "-metadata", "creation_time=2026-11-28T02:00:00Z", "dated.mp4"], check=True)
FILES = ("plain.mp4", "dated.mp4")


def ffmpeg(name):
    found = re.search(r"creation_time\s*: (\S{10})", subprocess.run([program, "-i", name], capture_output=True, text=True).stderr)
    return found[1] if found else "none"


print("MediaInfo", *((MediaInfo.parse(name).general_tracks[0].encoded_date or "none")[:10] for name in FILES), end=", ")
print("ffmpeg", *map(ffmpeg, FILES))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { createFile } from 'mp4box'
import { parseFile } from 'music-metadata'
const day = date => date?.toISOString().slice(0, 10) ?? 'none'
const box = name => new Promise(resolve => {
  const file = createFile()
  file.onReady = info => resolve(day(info.created))
  file.appendBuffer(Object.assign(Uint8Array.from(readFileSync(name)).buffer, { fileStart: 0 }))
  file.flush()
})
const music = async name => day((await parseFile(name)).format.creationTime)
const of = async look => `${await look('plain.mp4')} ${await look('dated.mp4')}`
console.log(`mp4box ${await of(box)}, music-metadata ${await of(music)}`)
SCRIPT
cat > Look.java <<'SCRIPT'
import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.mp4.Mp4Directory;
import java.io.File;
import java.util.Date;
import java.util.TimeZone;

public class Look {
    static String day(String name) throws Exception {
        Date date = ImageMetadataReader.readMetadata(new File(name)).getFirstDirectoryOfType(Mp4Directory.class).getDate(Mp4Directory.TAG_CREATION_TIME, TimeZone.getTimeZone("UTC"));
        return date == null ? "none" : date.toInstant().toString().substring(0, 10);
    }

    public static void main(String[] words) throws Exception {
        System.out.println("metadata-extractor " + day("plain.mp4") + " " + day("dated.mp4"));
    }
}
SCRIPT
seen="$(java -cp 'jars/*' Look.java), $(node look.mjs), $python"
echo "$seen"
[ "$seen" = 'metadata-extractor 1904-01-01 2026-11-28, mp4box 1904-01-01 2026-11-28, music-metadata 1904-01-01 2026-11-28, MediaInfo none 2026-11-28, ffmpeg none 2026-11-28' ] || { echo changed; exit 1; }
