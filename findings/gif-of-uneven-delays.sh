#!/usr/bin/env bash
# A GIF shows red for 0.1 s, green for 0.5 s and blue for 0.1 s. VideoFileClip of moviepy 2.2.1 of PyPI lays its three pictures out at one rate, 4.35 a second: it shows red at 0.2 s and green at 0.65 s, and what it writes is another animation. OpenCV 5.0.0 tells the same rate and three pictures, and no time of each.
# decord 0.6.0 refuses the file. PyAV 18.1.0 has the times.
# A good guess is that moviepy, which makes a film of a GIF, shows at each time what the GIF shows then, as ffmpeg below it does.
# Seen at 0.05, 0.2, 0.55, 0.65 s: moviepy red red green green at a rate of 4.35; OpenCV 3 at 4.35, decord refused, PyAV 0.0 0.1 0.6
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==11.3.0 moviepy==2.2.1 av==18.1.0 opencv-python-headless==5.0.0.93 decord==0.6.0
cat > look.py <<'SCRIPT'
import av
import cv2
import decord
import moviepy
from PIL import Image

names = {(255, 0, 0): "red", (0, 255, 0): "green", (0, 0, 255): "blue"}
pictures = [Image.new("RGB", (64, 48), colour) for colour in names]
pictures[0].save("a.gif", save_all=True, append_images=pictures[1:], duration=[100, 500, 100])
clip = moviepy.VideoFileClip("a.gif")
print("moviepy", *(names[tuple(clip.get_frame(time)[0, 0].tolist())] for time in (0.05, 0.2, 0.55, 0.65)), f"at a rate of {clip.fps}", end="; ")
capture = cv2.VideoCapture("a.gif")
print(f"OpenCV {int(capture.get(cv2.CAP_PROP_FRAME_COUNT))} at {capture.get(cv2.CAP_PROP_FPS):.2f}", end=", ")
try:
    print("decord", len(decord.VideoReader("a.gif")), end=", ")
except decord.DECORDError:
    print("decord refused", end=", ")
print("PyAV", *(f"{picture.time:.1f}" for picture in av.open("a.gif").decode(video=0)))
SCRIPT
seen=$(venv/bin/python -W ignore look.py 2> errors) || { cat errors; exit 1; }
echo "$seen"
[ "$seen" = 'moviepy red red green green at a rate of 4.35; OpenCV 3 at 4.35, decord refused, PyAV 0.0 0.1 0.6' ] || { echo changed; exit 1; }
