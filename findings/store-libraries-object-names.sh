#!/usr/bin/env bash
# Two libraries that put many stores behind one interface write objects under other names than they are given. OpenDAL 0.47.12 makes "a/b.jpg" of "a//b.jpg", "a.jpg" of " a.jpg " and of "/a.jpg".
# obstore 0.12.1 (object_store of Arrow) keeps blanks, makes "a" of "a/" and "a.jpg" of "/a.jpg", and refuses "a//b.jpg" and "./a.jpg". All of these are names of objects,
# and an inventory has them, so that a copy by either leaves some out, or puts one over another. Seen with the stores in memory; both do it before a store is asked.
# A good guess is that a name of an object, which is no path, is taken as it is.
# Seen: OpenDAL a//b.jpg: a/b.jpg, " a.jpg ": a.jpg, /a.jpg: a.jpg, ./a.jpg: ./a.jpg; obstore a//b.jpg: refused, " a.jpg ": " a.jpg ", /a.jpg: a.jpg, ./a.jpg: refused, a/: a
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check opendal==0.47.12 obstore==0.12.1
seen=$("$folder/venv/bin/python" - <<'SCRIPT'
import obstore
import opendal
from obstore.store import MemoryStore

def shown(name):
    return '"%s"' % name if name != name.strip() else name

def by_opendal(name):
    operator = opendal.Operator("memory")
    operator.write(name, b"x")
    return [entry.path for entry in operator.scan("/")]

def by_obstore(name):
    store = MemoryStore()
    try:
        obstore.put(store, name, b"x")
    except ValueError:
        return ["refused"]
    return [entry["path"] for batch in obstore.list(store) for entry in batch]

names = ["a//b.jpg", " a.jpg ", "/a.jpg", "./a.jpg"]
for title, write, given in [("OpenDAL", by_opendal, names), ("obstore", by_obstore, names + ["a/"])]:
    print(title, ", ".join("%s: %s" % (shown(name), shown(write(name)[0])) for name in given), end="; " if write is by_opendal else "\n")
SCRIPT
)
echo "$seen"
[ "$seen" = 'OpenDAL a//b.jpg: a/b.jpg, " a.jpg ": a.jpg, /a.jpg: a.jpg, ./a.jpg: ./a.jpg; obstore a//b.jpg: refused, " a.jpg ": " a.jpg ", /a.jpg: a.jpg, ./a.jpg: refused, a/: a' ] || { echo changed; exit 1; }
