#!/usr/bin/env bash
# A line of the Language Server Protocol ends with LF, CR LF or CR. pygls 2.1.1 splits documents as Python does, and there a form feed, U+0085, U+2028 and U+2029 end a line too:
# behind one of them a server sees each position one line further down than the editor, and an edit that the editor sends for line 1 changes the rest of line 0: the two
# texts differ from then on. vscode-languageserver-textdocument 1.0.16 counts as the protocol says.
# A good guess is that a library for that protocol counts lines by it.
# Seen, lines and text after "X" was put at 1:0 of "a" + mark + "b LF c": pygls FF 3 a.Xb/c, U+0085 3 a.Xb/c, U+2028 3 a.Xb/c, U+2029 3 a.Xb/c; textdocument FF 2 a.b/Xc, U+0085 2 a.b/Xc, U+2028 2 a.b/Xc, U+2029 2 a.b/Xc
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pygls==2.1.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts vscode-languageserver-textdocument@1.0.16 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
from lsprotocol.types import Position, Range, TextDocumentContentChangePartial
from pygls.workspace import TextDocument
found = []
for name, mark in [("FF", "\x0c"), ("U+0085", "\x85"), ("U+2028", "\u2028"), ("U+2029", "\u2029")]:
    document = TextDocument("file:///a.txt", "a" + mark + "b\nc", language_id="plaintext")
    lines = len(document.lines)
    document.apply_change(TextDocumentContentChangePartial(range=Range(Position(1, 0), Position(1, 0)), text="X"))
    found.append("%s %d %s" % (name, lines, document.source.replace(mark, ".").replace("\n", "/")))
print("pygls " + ", ".join(found))
SCRIPT
)
cat > look.mjs <<'SCRIPT'
import { TextDocument } from 'vscode-languageserver-textdocument'
const found = Object.entries({ FF: '\f', 'U+0085': '\x85', 'U+2028': '\u2028', 'U+2029': '\u2029' }).map(([name, mark]) => {
  const document = TextDocument.create('file:///a.txt', 'plaintext', 1, `a${mark}b\nc`)
  const lines = document.lineCount
  const place = { line: 1, character: 0 }
  TextDocument.update(document, [{ range: { start: place, end: place }, text: 'X' }], 2)
  return `${name} ${lines} ${document.getText().replace(mark, '.').replace('\n', '/')}`
})
console.log(`textdocument ${found.join(', ')}`)
SCRIPT
seen="$python; $(node look.mjs)"
echo "$seen"
[ "$seen" = 'pygls FF 3 a.Xb/c, U+0085 3 a.Xb/c, U+2028 3 a.Xb/c, U+2029 3 a.Xb/c; textdocument FF 2 a.b/Xc, U+0085 2 a.b/Xc, U+2028 2 a.b/Xc, U+2029 2 a.b/Xc' ] || { echo changed; exit 1; }
