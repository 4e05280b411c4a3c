#!/usr/bin/env bash
# Four colours have one name and two meanings, in the list of X11 and in that of CSS (CSS Color 4, 6.1): gray, green, maroon and purple. pygame 2.6.1 of PyPI has those of X11, so that "green" is 0,255,0, which is "lime" elsewhere, and "purple" a bright violet; "lime", "silver", "navy" and "teal" are those of CSS. Pillow
# 13.0.0, ffmpeg 9.0.2, coloraide 8.13.1 and golang.org/x/image/colornames 0.48.0 have those of CSS in all.
# A good guess is that a library which knows lime and teal, which X11 had not, has the green of CSS, as a page with the same name shows it.
# Seen: pygame gray 190,190,190 green 0,255,0 maroon 176,48,96 purple 160,32,240 lime 0,255,0 teal 0,128,128; Pillow, coloraide, ffmpeg and colornames gray 128,128,128 green 0,128,0 maroon 128,0,0 purple 128,0,128 lime 0,255,0 teal 0,128,128
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pygame==2.6.1 pillow==13.0.0 coloraide==8.13.1 imageio-ffmpeg==0.8.1
venv/bin/python - > python.txt <<'SCRIPT'
import os
import subprocess
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
import imageio_ffmpeg
import pygame
from coloraide import Color
from PIL import ImageColor


def by_ffmpeg(name):
    program = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", f"color={name}:s=16x16,format=rgb24", "-frames:v", "1", "-f", "rawvideo", "-"]
    return subprocess.run(program, check=True, capture_output=True).stdout[:3]


readers = {
    "pygame": lambda name: tuple(pygame.Color(name))[:3],
    "Pillow": ImageColor.getrgb,
    "coloraide": lambda name: tuple(round(value * 255) for value in Color(name).coords()),
    "ffmpeg": by_ffmpeg,
}
for title, read in readers.items():
    print(title, *(f"{name} {','.join(map(str, read(name)))}" for name in ("gray", "green", "maroon", "purple", "lime", "teal")))
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"

	"golang.org/x/image/colornames"
)

func main() {
	fmt.Print("colornames")
	for _, name := range []string{"gray", "green", "maroon", "purple", "lime", "teal"} {
		colour := colornames.Map[name]
		fmt.Printf(" %s %d,%d,%d", name, colour.R, colour.G, colour.B)
	}
	fmt.Println()
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get golang.org/x/image/colornames@v0.48.0 2> /dev/null
seen=$({ cat python.txt; go run .; } | paste -sd';' | sed 's/;/; /g')
echo "$seen"
css='gray 128,128,128 green 0,128,0 maroon 128,0,0 purple 128,0,128 lime 0,255,0 teal 0,128,128'
[ "$seen" = "pygame gray 190,190,190 green 0,255,0 maroon 176,48,96 purple 160,32,240 lime 0,255,0 teal 0,128,128; Pillow $css; coloraide $css; ffmpeg $css; colornames $css" ] || { echo changed; exit 1; }
