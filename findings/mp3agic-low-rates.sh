#!/usr/bin/env bash
# MP3 at 22,050 Hz and below, as speech and voice messages have it, is MPEG-2, whose frames hold 576 samples instead of 1,152 (ISO/IEC 13818-3). mp3agic 0.9.1 for Java counts them as large as those of MPEG-1: of ten seconds at a constant rate it tells 1.3, with a variable rate 0.6,
# and 9 kbit/s. At 44,100 Hz it is right. jaudiotagger 3.0.1 for Java, mutagen 1.48.1 and tinytag 2.3.2 of PyPI and mp3-duration 1.1.0 of npm tell 10 in all.
# A good guess is that a library for MP3 which reads the version of a frame, and tells it ("2.0"), uses it.
# Seen, seconds of 22050 constant, 22050 variable, 44100 constant, 44100 variable: mp3agic 1.3 0.6 10.0 10.0, jaudiotagger 10.1 10.1 10.1 10.0, mutagen 10.1 10.1 10.0 10.0, tinytag 10.1 10.1 10.0 10.0,
# mp3-duration 10.1 10.1 10.0 10.1; version 2.0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 mutagen==1.48.1 tinytag==2.3.2
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mp3-duration@1.1.0 > /dev/null
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>com.mpatric</groupId><artifactId>mp3agic</artifactId><version>0.9.1</version></dependency>
<dependency><groupId>net.jthink</groupId><artifactId>jaudiotagger</artifactId><version>3.0.1</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import subprocess
import imageio_ffmpeg
import mutagen
import tinytag

names = []
for rate in (22050, 44100):
    for kind, options in (("constant", ["-b:a", "32k", "-write_xing", "0"]), ("variable", ["-q:a", "4"])):
        names.append(f"{rate}-{kind}.mp3")
        sound = ["-f", "lavfi", "-i", f"sine=frequency=440:sample_rate={rate}:duration=10", "-ac", "1", "-c:a", "libmp3lame"]
        subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *sound, *options, names[-1]], check=True)
print("mutagen", *(f"{mutagen.File(name).info.length:.1f}" for name in names), end=", ")
print("tinytag", *(f"{tinytag.TinyTag.get(name).duration:.1f}" for name in names))
SCRIPT
)
cat > look.cjs <<'SCRIPT'
const duration = require('mp3-duration')
const names = ['22050-constant', '22050-variable', '44100-constant', '44100-variable']
Promise.all(names.map(name => duration(`${name}.mp3`))).then(found => console.log(`mp3-duration ${found.map(seconds => seconds.toFixed(1)).join(' ')}`))
SCRIPT
cat > Look.java <<'SCRIPT'
import com.mpatric.mp3agic.Mp3File;
import java.io.File;
import java.util.logging.LogManager;
import org.jaudiotagger.audio.AudioFileIO;

public class Look {
    public static void main(String[] words) throws Exception {
        LogManager.getLogManager().reset();
        String agic = "mp3agic", tagger = "jaudiotagger";
        for (String name : new String[] {"22050-constant", "22050-variable", "44100-constant", "44100-variable"}) {
            agic += String.format(" %.1f", new Mp3File(name + ".mp3").getLengthInMilliseconds() / 1000.0);
            tagger += String.format(" %.1f", AudioFileIO.read(new File(name + ".mp3")).getAudioHeader().getPreciseTrackLength());
        }
        System.out.println(agic + ", " + tagger);
        System.out.println("version " + new Mp3File("22050-constant.mp3").getVersion());
    }
}
SCRIPT
java=$(java -cp 'jars/*' Look.java)
seen="${java%%$'\n'*}, $python, $(node look.cjs); ${java##*$'\n'}"
echo "$seen"
[ "$seen" = 'mp3agic 1.3 0.6 10.0 10.0, jaudiotagger 10.1 10.1 10.1 10.0, mutagen 10.1 10.1 10.0 10.0, tinytag 10.1 10.1 10.0 10.0, mp3-duration 10.1 10.1 10.0 10.1; version 2.0' ] || { echo changed; exit 1; }
