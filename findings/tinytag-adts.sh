#!/usr/bin/env bash
# tinytag 2.3.2 does not know AAC in ADTS (the ".aac" of HLS and of encoders), and says so of MPEG-TS and WebM: UnsupportedFormatError. Of an .aac it takes the marks
# of the frames for those of MP3 and answers with a number: 3 seconds are a fraction of one, a different one for each encoder. mutagen 1.48.1 reads it rightly.
# A good guess is that a format that is not in the list is refused, as the others are.
# Seen: tinytag aac under 1 s, ts refused, webm refused; mutagen aac 3.0 s
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 mutagen==1.48.1 tinytag==2.3.2
ffmpeg=$(echo venv/lib/python3*/site-packages/imageio_ffmpeg/binaries/ffmpeg-*)
for name in sound.aac sound.ts sound.webm; do "$ffmpeg" -nostdin -v error -f lavfi -i sine=r=44100:d=3 $([ $name = sound.webm ] || echo -c:a aac) "$name"; done
seen=$(venv/bin/python - <<'SCRIPT'
from mutagen.aac import AAC
from tinytag import TinyTag, UnsupportedFormatError

def tell(ending):
    try:
        tag = TinyTag.get("sound." + ending)
        return "%s %s" % (ending, "under 1 s" if tag.duration < 1 else tag.duration)
    except UnsupportedFormatError:
        return ending + " refused"

info = AAC("sound.aac").info
print("tinytag " + ", ".join(map(tell, ["aac", "ts", "webm"])) + "; mutagen aac %.1f s" % info.length)
SCRIPT
)
echo "$seen"
[ "$seen" = 'tinytag aac under 1 s, ts refused, webm refused; mutagen aac 3.0 s' ] || { echo changed; exit 1; }
