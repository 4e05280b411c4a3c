#!/usr/bin/env bash
# fsspec 2026.9.0, which s3fs, ossfs and pandas stand on, takes a name with "[", "?" or "*" for a pattern in some of its methods, also where an object of just that name exists: of "a[1].jpg", as
# browsers name a second download, open(), exists() and cat_file() take the object itself; cat() gives the content of "a1.jpg", and rm() deletes "a1.jpg" and leaves
# "a[1].jpg". rm_file() deletes the right one. A good guess is that one name is one object in all methods, at least where it exists.
# Seen of a[1].jpg and a1.jpg: exists True, open a[1].jpg, cat_file a[1].jpg, cat a1.jpg; left by rm a[1].jpg, left by rm_file a1.jpg
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check fsspec==2026.9.0
seen=$("$folder/venv/bin/python" - <<'SCRIPT'
import fsspec

def store():
    files = fsspec.filesystem("memory")
    for name in ("a[1].jpg", "a1.jpg"):
        files.pipe_file("media/" + name, name.encode())
    return files

name = "media/a[1].jpg"
files = store()
whole = files.cat(name)
text = whole if isinstance(whole, bytes) else b" ".join(whole.values())
reads = "exists %s, open %s, cat_file %s, cat %s" % (files.exists(name), files.open(name).read().decode(), files.cat_file(name).decode(), text.decode())
left = []
for remove in ("rm", "rm_file"):
    files = store()
    getattr(files, remove)(name)
    left.append("left by %s %s" % (remove, " ".join(path.rsplit("/", 1)[1] for path in files.find("media"))))
print(reads + "; " + ", ".join(left))
SCRIPT
)
echo "fsspec 2026.9.0: $seen"
[ "$seen" = 'exists True, open a[1].jpg, cat_file a[1].jpg, cat a1.jpg; left by rm a[1].jpg, left by rm_file a1.jpg' ] || { echo changed; exit 1; }
