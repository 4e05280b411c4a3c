#!/usr/bin/env bash
# git writes a name with a letter beyond ASCII, a quote or a tab in quotes in a diff, and its bytes as octal numbers ("core.quotePath", which is on unless it is turned off): "+++ "b/\345\233\276.jpg"" is 图.jpg. Programs that comment on the changed lines of a pull request read diffs, and four readers have four names for it. unidiff 1.0.1 of PyPI takes "b/" out from
# between the quotes and keeps those and the numbers, gitdiff-parser 0.3.1 of npm cuts two letters for "b/" where the quote stands too, parse-diff 0.12.0 of npm keeps the numbers without quotes, and whatthepatch 1.0.7 of PyPI, which takes "b/" from other names, keeps all of it. None finds the file. Names in ASCII all four have rightly.
# A good guess is that a reader of git's diffs takes the quotes away, as git apply does.
# Seen: unidiff "\345\233\276.jpg", whatthepatch "b/\345\233\276.jpg", parse-diff \345\233\276.jpg, gitdiff-parser /\345\233\276.jpg"; in ASCII a.jpg a.jpg a.jpg a.jpg; git apply 图.jpg
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check unidiff==1.0.1 whatthepatch==1.0.7
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts parse-diff@0.12.0 gitdiff-parser@0.3.1 > /dev/null
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
for name in 图.jpg a.jpg; do
  git init --quiet work
  printf 'one\ntwo\n' > "work/$name"
  git -C work add .
  printf 'one\nthree\n' > "work/$name"
  git -C work diff > "diff-$([ "$name" = a.jpg ] && echo ascii || echo quoted)"
  rm -rf work
done
python=$(venv/bin/python - <<'SCRIPT'
import unidiff
import whatthepatch

for name in ("diff-quoted", "diff-ascii"):
    text = open(name).read()
    print(unidiff.PatchSet(text)[0].path, next(iter(whatthepatch.parse_patch(text))).header.new_path)
SCRIPT
)
cat > look.cjs <<'SCRIPT'
const text = require('node:fs').readFileSync(process.argv[2], 'utf8')
const parser = require('gitdiff-parser')
console.log(require('parse-diff')(text)[0].to, (parser.default ?? parser).parse(text)[0].newPath)
SCRIPT
read -r -d '' unidiff patch ascii other <<< "$python" || true
read -r first second <<< "$(node look.cjs diff-quoted)" || true
mkdir apply
printf 'one\ntwo\n' > apply/图.jpg
(cd apply && git apply ../diff-quoted)
applied=$(grep -l three apply/*)
seen="unidiff $unidiff, whatthepatch $patch, parse-diff $first, gitdiff-parser $second; in ASCII $ascii $other $(node look.cjs diff-ascii); git apply ${applied#apply/}"
echo "$seen"
[ "$seen" = 'unidiff "\345\233\276.jpg", whatthepatch "b/\345\233\276.jpg", parse-diff \345\233\276.jpg, gitdiff-parser /\345\233\276.jpg"; in ASCII a.jpg a.jpg a.jpg a.jpg; git apply 图.jpg' ] || { echo changed; exit 1; }
