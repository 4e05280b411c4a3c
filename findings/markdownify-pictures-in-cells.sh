#!/usr/bin/env bash
# markdownify 1.2.3 of PyPI leaves of a picture in a heading or in a cell of a table its "alt" alone, and nothing at all where there is none: a table of products with thumbnails comes out with empty
# cells, and a picture that is a link takes its link along. In paragraphs and lists pictures stay. keep_inline_images_in has to name td, th, h1 and so on. html2text 2025.4.15 and
# turndown 7.2.5 keep all of them, since Markdown has pictures in both places.
# A good guess is that what stands in a paragraph stands in a cell.
# Seen, of p, li, td, h1: markdownify kept kept alt alt, td with a link and no alt gone, with td and h1 named kept kept kept kept, html2text kept kept kept kept, turndown kept kept kept kept
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check html2text==2025.4.15 markdownify==1.2.3
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts turndown@7.2.5 > /dev/null
first=$(venv/bin/python - <<'SCRIPT'
import html2text
from markdownify import markdownify

def page(name, inside='<img src="a.jpg" alt="house">'):
    element = "<%s>%s</%s>" % (name, inside, name)
    return {"td": "<table><tr><th>picture</th></tr><tr>%s</tr></table>", "li": "<ul>%s</ul>"}.get(name, "%s") % element

def kept(text):
    return "kept" if "![house](a.jpg)" in text else "alt" if "house" in text else "gone"

def all_of(convert):
    return " ".join(kept(convert(page(name))) for name in ("p", "li", "td", "h1"))

link = markdownify(page("td", '<a href="b.html"><img src="a.jpg"></a>'))
print("markdownify %s, td with a link and no alt %s, with td and h1 named %s, html2text %s" % (
    all_of(markdownify),
    "kept" if "a.jpg" in link or "b.html" in link else "gone",
    all_of(lambda text: markdownify(text, keep_inline_images_in=["td", "h1"])),
    all_of(html2text.html2text),
))
SCRIPT
)
second=$(node -e "
const convert = new (require('turndown'))()
const picture = '<img src=\"a.jpg\" alt=\"house\">'
const pages = ['<p>' + picture + '</p>', '<ul><li>' + picture + '</li></ul>', '<table><tr><td>' + picture + '</td></tr></table>', '<h1>' + picture + '</h1>']
console.log(pages.map(page => convert.turndown(page).includes('![house](a.jpg)') ? 'kept' : 'gone').join(' '))")
seen="$first, turndown $second"
echo "$seen"
[ "$seen" = 'markdownify kept kept alt alt, td with a link and no alt gone, with td and h1 named kept kept kept kept, html2text kept kept kept kept, turndown kept kept kept kept' ] || { echo changed; exit 1; }
