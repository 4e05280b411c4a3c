#!/usr/bin/env bash
# courlan 1.4.0 of PyPI, which trafilatura and other crawlers clean addresses with, drops each key of a query that has no value. What Qiniu and Tencent COS are told to make of a picture is
# such a key: of "a.jpg?imageMogr2/thumbnail/100x", with "v=1" before it or not, "a.jpg" is left, the original, so that all sizes of a picture are one address, and "?acl" of OSS becomes
# the object. The key stays in normalize-url 9.0.1 and url-normalize 3.1.0; canonicalize_url() of w3lib 2.5.0 puts a "=" behind it. An x-oss-process, which has a value, stays in all.
# A good guess is that a cleaner drops keys that track, by their names.
# Seen: courlan a.jpg a.jpg?v=1 a.jpg, normalize-url kept, url-normalize kept, w3lib a.jpg?imageMogr2%2Fthumbnail%2F100x= a.jpg?imageMogr2%2Fthumbnail%2F100x=&v=1 a.jpg?acl=
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check courlan==1.4.0 url-normalize==3.1.0 w3lib==2.5.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts normalize-url@9.0.1 > /dev/null
cat > look.py <<'SCRIPT'
import subprocess
from courlan import clean_url
from url_normalize import url_normalize
from w3lib.url import canonicalize_url
host = "https://media.example.com/"
names = ["a.jpg?imageMogr2/thumbnail/100x", "a.jpg?v=1&imageMogr2/thumbnail/100x", "a.jpg?acl"]

def by_node(address):
    program = "import('normalize-url').then(({ default: normal }) => console.log(normal(%r, { sortQueryParameters: false })))" % address
    return subprocess.run(["node", "-e", program], capture_output=True, text=True, check=True).stdout.strip()

tools = {"courlan": clean_url, "normalize-url": by_node, "url-normalize": url_normalize, "w3lib": canonicalize_url}
for name, tool in tools.items():
    got = [tool(host + one)[len(host):] for one in names]
    print(name, "kept" if got == names else " ".join(got), end=", " if name != "w3lib" else "\n")
SCRIPT
seen=$(venv/bin/python look.py)
echo "$seen"
[ "$seen" = 'courlan a.jpg a.jpg?v=1 a.jpg, normalize-url kept, url-normalize kept, w3lib a.jpg?imageMogr2%2Fthumbnail%2F100x= a.jpg?imageMogr2%2Fthumbnail%2F100x=&v=1 a.jpg?acl=' ] || { echo changed; exit 1; }
