#!/usr/bin/env bash
# A FLAC that was written into a pipe says 0 samples in its header, which stands for "not known" (RFC 9639, 8.2), and a fragmented M4A has a movie of length 0 in front of its parts. mutagen 1.48.1
# and tinytag 2.3.2 tell 0.0 seconds of both, tinytag also of a FLAC in Ogg, as if there were no sound; for a filter like "duration < 1" they are short. Neither gives None, which
# tinytag gives what it does not find. music-metadata 11.16.1 tells undefined of the FLACs and the length of the M4A; mediabunny 1.61.0 the length of FLAC and M4A.
# A good guess is that what is not known is None, and that the parts of the M4A are added up.
# Seen, of 3 s as FLAC, Ogg FLAC and M4A: mutagen 0.0 3.0 0.0, tinytag 0.0 0.0 0.0, music-metadata undefined undefined 3.0, mediabunny 3.0 - 3.0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 mutagen==1.48.1 tinytag==2.3.2
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts music-metadata@11.16.1 mediabunny@1.61.0 > /dev/null
ffmpeg=$(echo venv/lib/python3*/site-packages/imageio_ffmpeg/binaries/ffmpeg-*)
"$ffmpeg" -nostdin -v error -f lavfi -i sine=r=44100:d=3 -c:a flac -f flac - | cat > pipe.flac
"$ffmpeg" -nostdin -v error -f lavfi -i sine=r=44100:d=3 -c:a flac -f ogg sound.oga
"$ffmpeg" -nostdin -v error -f lavfi -i sine=r=44100:d=3 -c:a aac -movflags frag_keyframe+empty_moov parts.m4a
python=$(venv/bin/python - <<'SCRIPT'
from mutagen import File
from tinytag import TinyTag
names = ["pipe.flac", "sound.oga", "parts.m4a"]
tell = lambda read: " ".join(str(read(name)) for name in names)
print("mutagen " + tell(lambda name: File(name).info.length) + ", tinytag " + tell(lambda name: TinyTag.get(name).duration))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'
import { parseBuffer } from 'music-metadata'
const text = seconds => (seconds === undefined ? 'undefined' : seconds.toFixed(1))
const [first, second] = [[], []]
for (const name of ['pipe.flac', 'sound.oga', 'parts.m4a']) {
  const bytes = readFileSync(name)
  first.push(text((await parseBuffer(bytes, { path: name }, { duration: true })).format.duration))
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })
  second.push((await input.getTracks()).length === 0 ? '-' : text(await input.computeDuration()))
}
console.log(`music-metadata ${first.join(' ')}, mediabunny ${second.join(' ')}`)
SCRIPT
seen="$python, $(node look.mjs)"
echo "$seen"
[ "$seen" = 'mutagen 0.0 3.0 0.0, tinytag 0.0 0.0 0.0, music-metadata undefined undefined 3.0, mediabunny 3.0 - 3.0' ] || { echo changed; exit 1; }
