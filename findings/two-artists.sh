#!/usr/bin/env bash
# ID3v2.4 parts several artists of one title with a zero byte (4.2), and has one field for all times, TDRC. Of the artists "AC/DC" and "B" node-id3 0.2.9 and dhowden/tag (2024-04-17) for Go make one, "AC/DCB", and "RockJazz" of two genres; of the time 2026-11-28T10:00 dhowden/tag makes the year 0 and mp3agic 0.9.1 for Java none.
# In ID3v2.3, where "/" was to part artists, music-metadata 11.16.1 makes "AC" and "DC" of the one "AC/DC". jaudiotagger 3.0.1, mutagen 1.48.1 and tinytag 2.3.2 are right in all.
# A good guess is that a zero byte parts or ends a text, and never goes without a trace.
# Seen, artists, genres and year of 2.4, artists of 2.3: node-id3 AC/DCB, RockJazz, none, AC/DC; music-metadata AC/DC+B, Rock+Jazz, 2026, AC+DC; dhowden AC/DCB, RockJazz, 0, AC/DC; mp3agic AC/DC, Rock, null, AC/DC;
# jaudiotagger AC/DC+B, Rock+Jazz, 2026, AC/DC; mutagen AC/DC+B, Rock+Jazz, 2026, AC/DC; tinytag AC/DC+B, Rock+Jazz, 2026, AC/DC
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 mutagen==1.48.1 tinytag==2.3.2
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts node-id3@0.2.9 music-metadata@11.16.1 > /dev/null
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>com.mpatric</groupId><artifactId>mp3agic</artifactId><version>0.9.1</version></dependency>
<dependency><groupId>net.jthink</groupId><artifactId>jaudiotagger</artifactId><version>3.0.1</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import shutil
import subprocess
import imageio_ffmpeg
from mutagen.easyid3 import EasyID3
from mutagen.id3 import ID3, TCON, TDRC, TPE1
from tinytag import TinyTag

sound = ["-f", "lavfi", "-i", "sine=duration=1", "-c:a", "libmp3lame", "-map_metadata", "-1"]
subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *sound, "4.mp3"], check=True)
shutil.copy("4.mp3", "3.mp3")
for version, artists in ((4, ["AC/DC", "B"]), (3, ["AC/DC"])):
    tag = ID3()
    for frame in (TPE1(3, artists), TCON(3, ["Rock", "Jazz"]), TDRC(3, "2026-11-28T10:00")):
        tag.add(frame)
    if version == 3:
        tag.update_to_v23()
    tag.save(f"{version}.mp3", v2_version=version)
new, old = EasyID3("4.mp3"), EasyID3("3.mp3")
print("mutagen " + ", ".join(["+".join(new["artist"]), "+".join(new["genre"]), new["date"][0][:4], "+".join(old["artist"])]), end="; ")
new, old = TinyTag.get("4.mp3"), TinyTag.get("3.mp3")
both = lambda tag, name: "+".join([getattr(tag, name), *tag.other.get(name, [])])
print("tinytag " + ", ".join([both(new, "artist"), both(new, "genre"), new.year[:4], both(old, "artist")]))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { parseFile } from 'music-metadata'
import NodeID3 from 'node-id3'
const [fresh, old] = ['4.mp3', '3.mp3'].map(name => NodeID3.read(name))
console.log(`node-id3 ${fresh.artist}, ${fresh.genre}, ${fresh.year ?? 'none'}, ${old.artist}`)
const [four, three] = await Promise.all(['4.mp3', '3.mp3'].map(async name => (await parseFile(name)).common))
console.log(`music-metadata ${four.artists.join('+')}, ${four.genre.join('+')}, ${four.year}, ${three.artists.join('+')}`)
SCRIPT
cat > Look.java <<'SCRIPT'
import com.mpatric.mp3agic.ID3v2;
import com.mpatric.mp3agic.Mp3File;
import java.io.File;
import java.util.logging.LogManager;
import org.jaudiotagger.audio.AudioFileIO;
import org.jaudiotagger.tag.FieldKey;
import org.jaudiotagger.tag.Tag;

public class Look {
    public static void main(String[] words) throws Exception {
        LogManager.getLogManager().reset();
        ID3v2 four = new Mp3File("4.mp3").getId3v2Tag();
        System.out.println("mp3agic " + four.getArtist() + ", " + four.getGenreDescription() + ", " + four.getYear() + ", " + new Mp3File("3.mp3").getId3v2Tag().getArtist());
        Tag tag = AudioFileIO.read(new File("4.mp3")).getTag();
        System.out.println("jaudiotagger " + String.join("+", tag.getAll(FieldKey.ARTIST)) + ", " + String.join("+", tag.getAll(FieldKey.GENRE)) + ", " + tag.getFirst(FieldKey.YEAR).substring(0, 4)
            + ", " + String.join("+", AudioFileIO.read(new File("3.mp3")).getTag().getAll(FieldKey.ARTIST)));
    }
}
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"

	"github.com/dhowden/tag"
)

func read(name string) tag.Metadata {
	file, err := os.Open(name)
	if err != nil {
		panic(err)
	}
	found, err := tag.ReadFrom(file)
	if err != nil {
		panic(err)
	}
	return found
}

func main() {
	found := read("4.mp3")
	fmt.Printf("dhowden %s, %s, %d, %s", found.Artist(), found.Genre(), found.Year(), read("3.mp3").Artist())
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/dhowden/tag@v0.0.0-20240417053706-3d75831295e8 2> /dev/null
java=$(java -cp 'jars/*' Look.java)
node=$(node look.mjs)
seen="${node/$'\n'/; }; $(go run .); ${java/$'\n'/; }; $python"
echo "$seen"
[ "$seen" = 'node-id3 AC/DCB, RockJazz, none, AC/DC; music-metadata AC/DC+B, Rock+Jazz, 2026, AC+DC; dhowden AC/DCB, RockJazz, 0, AC/DC; mp3agic AC/DC, Rock, null, AC/DC; jaudiotagger AC/DC+B, Rock+Jazz, 2026, AC/DC; mutagen AC/DC+B, Rock+Jazz, 2026, AC/DC; tinytag AC/DC+B, Rock+Jazz, 2026, AC/DC' ] || { echo changed; exit 1; }
