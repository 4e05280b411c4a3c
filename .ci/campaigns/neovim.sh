#!/usr/bin/env bash
# Opens a file with a mistake in Neovim with the set-up of examples/editors: the finding, the words, the fix. Left out where there is no Neovim.
set -euo pipefail
cd "$(dirname "$0")/../.."
nvim=${NEOVIM:-nvim}
command -v "$nvim" >/dev/null || { echo 'neovim: left out, there is no nvim on the PATH'; exit 0; }
[ -f dist/server.cjs ] || npm run --silent build
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
printf '#!/bin/sh\nexec node "%s/dist/bin.cjs" "$@"\n' "$PWD" > "$folder/bin/oss-process"
chmod +x "$folder/bin/oss-process"
printf "const 图 = base + '?x-oss-process=image/resize,w_0'\n" > "$folder/a.ts"
seen=$(LANG=C.UTF-8 PATH="$folder/bin:$PATH" timeout 50 "$nvim" --headless -u NONE \
  --cmd 'filetype on' --cmd 'source examples/editors/neovim/oss-process.lua' "$folder/a.ts" \
  -c 'luafile test/campaign/neovim/try.lua')
expected="0:50 parameter-range w is 0, but image/resize takes an integer from 1 to 16384.
**w: width**  
an integer from 1 to 16384 px
const 图 = base + '?x-oss-process=image/resize,w_1'
0 left"
[ "$seen" = "$expected" ] && echo "neovim: $("$nvim" --version | head -1) saw the finding, the words and the fix" || {
  diff <(echo "$expected") <(echo "$seen")
  exit 1
}
