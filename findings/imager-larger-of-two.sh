#!/usr/bin/env bash
# scale(xpixels => 50, ypixels => 50) of Imager 1.019 for Perl (libimager-perl of Debian 12) makes 75x50 of 300x199: of the two sizes that keep the shape it takes the larger, which covers the square and does not fit into it, as its manual says ("max", the default; "min" is 50x33). thumbnail() of Pillow 13.0.0, resize of sharp 0.35.5
# with "inside", and OSS with m_lfit, its default, stay within what was asked for.
# A good guess is that two sides which are given together are both limits.
# Seen of 300x199 into 50x50: Imager 75x50, min 50x33, nonprop 50x50; Pillow 50x33; sharp 50x33
# Needs libimager-perl.
set -euo pipefail
[ "$(perl -MImager -e 'print $Imager::VERSION' 2> /dev/null)" = 1.019 ] || { echo 'skipped: no Imager 1.019 (libimager-perl of Debian 12)'; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 > /dev/null
cat > look.pl <<'SCRIPT'
use strict;
use warnings;
use Imager;
my $picture = Imager->new(xsize => 300, ysize => 199);
sub told { my $scaled = $picture->scale(xpixels => 50, ypixels => 50, @_); return $scaled->getwidth . 'x' . $scaled->getheight }
print 'Imager ', told(), ', min ', told(type => 'min'), ', nonprop ', told(type => 'nonprop');
SCRIPT
pillow=$(venv/bin/python -c 'from PIL import Image; picture = Image.new("RGB", (300, 199)); picture.thumbnail((50, 50)); print("Pillow %dx%d" % picture.size)')
node=$(node -e "require('sharp')({ create: { width: 300, height: 199, channels: 3, background: 'red' } }).resize(50, 50, { fit: 'inside' }).png().toBuffer({ resolveWithObject: true }).then(({ info }) => console.log(\`sharp \${info.width}x\${info.height}\`))")
seen="$(perl look.pl); $pillow; $node"
echo "$seen"
[ "$seen" = 'Imager 75x50, min 50x33, nonprop 50x50; Pillow 50x33; sharp 50x33' ] || { echo changed; exit 1; }
