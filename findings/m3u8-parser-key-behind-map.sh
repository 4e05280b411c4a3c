#!/usr/bin/env bash
# In HLS EXT-X-KEY holds for the segments and for the EXT-X-MAP that stand behind it (RFC 8216, 4.3.2.4 and 4.3.2.5): a key in front of the map says that the head of the film is encrypted too. io.lindstrom:m3u8-parser 0.27 for Java writes the map first, and the key behind the line of the length of the first segment: a player
# takes the encrypted head for a plain one and shows nothing. The order is not kept in what it reads either. m3u8 6.0.0 of PyPI writes the key in front of the map.
# A good guess is that a library for one format keeps those two in the order which the format gives a meaning; the other order, a map in front of its first key, is one that lists of plain heads have.
# Seen: m3u8-parser EXT-X-MAP, EXTINF, EXT-X-KEY, a.m4s; m3u8 EXT-X-KEY, EXT-X-MAP, EXTINF, a.m4s
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check m3u8==6.0.0
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>io.lindstrom</groupId><artifactId>m3u8-parser</artifactId><version>0.27</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
cat > a.m3u8 <<'SCRIPT'
#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:6
#EXT-X-MEDIA-SEQUENCE:0
#EXT-X-KEY:METHOD=AES-128,URI="key",IV=0x00000000000000000000000000000001
#EXT-X-MAP:URI="head.mp4"
#EXTINF:6.0,
a.m4s
#EXT-X-ENDLIST
SCRIPT
cat > Look.java <<'SCRIPT'
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import java.nio.file.Path;

public class Look {
    public static void main(String[] words) throws Exception {
        MediaPlaylistParser parser = new MediaPlaylistParser();
        System.out.println(parser.writePlaylistAsString(parser.readPlaylist(Path.of("a.m3u8"))));
    }
}
SCRIPT
order() { grep -oE 'EXT-X-MAP|EXT-X-KEY|EXTINF|a\.m4s' | paste -sd, | sed 's/,/, /g'; }
seen="m3u8-parser $(java -cp 'jars/*' Look.java | order); m3u8 $(venv/bin/python -c 'import m3u8; print(m3u8.load("a.m3u8").dumps())' | order)"
echo "$seen"
[ "$seen" = 'm3u8-parser EXT-X-MAP, EXTINF, EXT-X-KEY, a.m4s; m3u8 EXT-X-KEY, EXT-X-MAP, EXTINF, a.m4s' ] || { echo changed; exit 1; }
