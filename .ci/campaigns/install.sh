#!/usr/bin/env bash
# Installs this revision in each way that README names, from a fresh clone: as a git dependency, as a tarball, by pre-commit and by the Action.
# Needs python3 with pip for pre-commit; what is missing is left out by name. Bounded: each step has its limit.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GIT_CONFIG_COUNT=3 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*' \
  GIT_CONFIG_KEY_1=user.name GIT_CONFIG_VALUE_1=ci GIT_CONFIG_KEY_2=user.email GIT_CONFIG_VALUE_2=ci@example.com
git clone -q "file://$root" "$work/clone"
revision=$(git -C "$work/clone" rev-parse HEAD)
wrong="const url = base + '?x-oss-process=image/resize,w_0'"
failed=0

# What npm and pip say when the network broke, and not the package.
network='ECONNRESET|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|ERR_SOCKET_TIMEOUT|network aborted|Connection aborted|Read timed out'

# What a command prints has to hold a text. A network that broke is tried again, as it says nothing about this package.
expect() {
  local name=$1 text=$2
  shift 2
  for pause in 10 30 60 end; do
    if timeout 400 "$@" > "$work/out" 2>&1; then status=0; else status=$?; fi
    grep -qE "$network" "$work/out" && [ "$pause" != end ] || break
    sleep "$pause"
  done
  if grep -qF -- "$text" "$work/out"; then
    echo "$name: right"
  else
    failed=1
    printf '%s: status %s, nothing of "%s" in:\n' "$name" "$status" "$text"
    tail -30 "$work/out"
  fi
}

project() {
  mkdir -p "$work/$1" && cd "$work/$1"
  printf '%s\n' "$wrong" > a.js
  printf '{ "private": true, "type": "module" }\n' > package.json
}

dependency() {
  npm install --no-audit --no-fund "$1" && npx --no oss-process lint --format unix a.js
  node -e 'import("oss-process").then(({ lint }) => console.log("imported", lint("image/resize,w_0").length))'
}
export -f dependency

project git
expect 'git dependency, the command' 'a.js:1:51: error: w is 0' bash -c "dependency 'git+file://$work/clone#$revision'"
grep -q '^imported 1$' "$work/out" && echo 'git dependency, the library: right' || failed=1

project global
expect 'git, global' 'installed 0.' bash -c "npm install -g --install-links --prefix '$work/prefix' 'git+file://$work/clone#$revision' && echo installed \$('$work/prefix/bin/oss-process' --version)"

project action
git init -q . && git add a.js
git clone -q "file://$root" "$work/action-clone"
cat > "$work/step.cjs" <<'END'
const { parse } = require(process.argv[2] + '/node_modules/yaml')
process.stdout.write(parse(require('node:fs').readFileSync(process.argv[3] + '/action.yml', 'utf8')).runs.steps[0].run)
END
node "$work/step.cjs" "$root" "$work/action-clone" > "$work/step.sh"
export OSS_PROCESS_PATHS=a.js OSS_PROCESS_ARGUMENTS='' OSS_PROCESS_SARIF="$work/out.sarif" GITHUB_ACTION_PATH="$work/action-clone" GITHUB_OUTPUT="$work/output"
expect 'Action' '::error file=a.js,line=1,' bash -e "$work/step.sh"
grep -q '^status=1$' "$work/output" && grep -q '"version": *"2.1.0"' "$work/out.sarif" && echo 'Action, its report: right' || failed=1

for version in 4.7.0 4.3.0; do
  if ! "$root/.ci/again" python3 -m pip install -q --target "$work/pre-commit-$version" "pre-commit==$version" > "$work/out" 2>&1; then
    echo "pre-commit $version: left out, pip cannot install it here"
    continue
  fi
  project "hooks-$version"
  git init -q .
  printf 'repos:\n- repo: file://%s\n  rev: %s\n  hooks: [{ id: oss-process, language_version: system }]\n' "$work/clone" "$revision" > .pre-commit-config.yaml
  git add .
  PYTHONPATH="$work/pre-commit-$version" PRE_COMMIT_HOME="$work/home-$version" \
    expect "pre-commit $version" 'error w is 0, but image/resize takes' python3 -m pre_commit run --all-files
done
exit "$failed"
