#!/usr/bin/env bash
# In ASS "{\p1}m 0 0 l 100 0 100 100{\p0}" is a drawing, a box behind a sign. Converted to SRT by ffmpeg 9.0.2 and by go-astisub 0.34.0 its numbers are a subtitle that stands on
# the screen: "m 0 0 l 100 0 100 100". Both know the overrides in braces and take them away, and with them what said that it was no text. pysubs2 1.8.1 leaves the drawing out.
# A good guess is that what is no text does not become a subtitle.
# Seen: ffmpeg first | m 0 0 l 100 0 100 100, go-astisub first | m 0 0 l 100 0 100 100, pysubs2 first
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 pysubs2==1.8.1
cat > film.ass <<'SCRIPT'
[Script Info]
ScriptType: v4.00+
PlayResX: 640
PlayResY: 360

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,20,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,2,2,2,10,10,10,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\an8}first
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\p1}m 0 0 l 100 0 100 100{\p0}
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"os"

	"github.com/asticode/go-astisub"
)

func main() {
	film, err := astisub.OpenFile("film.ass")
	if err != nil {
		panic(err)
	}
	if err := film.WriteToSRT(os.Stdout); err != nil {
		panic(err)
	}
}
SCRIPT
go mod init look 2> /dev/null
go get github.com/asticode/go-astisub@v0.34.0 2> /dev/null
# The lines of text of an SRT, without its fonts.
texts() { sed -E 's/<[^>]*>//g; s/\{[^}]*\}//g; s/\r//; s/^\xef\xbb\xbf//' | grep -vE '^[0-9]+$|-->|^$' | paste -sd '|' | sed 's/|/ | /g'; }
seen="ffmpeg $("$(echo venv/lib/python3*/site-packages/imageio_ffmpeg/binaries/ffmpeg-*)" -nostdin -v error -i film.ass -f srt - | texts)"
seen+=", go-astisub $(go run . | texts), pysubs2 $(venv/bin/pysubs2 --to srt < film.ass | texts)"
echo "$seen"
[ "$seen" = 'ffmpeg first | m 0 0 l 100 0 100 100, go-astisub first | m 0 0 l 100 0 100 100, pysubs2 first' ] || { echo changed; exit 1; }
