#!/usr/bin/env bash
# A width with a point is a part of the picture in the addresses of Cloudinary, and one without it a number of pixels: w_1.0 is the whole width, w_1 a picture one pixel wide. The number 1.0 in a configuration is "w_1.0" in Cloudinary's SDK for Python (1.46.3), and "w_1" in
# cloudinary 2.11.0 and @cloudinary/url-gen 1.22.0 for JavaScript, where no number has a point when it is whole: a series 0.25, 0.5, 1.0 ends in a picture of one pixel. The text "1.0" is kept; 0.5 is alike in all.
# A good guess is that SDKs of one company write one address for one transformation, or that they ask for a text where a number cannot say it.
# Seen of 0.5 and 1.0: Python w_0.5 w_1.0, cloudinary w_0.5 w_1, url-gen w_0.5 w_1, a text w_1.0 w_1.0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cloudinary==1.46.3
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts cloudinary@2.11.0 @cloudinary/url-gen@1.22.0 > /dev/null
cat > look.mjs <<'SCRIPT'
import { Cloudinary } from '@cloudinary/url-gen'
import { scale } from '@cloudinary/url-gen/actions/resize'
import { v2 } from 'cloudinary'
v2.config({ cloud_name: 'demo' })
const modern = new Cloudinary({ cloud: { cloudName: 'demo' } })
const width = address => /w_[\d.]+/.exec(address)[0]
const classic = value => width(v2.url('a.jpg', { transformation: [{ width: value, crop: 'scale' }] }))
const generated = value => width(modern.image('a.jpg').resize(scale().width(value)).toURL())
console.log(`cloudinary ${classic(0.5)} ${classic(1.0)}, url-gen ${generated(0.5)} ${generated(1.0)}, a text ${classic('1.0')} ${generated('1.0')}`)
SCRIPT
python=$(venv/bin/python - <<'SCRIPT'
import re
import cloudinary
from cloudinary.utils import cloudinary_url

cloudinary.config(cloud_name="demo")
print("Python", *(re.search(r"w_[\d.]+", cloudinary_url("a.jpg", transformation=[{"width": width, "crop": "scale"}])[0])[0] for width in (0.5, 1.0)))
SCRIPT
)
seen="$python, $(node look.mjs)"
echo "$seen"
[ "$seen" = 'Python w_0.5 w_1.0, cloudinary w_0.5 w_1, url-gen w_0.5 w_1, a text w_1.0 w_1.0' ] || { echo changed; exit 1; }
