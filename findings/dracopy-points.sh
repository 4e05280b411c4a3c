#!/usr/bin/env bash
# DracoPy 2.2.0: a cloud of points that is encoded with the defaults comes back in another order, and without the points that stand on the same place: of 6 points, two of them
# equal, 5 are left. Labels or intensities that are kept beside it belong to other points then. With colours that differ all six come back, also in another order;
# preserve_order=True keeps number and order, and takes more bytes.
# A good guess is that a lossy codec for points moves them a little, and that the n-th stays the n-th.
# Seen: default 5 points, first 0.5 2.0 3.0; with colours 6 points, first 0.5 2.0 3.0; preserve_order 6 points, first 0.0 0.0 0.0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check DracoPy==2.2.0 numpy==2.4.6
seen=$("$folder/venv/bin/python" - <<'SCRIPT'
import DracoPy
import numpy
points = numpy.array([[0, 0, 0], [1, 0, 0], [1, 0, 0], [0.5, 2, 3], [3, 1, 1], [0.1, 0.2, 0.3]], dtype=numpy.float32)
colours = numpy.array([[at * 40, 0, 0] for at in range(6)], dtype=numpy.uint8)
found = []
for name, options in [("default", {}), ("with colours", {"colors": colours}), ("preserve_order", {"preserve_order": True})]:
    again = DracoPy.decode(DracoPy.encode(points, **options)).points
    found.append("%s %d points, first %s" % (name, len(again), " ".join("%.1f" % value for value in again[0])))
print("; ".join(found))
SCRIPT
)
echo "DracoPy 2.2.0: $seen"
[ "$seen" = 'default 5 points, first 0.5 2.0 3.0; with colours 6 points, first 0.5 2.0 3.0; preserve_order 6 points, first 0.0 0.0 0.0' ] || { echo changed; exit 1; }
