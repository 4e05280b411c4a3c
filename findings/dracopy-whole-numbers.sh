#!/usr/bin/env bash
# DracoPy 2.2.0 takes points of whole numbers (int32, millimetres of a scanner) without a word, and what is decoded are the patterns of bits that these numbers have as
# floats, read as numbers: 1 comes back as 1065353216, 2 as 1073741824. The same points as float32 come back as they were, to the step of the quantisation.
# A good guess is that whole numbers are converted, or refused.
# Seen: int32 1 2 3 is 1065353216 1073741824 1077936128, float32 1 2 3 is 1 2 3
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check DracoPy==2.2.0 numpy==2.4.6
seen=$("$folder/venv/bin/python" - <<'SCRIPT'
import DracoPy
import numpy
found = []
for kind in (numpy.int32, numpy.float32):
    points = numpy.array([[1, 2, 3], [0, 0, 0], [100, 200, 300]], dtype=kind)
    again = DracoPy.decode(DracoPy.encode(points, preserve_order=True)).points[0]
    found.append("%s 1 2 3 is %s" % (kind.__name__, " ".join("%.0f" % value for value in again)))
print(", ".join(found))
SCRIPT
)
echo "DracoPy 2.2.0: $seen"
[ "$seen" = 'int32 1 2 3 is 1065353216 1073741824 1077936128, float32 1 2 3 is 1 2 3' ] || { echo changed; exit 1; }
