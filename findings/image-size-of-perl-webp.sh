#!/usr/bin/env bash
# imgsize() of Image::Size 3.300 for Perl (libimage-size-perl of Debian 12), by which wikis and blogs fill in width and height, knows the first of the three forms of a WebP alone ("VP8 ") and reads the other two as if they were it: a lossless one ("VP8L") of 64x40 is 12880x5922, and one with transparency, EXIF or movement ("VP8X") is
# 9984x0, without an error. Image::Info 1.43 for Perl and Pillow 13.0.0 tell 64x40 of all.
# A good guess is that a reader which looks for "VP8" looks at the letter behind it, or says that it does not know the file.
# Seen of 64x40, lossy, lossless, with transparency, with EXIF: Image::Size 64x40 12880x5922 9984x0 9984x0; Image::Info 64x40 64x40 64x40 64x40; Pillow 64x40 64x40 64x40 64x40
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq libimage-size-perl libimage-info-perl libio-stringy-perl 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
cat > look.py <<'SCRIPT'
from PIL import Image

picture = Image.new("RGB", (64, 40), (200, 100, 50))
exif = picture.getexif()
exif[0x010E] = "title"
picture.save("lossy.webp")
picture.save("lossless.webp", lossless=True)
picture.save("exif.webp", exif=exif)
picture.putalpha(128)
picture.save("clear.webp")
print("Pillow", *("%dx%d" % Image.open(f"{name}.webp").size for name in ("lossy", "lossless", "clear", "exif")))
SCRIPT
python=$(venv/bin/python look.py)
cat > look.pl <<'SCRIPT'
use strict;
use warnings;
use Image::Info qw(image_info);
use Image::Size;
my @names = map { "$_.webp" } qw(lossy lossless clear exif);
print 'Image::Size ', join(' ', map { join 'x', (imgsize($_))[0, 1] } @names), '; Image::Info ', join(' ', map { my $found = image_info($_); "$found->{width}x$found->{height}" } @names);
SCRIPT
seen="$(perl -Iusr/share/perl5 look.pl); $python"
echo "$seen"
[ "$seen" = 'Image::Size 64x40 12880x5922 9984x0 9984x0; Image::Info 64x40 64x40 64x40 64x40; Pillow 64x40 64x40 64x40 64x40' ] || { echo changed; exit 1; }
