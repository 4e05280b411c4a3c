#!/usr/bin/env bash
# The line of an HDR picture of Radiance that tells its sides tells its turn too: "-Y 2 +X 1" begins at the top, "+Y 2 +X 1" at the bottom, "-X" runs from right to left; and FORMAT says whether its colours are RGB or XYZ (Radiance's reference, "Picture File Format"). ffmpeg 9.0.2 (imageio-ffmpeg 0.8.1) reads the sides alone: what
# begins at the bottom stands on its head, what runs from the right is mirrored, and XYZ is shown as RGB, without a word. OpenCV 5.0.0 refuses all three. And where EXPOSURE says that all was multiplied by 2 both leave it so, twice as bright, although the one head says what the light was, for which the format is there.
# A good guess is that a reader refuses the forms that it does not know, as the letters must be read to find the numbers.
# Seen of 1 above 0.25: ffmpeg -Y+X 1 0.25, +Y+X 1 0.25, -Y-X 1 0.25, XYZ 1 0.25, EXPOSURE 2 1 0.25; OpenCV -Y+X 1 0.25, +Y+X refused, -Y-X refused, XYZ refused, EXPOSURE 2 1 0.25
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 opencv-python-headless==5.0.0.93
cat > look.py <<'SCRIPT'
import subprocess
import cv2
import imageio_ffmpeg
import numpy

# Two dots: 1 and 0.25 in all colours
DOTS = bytes([128, 128, 128, 129, 128, 128, 128, 127])
FILES = {
    "-Y+X": ("rgbe", "", "-Y 2 +X 1"),
    "+Y+X": ("rgbe", "", "+Y 2 +X 1"),
    "-Y-X": ("rgbe", "", "-Y 1 -X 2"),
    "XYZ": ("xyze", "", "-Y 2 +X 1"),
    "EXPOSURE 2": ("rgbe", "EXPOSURE=2.0\n", "-Y 2 +X 1"),
}
for name, (colours, line, sides) in FILES.items():
    open(f"{name}.hdr", "wb").write(f"#?RADIANCE\nFORMAT=32-bit_rle_{colours}\n{line}\n{sides}\n".encode() + DOTS)


def ffmpeg(name):
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", name, "-pix_fmt", "gbrpf32le", "-f", "rawvideo", "-"]
    return numpy.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout, "<f4")[:2]


def opencv(name):
    picture = cv2.imread(name, cv2.IMREAD_UNCHANGED)
    return None if picture is None else picture.reshape(-1, 3)[:, 0]


def told(read, name):
    values = read(f"{name}.hdr")
    return f"{name} " + ("refused" if values is None else " ".join(f"{value:g}" for value in values))


print(f"ffmpeg {', '.join(told(ffmpeg, name) for name in FILES)}; OpenCV {', '.join(told(opencv, name) for name in FILES)}")
SCRIPT
seen=$(venv/bin/python look.py 2> /dev/null)
echo "$seen"
[ "$seen" = 'ffmpeg -Y+X 1 0.25, +Y+X 1 0.25, -Y-X 1 0.25, XYZ 1 0.25, EXPOSURE 2 1 0.25; OpenCV -Y+X 1 0.25, +Y+X refused, -Y-X refused, XYZ refused, EXPOSURE 2 1 0.25' ] || { echo changed; exit 1; }
