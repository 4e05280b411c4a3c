#!/usr/bin/env bash
# exiftool -j (12.57 of Debian 12) writes a text that looks like a number or a truth value without quotes: a picture with the title "True" has the title true, so that its letter is lost, the artist "123e45", a
# number of 48 digits, and the description "1.50", which readers make 1.5 of; "007" and "0x10" stay texts. The program that reads it gets another kind of value from picture to picture, and what -j wrote,
# read back by -j=FILE, is another picture. -X and -csv leave the texts as they are.
# A good guess is that a tag which is text is a text in JSON, as exiftool knows the types of all tags.
# Seen: Title True true, Artist 123e45 123e45, Description 1.50 1.50, Keywords False,007 [false,"007"]; by -csv True 123e45 1.50 False, 007; read back true
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq libimage-exiftool-perl 2> /dev/null
dpkg -x libimage-exiftool-perl_*.deb .
exiftool() { PERL5LIB="$folder/usr/share/perl5" perl usr/bin/exiftool -q "$@"; }
printf 'P6 1 1 255\nabc' > dot.ppm
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
venv/bin/python -c 'from PIL import Image; Image.open("dot.ppm").save("a.jpg")'
exiftool -overwrite_original -XMP:Title=True -Artist=123e45 -XMP:Description=1.50 -Keywords=False -Keywords=007 a.jpg
tags=(-XMP:Title -Artist -XMP:Description -Keywords)
exiftool -j "${tags[@]}" a.jpg > a.json
value() { sed -n "s/^ *\"$1\": \(.*[^,]\),\{0,1\}$/\1/p" a.json; }
csv=$(exiftool -csv "${tags[@]}" a.jpg | tail -n 1 | cut -d, -f2- | tr -d '"' | sed 's/,\([^ ]\)/ \1/g')
cp a.jpg b.jpg
sed 's/a\.jpg/b.jpg/' a.json > b.json
exiftool -overwrite_original -j=b.json b.jpg
seen="Title True $(value Title), Artist 123e45 $(value Artist), Description 1.50 $(value Description), Keywords False,007 $(value Keywords); by -csv $csv; read back $(exiftool -s3 -XMP:Title b.jpg)"
echo "exiftool $(exiftool -ver): $seen"
[ "$seen" = 'Title True true, Artist 123e45 123e45, Description 1.50 1.50, Keywords False,007 [false,"007"]; by -csv True 123e45 1.50 False, 007; read back true' ] || { echo changed; exit 1; }
