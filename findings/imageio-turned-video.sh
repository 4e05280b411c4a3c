#!/usr/bin/env bash
# A phone's video is stored on its side with a turn beside it. imageio 2.38.1 reads it turned with its plugin FFMPEG and as it is stored with its plugin pyav, so that pictures of one file have
# their sides swapped by what is installed beside imageio: without a plugin named it takes FFMPEG where imageio-ffmpeg is there, and pyav where only that is.
# A good guess is that a plugin is a matter of speed.
# Seen, rows x columns of 64x40 turned by 90: pyav 40x64, FFMPEG 64x40, none named 64x40, none named without imageio-ffmpeg 40x64
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio==2.38.1 imageio-ffmpeg==0.8.1 av==18.1.0 numpy==2.4.6
ffmpeg=$(echo venv/lib/python3*/site-packages/imageio_ffmpeg/binaries/ffmpeg-*)
"$ffmpeg" -nostdin -v error -f lavfi -i testsrc2=s=64x40:r=10:d=1 -c:v libx264 stored.mp4
"$ffmpeg" -nostdin -v error -display_rotation 90 -i stored.mp4 -c copy phone.mp4
cat > look.py <<'SCRIPT'
import sys
import imageio.v3 as imageio
for plugin in sys.argv[1:]:
    print("%dx%d" % imageio.imread("phone.mp4", index=0, plugin=None if plugin == "none" else plugin).shape[:2])
SCRIPT
{ read -r pyav; read -r other; read -r none; } < <(venv/bin/python look.py pyav FFMPEG none 2> /dev/null)
venv/bin/pip uninstall --quiet --disable-pip-version-check --yes imageio-ffmpeg
seen="pyav $pyav, FFMPEG $other, none named $none, none named without imageio-ffmpeg $(venv/bin/python look.py none)"
echo "imageio 2.38.1: $seen"
[ "$seen" = 'pyav 40x64, FFMPEG 64x40, none named 64x40, none named without imageio-ffmpeg 40x64' ] || { echo changed; exit 1; }
