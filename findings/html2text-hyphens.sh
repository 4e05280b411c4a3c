#!/usr/bin/env bash
# html2text 2025.4.15 of PyPI wraps at 78 columns when it makes Markdown of HTML, and a hyphen is a place to wrap, also inside of an address: "?x-oss-process=..." is parted behind "x-oss-", so that
# the picture shows "a.jpg?x-oss-" or nothing and the rest of the address stands as text. protect_links, which is named for this, parts it too; with wrap_links False, or a width of 0, the
# address is whole. markdownify 1.2.3 leaves it whole. A good guess is that a converter wraps between words, and that no address is two words.
# Seen: html2text parted, with protect_links parted, without wrap_links whole, without a width whole, markdownify whole
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check html2text==2025.4.15 markdownify==1.2.3
seen=$("$folder/venv/bin/python" - <<'SCRIPT'
import html2text
import markdownify

address = "https://media.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_100/quality,q_80"
page = '<p>The house <img src="%s" alt="house"> from the street.</p>' % address

def converted(**options):
    converter = html2text.HTML2Text()
    for name, value in options.items():
        setattr(converter, name, value)
    return converter.handle(page)

texts = {
    "html2text": converted(),
    "with protect_links": converted(protect_links=True),
    "without wrap_links": converted(wrap_links=False),
    "without a width": converted(body_width=0),
    "markdownify": markdownify.markdownify(page),
}
print(", ".join("%s %s" % (name, "whole" if address in text else "parted" if "?x-oss-\nprocess" in text else "other") for name, text in texts.items()))
SCRIPT
)
echo "$seen"
[ "$seen" = 'html2text parted, with protect_links parted, without wrap_links whole, without a width whole, markdownify whole' ] || { echo changed; exit 1; }
