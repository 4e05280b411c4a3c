#!/usr/bin/env bash
# laspy 2.7.0: points of format 3 that are converted to format 6 or 7, as programs for large clouds ask for it, have an angle of 0 each: what was "scan_angle_rank" in whole degrees is "scan_angle" in steps of 0.006 degrees there (LAS 1.4, tables 7 and 9), and the one
# is not made of the other, in either direction. And numbers that do not fit are cut to their lowest bits without a word: a colour of 70000 is 4464, an intensity of -1 is 65535; a class of 40 in format 3 is refused.
# A good guess is that a conversion keeps the angle in its new unit, and that colours are refused, or cut at 65535, as classes are.
# Seen: angles -15 15 in format 3 are 0 0 in format 6, -2500 2500 in format 6 are 0 0 in format 3; red 255 4464, intensity 65535 1, class OverflowError
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check laspy==2.7.0 numpy==2.4.6
seen=$(venv/bin/python - <<'SCRIPT'
import laspy
import numpy


def cloud(point_format, version):
    points = laspy.LasData(laspy.LasHeader(point_format=point_format, version=version))
    points.x = points.y = points.z = numpy.array([0.0, 1.0])
    return points


old = cloud(3, "1.2")
old.scan_angle_rank = numpy.array([-15, 15])
new = cloud(6, "1.4")
new.scan_angle = numpy.array([-2500, 2500])
converted = [*laspy.convert(old, point_format_id=6).scan_angle], [*laspy.convert(new, point_format_id=3).scan_angle_rank]
old.red = numpy.array([255, 70000])
old.intensity = numpy.array([-1, 1])
try:
    old.classification = numpy.array([2, 40])
    kind = "taken"
except Exception as error:
    kind = type(error).__name__
print("angles -15 15 in format 3 are", *converted[0], "in format 6, -2500 2500 in format 6 are", *converted[1], "in format 3", end="; ")
print("red", *old.red, end=", ")
print("intensity", *old.intensity, end=", ")
print("class", kind)
SCRIPT
)
echo "laspy 2.7.0: $seen"
[ "$seen" = 'angles -15 15 in format 3 are 0 0 in format 6, -2500 2500 in format 6 are 0 0 in format 3; red 255 4464, intensity 65535 1, class OverflowError' ] || { echo changed; exit 1; }
