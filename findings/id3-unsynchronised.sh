#!/usr/bin/env bash
# A tag of MP3 may be written "unsynchronised": behind each byte FF that a player could take for sound stands a 00 that a reader takes out (ID3v2.3, 5; ID3v2.4, 6.1). Texts in UTF-16 begin with FF FE, and covers are full of FF. Of such a tag of version 2.3 music-metadata 11.16.1 and node-id3 0.2.9 of npm and tinytag 2.3.2 of PyPI
# make other letters of the title "Title", and no cover; of version 2.4, where each frame is marked, tinytag is wrong as well, and jsmediatags 3.9.7 of npm adds a letter to the title and has no cover. mutagen 1.48.1, eyeD3 0.9.9 of PyPI, node-taglib-sharp 6.0.3, dhowden/tag (2024-04-17) for Go and jaudiotagger 3.0.1 for Java are right in both.
# A good guess is that readers which parse the mark of a tag, as all of them do, act on it.
# Seen, title and cover of 2.3 and of 2.4: music-metadata wrong none right right, node-id3 wrong none right right, jsmediatags right right wrong none, node-taglib-sharp right right right right, tinytag wrong none wrong wrong, mutagen right right right right, eyeD3 right right right right, dhowden right right right right, jaudiotagger right right right right
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mutagen==1.48.1 eyeD3==0.9.9 tinytag==2.3.2 imageio-ffmpeg==0.8.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts music-metadata@11.16.1 node-id3@0.2.9 jsmediatags@3.9.7 node-taglib-sharp@6.0.3 > /dev/null
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>net.jthink</groupId><artifactId>jaudiotagger</artifactId><version>3.0.1</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import logging
import struct
import subprocess
import eyed3
import imageio_ffmpeg
import mutagen
import tinytag

logging.disable()
sound = ["-f", "lavfi", "-i", "sine=duration=1", "-c:a", "libmp3lame", "-id3v2_version", "0"]
subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *sound, "plain.mp3"], check=True)
cover = bytes([255, 216, 255, 224, 0, 16, 255, 0, 255, 255, 0, 255, 217])
open("cover", "wb").write(cover)

def seven_bits(number):
    return bytes(number >> shift & 127 for shift in (21, 14, 7, 0))

def unsynchronised(data):
    return b"".join(bytes([byte]) + (b"\0" if byte == 255 and (not rest or rest[0] >= 224 or rest[0] == 0) else b"")
                    for byte, rest in ((data[place], data[place + 1:place + 2]) for place in range(len(data))))

frames = {b"TIT2": b"\x01\xff\xfe" + "Title".encode("utf-16-le"), b"APIC": b"\0image/jpeg\0\x03\0" + cover}
old = unsynchronised(b"".join(name + struct.pack(">I", len(body)) + b"\0\0" + body for name, body in frames.items()))
marked = ((name, seven_bits(len(body)) + unsynchronised(body)) for name, body in frames.items())
new = b"".join(name + seven_bits(len(body)) + b"\0\x03" + body for name, body in marked)
for version, body in ((3, old), (4, new)):
    open(f"{version}.mp3", "wb").write(b"ID3" + bytes([version, 0, 128]) + seven_bits(len(body)) + body + open("plain.mp3", "rb").read())

def print_all(name, read):
    found = []
    for version in (3, 4):
        title, picture = read(f"{version}.mp3")
        found.append(("right" if title == "Title" else "wrong") + (" right" if picture == cover else " none" if picture is None else " wrong"))
    print(name, *found, end=", ")

def tiny(name):
    tag = tinytag.TinyTag.get(name, image=True)
    return tag.title, tag.images.any and tag.images.any.data

print_all("tinytag", tiny)
print_all("mutagen", lambda name: (lambda tags: (str(tags["TIT2"]), tags.getall("APIC")[0].data))(mutagen.File(name).tags))
print_all("eyeD3", lambda name: (lambda tag: (tag.title, tag.images[0].image_data))(eyed3.load(name).tag))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import media from 'jsmediatags'
import { parseFile } from 'music-metadata'
import id3 from 'node-id3'
import { File } from 'node-taglib-sharp'
const cover = readFileSync('cover')
const print = async (name, read) => {
  const found = []
  for (const version of [3, 4]) {
    const [title, picture] = await read(`${version}.mp3`)
    found.push(title === 'Title' ? 'right' : 'wrong', !picture ? 'none' : cover.equals(Buffer.from(picture)) ? 'right' : 'wrong')
  }
  return `${name} ${found.join(' ')}`
}
console.log([
  await print('music-metadata', async name => {
    const { common } = await parseFile(name)
    return [common.title, common.picture?.[0].data]
  }),
  await print('node-id3', name => {
    const { title, image } = id3.read(name)
    return [title, image?.imageBuffer]
  }),
  await print('jsmediatags', name => new Promise((done, fail) => media.read(name, { onSuccess: ({ tags }) => done([tags.title, tags.picture?.data]), onError: fail }))),
  await print('node-taglib-sharp', name => {
    const { tag } = File.createFromPath(name)
    return [tag.title, tag.pictures[0]?.data.toByteArray()]
  }),
].join(', '))
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"bytes"
	"fmt"
	"os"

	"github.com/dhowden/tag"
)

func main() {
	cover, _ := os.ReadFile("cover")
	fmt.Print("dhowden")
	for _, name := range []string{"3.mp3", "4.mp3"} {
		file, _ := os.Open(name)
		read, err := tag.ReadFrom(file)
		if err != nil {
			fmt.Print(" error")
			continue
		}
		words := map[bool]string{true: " right", false: " wrong"}
		picture := " none"
		if read.Picture() != nil {
			picture = words[bytes.Equal(read.Picture().Data, cover)]
		}
		fmt.Print(words[read.Title() == "Title"], picture)
	}
}
SCRIPT
cat > Look.java <<'SCRIPT'
import java.io.File;
import java.nio.file.*;
import java.util.Arrays;
import java.util.logging.LogManager;
import org.jaudiotagger.audio.AudioFileIO;
import org.jaudiotagger.tag.FieldKey;
import org.jaudiotagger.tag.Tag;

public class Look {
    public static void main(String[] words) throws Exception {
        LogManager.getLogManager().reset();
        byte[] cover = Files.readAllBytes(Path.of("cover"));
        String line = "jaudiotagger";
        for (String name : new String[] {"3.mp3", "4.mp3"}) {
            Tag tag = AudioFileIO.read(new File(name)).getTag();
            line += tag.getFirst(FieldKey.TITLE).equals("Title") ? " right" : " wrong";
            line += tag.getFirstArtwork() == null ? " none" : Arrays.equals(tag.getFirstArtwork().getBinaryData(), cover) ? " right" : " wrong";
        }
        System.out.println(line);
    }
}
SCRIPT
export GOTOOLCHAIN=local GOFLAGS=-mod=mod
{ go mod init look && go get github.com/dhowden/tag@v0.0.0-20240417053706-3d75831295e8; } > errors 2>&1 || { cat errors; exit 1; }
node=$(node look.mjs 2> errors) || { cat errors; exit 1; }
seen="$node, $python$(go run main.go), $(java -cp 'jars/*' Look.java)"
echo "$seen"
[ "$seen" = 'music-metadata wrong none right right, node-id3 wrong none right right, jsmediatags right right wrong none, node-taglib-sharp right right right right, tinytag wrong none wrong wrong, mutagen right right right right, eyeD3 right right right right, dhowden right right right right, jaudiotagger right right right right' ] || { echo changed; exit 1; }
