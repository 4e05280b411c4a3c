#!/usr/bin/env bash
# ffmpeg writes "track=3/12" into FLAC and Ogg as it is given, and into M4A and MP3 in their own way. Of FLAC and Ogg music-tag 0.4.3 of PyPI ends in a ValueError of int() when the number is read, and mediafile 0.17.0 of PyPI, which beets stands on, has 3 and no total; of M4A and MP3 both have 3 and 12. tinytag 2.3.2 of PyPI, music-metadata 11.16.1
# and node-taglib-sharp 6.0.3 of npm have both in all four.
# A good guess is that a library which is made to hide the differences of the formats knows the commonest form of a track.
# Seen of flac, ogg, m4a, mp3: music-tag ValueError ValueError 3/12 3/12, mediafile 3/None 3/None 3/12 3/12, tinytag 3/12 3/12 3/12 3/12, music-metadata 3/12 3/12 3/12 3/12, node-taglib-sharp 3/12 3/12 3/12 3/12
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 mutagen==1.48.1 mediafile==0.17.0 music-tag==0.4.3 tinytag==2.3.2
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts music-metadata@11.16.1 node-taglib-sharp@6.0.3 > /dev/null
python=$(venv/bin/python -W ignore - <<'SCRIPT'
import subprocess
import imageio_ffmpeg
import mediafile
import music_tag
import tinytag

kinds = {"flac": "flac", "ogg": "libvorbis", "m4a": "aac", "mp3": "libmp3lame"}
for kind, codec in kinds.items():
    sound = ["-f", "lavfi", "-i", "sine=duration=1", "-c:a", codec, "-metadata", "track=3/12"]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", *sound, f"a.{kind}"], check=True)

def of_music_tag(name):
    tags = music_tag.load_file(name)
    return int(tags["tracknumber"]), int(tags["totaltracks"])

def of_mediafile(name):
    tags = mediafile.MediaFile(name)
    return tags.track, tags.tracktotal

def of_tinytag(name):
    tags = tinytag.TinyTag.get(name)
    return tags.track, tags.track_total

def told(read, name):
    try:
        return "/".join(map(str, read(name)))
    except ValueError:
        return "ValueError"

readers = {"music-tag": of_music_tag, "mediafile": of_mediafile, "tinytag": of_tinytag}
print(", ".join(f"{reader} {' '.join(told(read, f'a.{kind}') for kind in kinds)}" for reader, read in readers.items()))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { parseFile } from 'music-metadata'
import { File } from 'node-taglib-sharp'
const kinds = ['flac', 'ogg', 'm4a', 'mp3']
const found = await Promise.all(kinds.map(async kind => {
  const { common: { track } } = await parseFile(`a.${kind}`)
  return `${track.no}/${track.of}`
}))
const other = kinds.map(kind => {
  const { tag } = File.createFromPath(`a.${kind}`)
  return `${tag.track}/${tag.trackCount}`
})
console.log(`music-metadata ${found.join(' ')}, node-taglib-sharp ${other.join(' ')}`)
SCRIPT
seen="$python, $(node look.mjs)"
echo "$seen"
[ "$seen" = 'music-tag ValueError ValueError 3/12 3/12, mediafile 3/None 3/None 3/12 3/12, tinytag 3/12 3/12 3/12 3/12, music-metadata 3/12 3/12 3/12 3/12, node-taglib-sharp 3/12 3/12 3/12 3/12' ] || { echo changed; exit 1; }
