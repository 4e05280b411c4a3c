#!/usr/bin/env bash
# White is in a PGM or PPM the number that its header names: 15 for a camera of four bits, 1000 for one of ten (Netpbm, pgm(5), "Maxval"). OpenCV 5.0.0 stretches it where the numbers are written as text and stand in one byte, so that 15 of 15 is 255. Of the same
# picture in the binary form 15 is 15, nearly black, and 1000 of 1000 is 1000 of 65535 in both forms, or 3 of 255 where a picture of 8 bits is asked for. Pillow 13.0.0 and ffmpeg 9.0.2 stretch all.
# A good guess is that text and bytes are two spellings of one picture, and that a reader which knows the number of the header for one knows it for the other.
# Seen, white and a part of it: OpenCV 15 text 255 51, 15 bytes 15 3, 1000 text 1000 500, 1000 bytes 1000 500, in 8 bits 3 1; Pillow 15 255 51, 1000 65535 32768, ffmpeg 65535 32768
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 opencv-python-headless==5.0.0.93 imageio-ffmpeg==0.8.1
printf 'P2\n2 1\n15\n15 3\n' > 15-text.pgm
printf 'P5\n2 1\n15\n\017\003' > 15-bytes.pgm
printf 'P2\n2 1\n1000\n1000 500\n' > 1000-text.pgm
printf 'P5\n2 1\n1000\n\003\350\001\364' > 1000-bytes.pgm
seen=$(venv/bin/python - <<'SCRIPT'
import struct
import subprocess
import cv2
import imageio_ffmpeg
from PIL import Image

opencv = [f"{kind} {form} " + " ".join(map(str, cv2.imread(f"{kind}-{form}.pgm", cv2.IMREAD_UNCHANGED)[0].tolist())) for kind in (15, 1000) for form in ("text", "bytes")]
opencv.append("in 8 bits " + " ".join(map(str, cv2.imread("1000-bytes.pgm", cv2.IMREAD_GRAYSCALE)[0].tolist())))
pillow = [f"{kind} {picture.getpixel((0, 0))} {picture.getpixel((1, 0))}" for kind in (15, 1000) for picture in [Image.open(f"{kind}-bytes.pgm")]]
raw = subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", "1000-bytes.pgm", "-pix_fmt", "gray16le", "-f", "rawvideo", "-"], capture_output=True, check=True).stdout
print(f"OpenCV {', '.join(opencv)}; Pillow {', '.join(pillow)}, ffmpeg", *struct.unpack("<2H", raw))
SCRIPT
)
echo "$seen"
[ "$seen" = 'OpenCV 15 text 255 51, 15 bytes 15 3, 1000 text 1000 500, 1000 bytes 1000 500, in 8 bits 3 1; Pillow 15 255 51, 1000 65535 32768, ffmpeg 65535 32768' ] || { echo changed; exit 1; }
