#!/usr/bin/env bash
# A frame of an ID3 tag may be packed with zlib and says so in its flags (ID3v2.3, 3.3.1; ID3v2.4, 4.1.2). Of a packed title music-metadata 11.16.1 of npm and tinytag 2.3.2 of PyPI hand out the packed bytes as letters, a title of noise, without an error, and so does jsmediatags 3.9.7 of npm in 2.4; node-taglib-sharp 6.0.3 of npm has none.
# And of a tag of 2.4 with a header of its own for extensions, of six bytes, music-metadata finds no frame at all, and tinytag none of one of 2.3. node-id3 0.2.9 of npm and mutagen 1.48.1 and eyeD3 0.9.9 of PyPI read all four.
# A good guess is that what says "packed" is unpacked, or left out by who cannot.
# Seen, title of 2.3 and 2.4 packed, of 2.3 and 2.4 with an extended header: music-metadata wrong wrong right none, jsmediatags none wrong right right, node-id3 right right right right, node-taglib-sharp none none right right, tinytag wrong wrong none right, mutagen right right right right, eyeD3 right right right right
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mutagen==1.48.1 eyeD3==0.9.9 tinytag==2.3.2 imageio-ffmpeg==0.8.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts music-metadata@11.16.1 node-id3@0.2.9 jsmediatags@3.9.7 node-taglib-sharp@6.0.3 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import logging
import struct
import subprocess
import zlib
import eyed3
import imageio_ffmpeg
import mutagen
import tinytag

logging.disable()
sound = ["-f", "lavfi", "-i", "sine=duration=1", "-c:a", "libmp3lame", "-id3v2_version", "0"]
subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", *sound, "plain.mp3"], check=True)

def seven_bits(number):
    return bytes(number >> shift & 127 for shift in (21, 14, 7, 0))

def four_bytes(number):
    return struct.pack(">I", number)

def frame(size, flags, body):
    return b"TIT2" + size(len(body)) + flags + body

title = b"\0" + b"A title that is packed, packed, packed"
plain = b"\0\0"
tags = {
    "packed3": (3, 0, frame(four_bytes, b"\0\x80", four_bytes(len(title)) + zlib.compress(title))),
    "packed4": (4, 0, frame(seven_bits, b"\0\x09", seven_bits(len(title)) + zlib.compress(title))),
    "extended3": (3, 64, struct.pack(">IHI", 6, 0, 0) + frame(four_bytes, plain, title)),
    "extended4": (4, 64, seven_bits(6) + b"\x01\0" + frame(seven_bits, plain, title)),
}
for name, (version, flags, body) in tags.items():
    open(f"{name}.mp3", "wb").write(b"ID3" + bytes([version, 0, flags]) + seven_bits(len(body)) + body + open("plain.mp3", "rb").read())

def judged(read, name):
    found = read(f"{name}.mp3")
    return "none" if not found else "right" if str(found) == title[1:].decode() else "wrong"

readers = {"tinytag": lambda name: tinytag.TinyTag.get(name).title, "mutagen": lambda name: mutagen.File(name).tags["TIT2"], "eyeD3": lambda name: eyed3.load(name).tag.title}
print(", ".join(f"{reader} {' '.join(judged(read, name) for name in tags)}" for reader, read in readers.items()))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import media from 'jsmediatags'
import { parseFile } from 'music-metadata'
import id3 from 'node-id3'
import { File } from 'node-taglib-sharp'
const readers = {
  'music-metadata': async name => (await parseFile(name)).common.title,
  jsmediatags: name => new Promise((done, fail) => media.read(name, { onSuccess: ({ tags }) => done(tags.title), onError: fail })),
  'node-id3': name => id3.read(name).title,
  'node-taglib-sharp': name => File.createFromPath(name).tag.title,
}
const rows = []
for (const [reader, read] of Object.entries(readers)) {
  const found = []
  for (const name of ['packed3', 'packed4', 'extended3', 'extended4']) {
    const title = await read(`${name}.mp3`)
    found.push(!title ? 'none' : title === 'A title that is packed, packed, packed' ? 'right' : 'wrong')
  }
  rows.push(`${reader} ${found.join(' ')}`)
}
console.log(rows.join(', '))
SCRIPT
node=$(node look.mjs 2> errors) || { cat errors; exit 1; }
seen="$node, $python"
echo "$seen"
[ "$seen" = 'music-metadata wrong wrong right none, jsmediatags none wrong right right, node-id3 right right right right, node-taglib-sharp none none right right, tinytag wrong wrong none right, mutagen right right right right, eyeD3 right right right right' ] || { echo changed; exit 1; }
