#!/usr/bin/env bash
# Opens a list with a mistake in Emacs with the set-up of examples/editors: the finding, the words, the fix. Left out where there is no
# Emacs with eglot and none may be installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
has_eglot() { command -v emacs > /dev/null && emacs --batch --eval "(require 'eglot)" > /dev/null 2>&1; }
has_eglot || .ci/debian emacs-nox elpa-eglot
has_eglot || { echo 'emacs: left out, there is no Emacs with eglot'; exit 0; }
[ -f dist/server.cjs ] || npm run --silent build
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
printf '#!/bin/sh\nexec node "%s/dist/bin.cjs" "$@"\n' "$PWD" > "$folder/bin/oss-process"
chmod +x "$folder/bin/oss-process"
printf '# 图\nimage/resize,w_0\n' > "$folder/a.oss"
seen=$(LANG=C.UTF-8 HOME="$folder" TRY_FILE="$folder/a.oss" PATH="$folder/bin:$PATH" timeout 90 emacs --batch \
  -l examples/editors/emacs/oss-process.el -l test/campaign/emacs/try.el 2> "$folder/log") || {
  tail -20 "$folder/log"
  exit 1
}
expected="20-21 oss-process [parameter-range]: w is 0, but image/resize takes an integer from 1 to 16384.
w: width
an integer from 1 to 16384 px
# 图
image/resize,w_1
0 left"
[ "$seen" = "$expected" ] && echo "emacs: $(emacs --version | head -1) with eglot saw the finding, the words and the fix" || {
  diff <(echo "$expected") <(echo "$seen")
  exit 1
}
