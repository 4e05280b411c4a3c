#!/usr/bin/env bash
# A clip that was cut at 0.5 s without encoding keeps the pictures before the cut, and an edit list hides them: of 50 pictures 37 are played. imread() of imageio 2.38.1 with its plugin pyav makes room for the 50 that the header counts, and fills 37: the last thirteen of the array are whatever lay in that memory, without an error; improps()
# says 50, and imiter() yields 37. decord 0.6.0 hands out all 50, the first at -0.52 s, so that its picture 0 is not the one that players show. OpenCV 5.0.0 counts 50 (CAP_PROP_FRAME_COUNT) and reads 37. moviepy 2.2.1 has 37.
# A good guess is that readers for training and cutting see what a player shows, or that an array has no pictures that nobody read.
# Seen, counted and read: PyAV 50 37, imageio 50 37 in an array of 50, decord 50 50 first at -0.52, OpenCV 50 37, moviepy 37 37
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio==2.38.1 imageio-ffmpeg==0.8.1 av==18.1.0 decord==0.6.0 opencv-python-headless==5.0.0.93 moviepy==2.2.1
cat > look.py <<'SCRIPT'
import subprocess
import av
import cv2
import decord
import imageio.v3
import imageio_ffmpeg
import moviepy

ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error"]
source = ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=25:duration=2"]
subprocess.run([*ffmpeg, *source, "-c:v", "libx264", "-bf", "2", "-g", "50", "-pix_fmt", "yuv420p", "whole.mp4"], check=True)
subprocess.run([*ffmpeg, "-ss", "0.5", "-i", "whole.mp4", "-c", "copy", "cut.mp4"], check=True)
container = av.open("cut.mp4")
print("PyAV", container.streams.video[0].frames, len(list(container.decode(video=0))), end=", ")
print("imageio", imageio.v3.improps("cut.mp4", plugin="pyav").shape[0], len(list(imageio.v3.imiter("cut.mp4", plugin="pyav"))), "in an array of", len(imageio.v3.imread("cut.mp4", plugin="pyav")), end=", ")
reader = decord.VideoReader("cut.mp4")
print("decord", len(reader), sum(1 for index in range(len(reader)) if reader[index] is not None), f"first at {reader.get_frame_timestamp(0)[0]:.2f}", end=", ")
capture = cv2.VideoCapture("cut.mp4")
print("OpenCV", int(capture.get(cv2.CAP_PROP_FRAME_COUNT)), sum(1 for _ in iter(lambda: capture.read()[0], False)), end=", ")
clip = moviepy.VideoFileClip("cut.mp4")
print("moviepy", clip.n_frames, sum(1 for _ in clip.iter_frames()))
SCRIPT
seen=$(venv/bin/python -W ignore look.py 2> errors) || { cat errors; exit 1; }
echo "$seen"
[ "$seen" = 'PyAV 50 37, imageio 50 37 in an array of 50, decord 50 50 first at -0.52, OpenCV 50 37, moviepy 37 37' ] || { echo changed; exit 1; }
