#!/usr/bin/env bash
# xml2 of Debian 12 makes lines of a document for grep and sed, and 2xml a document of lines: "xml2 < a.xml | 2xml" is how documents are changed in scripts. Of two elements of one name without attributes the second comes back with a line break in front of its text: of the keys of a list of objects, <Key>a</Key><Key>b</Key>, the second is another key.
# Between them stands a line with the name alone, and 2xml takes the line behind it for a second line of the same text. Elements with an attribute, and those of different names, come back as they were.
# A line break in an attribute becomes a bare one in the same way ("&#10;" before), which a reader makes a blank of (XML 1.0, 3.3.3).
# A good guess is that the two programs of one package undo each other.
# Seen: lines /l/k=a /l/k /l/k=b; back ['a', '\nb', '\nc'], with attributes ['a', 'b', 'c'], of two names ['a', 'b'], title 'x y'
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq xml2 2> /dev/null
dpkg -x xml2_*.deb .
back() { printf '%s' "$1" | usr/bin/xml2 | usr/bin/2xml | python3 -c 'import sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.read())
print(repr(root.get("t")) if root.get("t") else [one.text for one in root])'; }
lines=$(printf '<l><k>a</k><k>b</k></l>' | usr/bin/xml2 | tr '\n' ' ')
seen="lines ${lines% }; back $(back '<l><k>a</k><k>b</k><k>c</k></l>'), with attributes $(back '<l><k n="1">a</k><k n="2">b</k><k n="3">c</k></l>'), of two names $(back '<l><k>a</k><m>b</m></l>'), title $(back '<l t="x&#10;y"/>')"
echo "$seen"
[ "$seen" = 'lines /l/k=a /l/k /l/k=b; back ['"'"'a'"'"', '"'"'\nb'"'"', '"'"'\nc'"'"'], with attributes ['"'"'a'"'"', '"'"'b'"'"', '"'"'c'"'"'], of two names ['"'"'a'"'"', '"'"'b'"'"'], title '"'"'x y'"'"'' ] || { echo changed; exit 1; }
