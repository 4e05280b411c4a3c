#!/usr/bin/env bash
# libthumbor 2.0.2 signs the name of a picture behind its options as it is, and what it signed means another picture where the first folder has the name of an option: of
# "left/a.jpg" 300 wide its own Url.parse_decrypted() takes "a.jpg" aligned to the left; without a size "100x200/a.jpg" becomes "a.jpg" of 100x200.
# Folders named after sizes are usual. A percent-encoded slash (left%2Fa.jpg) keeps the name whole.
# A good guess is that what a builder of addresses is given as the picture is the picture when its parser reads the address.
# Seen: left/a.jpg 300x0 is a.jpg, left; smart/a.jpg 300x0 is a.jpg, smart; 100x200/a.jpg is a.jpg of 100x200; fit-in/a.jpg is a.jpg, fit-in; a/left/b.jpg 300x0 is a/left/b.jpg; left%2Fa.jpg 300x0 is left%2Fa.jpg
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check libthumbor==2.0.2
seen=$("$folder/venv/bin/python" - <<'SCRIPT'
from libthumbor import CryptoURL
from libthumbor.url import Url

def read(picture, width=None):
    signed = CryptoURL(key="key").generate(image_url=picture, width=width)
    options = Url.parse_decrypted("/" + signed.split("/", 2)[2])
    text = "%s%s is %s" % (picture, " 300x0" if width else "", options["image"])
    if options["width"] and not width:
        text += " of %sx%s" % (options["width"], options["height"])
    for name in [options["halign"] if options["halign"] != "center" else None, "smart" if options["smart"] else None, "fit-in" if options["fit_in"] else None]:
        text += ", " + name if name else ""
    return text

print("; ".join([read("left/a.jpg", 300), read("smart/a.jpg", 300), read("100x200/a.jpg"), read("fit-in/a.jpg"), read("a/left/b.jpg", 300), read("left%2Fa.jpg", 300)]))
SCRIPT
)
echo "libthumbor 2.0.2: $seen"
[ "$seen" = 'left/a.jpg 300x0 is a.jpg, left; smart/a.jpg 300x0 is a.jpg, smart; 100x200/a.jpg is a.jpg of 100x200; fit-in/a.jpg is a.jpg, fit-in; a/left/b.jpg 300x0 is a/left/b.jpg; left%2Fa.jpg 300x0 is left%2Fa.jpg' ] || { echo changed; exit 1; }
