#!/usr/bin/env bash
# A cloud of points in PCD keeps the colour of a point in one number, red in the third byte, green in the second, blue in the lowest (PCL, "The PCD file format"). @loaders.gl/pcd 4.4.2 takes red for blue and blue for red: an orange of 255,128,0 is a blue of 0,128,255.
# And where the number is a whole one (TYPE U), as PCL writes it for colours with an alpha, it reads the digits as a float, and makes 0,128,127 of them. PCDLoader of three 0.187.0 reads both rightly, and so does pypcd4 1.5.1, which wrote the first.
# A good guess is that COLOR_0 is red, green, blue, as it is for PLY in the same package.
# Seen: written by pypcd4 @loaders.gl/pcd 0,128,255, three 255,128,0, pypcd4 255,128,0; TYPE U @loaders.gl/pcd 0,128,127, three 255,128,0; as PLY @loaders.gl/ply 255,128,0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypcd4==1.5.1 numpy==2.4.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @loaders.gl/core@4.4.5 @loaders.gl/pcd@4.4.2 @loaders.gl/ply@4.4.5 three@0.187.0 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import numpy
from pypcd4 import PointCloud

colour = PointCloud.encode_rgb(numpy.array([[255, 128, 0]], dtype=numpy.uint8))
PointCloud.from_xyzrgb_points(numpy.array([[1, 2, 3, colour[0]]], dtype=numpy.float32)).save("float.pcd")
print("pypcd4", ",".join(map(str, PointCloud.decode_rgb(PointCloud.from_path("float.pcd").numpy(["rgb"]))[0])))
header = "VERSION 0.7\nFIELDS x y z rgb\nSIZE 4 4 4 4\nTYPE F F F U\nCOUNT 1 1 1 1\nWIDTH 1\nHEIGHT 1\nVIEWPOINT 0 0 0 1 0 0 0\nPOINTS 1\nDATA ascii\n"
open("whole.pcd", "w").write(f"# .PCD v0.7\n{header}1 2 3 {255 << 16 | 128 << 8}\n")
fields = "".join(f"property {kind} {name}\n" for kind, names in (("float", "xyz"), ("uchar", ("red", "green", "blue"))) for name in names)
open("a.ply", "w").write(f"ply\nformat ascii 1.0\nelement vertex 1\n{fields}end_header\n1 2 3 255 128 0\n")
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { parse } from '@loaders.gl/core'
import { PCDLoader as Loader } from '@loaders.gl/pcd'
import { PLYLoader } from '@loaders.gl/ply'
import { Color } from 'three'
import { PCDLoader } from 'three/addons/loaders/PCDLoader.js'
const bytes = name => Uint8Array.from(readFileSync(name)).buffer
const loaders = async (name, loader) => [...(await parse(bytes(name), loader)).attributes.COLOR_0.value].join()
const three = name => {
  const [red, green, blue] = new PCDLoader().parse(bytes(name)).geometry.attributes.color.array
  const { r, g, b } = new Color(red, green, blue).convertLinearToSRGB()
  return [r, g, b].map(part => Math.round(part * 255)).join()
}
console.log(`written by pypcd4 @loaders.gl/pcd ${await loaders('float.pcd', Loader)}, three ${three('float.pcd')}, PYPCD4`
  + `; TYPE U @loaders.gl/pcd ${await loaders('whole.pcd', Loader)}, three ${three('whole.pcd')}; as PLY @loaders.gl/ply ${await loaders('a.ply', PLYLoader)}`)
SCRIPT
node=$(node look.mjs)
seen=${node/PYPCD4/$python}
echo "$seen"
[ "$seen" = 'written by pypcd4 @loaders.gl/pcd 0,128,255, three 255,128,0, pypcd4 255,128,0; TYPE U @loaders.gl/pcd 0,128,127, three 255,128,0; as PLY @loaders.gl/ply 255,128,0' ] || { echo changed; exit 1; }
