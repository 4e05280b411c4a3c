#!/usr/bin/env bash
# gitignore_parser 0.1.13 of PyPI ignores for the pattern "node_modules" the folder and nothing in it: "node_modules/a/b.js" is not ignored, while it is for "node_modules/". "src/*" leaves "src/lib/a.js" alike.
# pathspec 1.1.1 has three readers of the format with two answers: "gitignore" and GitIgnoreSpec; the former leaves what "src/*" has below another folder, too. And where a folder is ignored
# ("node_modules", "!node_modules/a") none of the two finds what git finds, that nothing below can be let in again. igittigitt 2.3.1 answers as git does.
# A good guess is that what is in an ignored folder is ignored, with or without the slash.
# Seen of node_modules, node_modules/, src/*, and node_modules with !node_modules/a: git yes yes yes yes, gitignore_parser no yes no no, pathspec gitignore yes yes no no, GitIgnoreSpec yes yes yes no, igittigitt yes
# yes yes yes
# Needs git.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check gitignore_parser==0.1.13 pathspec==1.1.1 igittigitt==2.3.1
git init --quiet tree
mkdir -p tree/node_modules/a tree/src/lib
touch tree/node_modules/a/b.js tree/src/lib/a.js
seen=$(venv/bin/python - <<'SCRIPT'
import pathlib
import subprocess
import gitignore_parser
import igittigitt
import pathspec

root = pathlib.Path("tree").resolve()
rules = root / ".gitignore"


def answers(lines, path):
    rules.write_text("".join(line + "\n" for line in lines))
    parser = igittigitt.IgnoreParser()
    parser.parse_rule_files(root)
    return {
        "git": subprocess.run(["git", "-C", str(root), "check-ignore", "--quiet", path]).returncode == 0,
        "gitignore_parser": gitignore_parser.parse_gitignore(rules)(root / path),
        "pathspec gitignore": pathspec.PathSpec.from_lines("gitignore", lines).match_file(path),
        "GitIgnoreSpec": pathspec.GitIgnoreSpec.from_lines(lines).match_file(path),
        "igittigitt": parser.match(root / path),
    }


inside, below = "node_modules/a/b.js", "src/lib/a.js"
found = [answers(["node_modules"], inside), answers(["node_modules/"], inside), answers(["src/*"], below), answers(["node_modules", "!node_modules/a"], inside)]
print(", ".join(f"{name} {' '.join('yes' if one[name] else 'no' for one in found)}" for name in found[0]))
SCRIPT
)
echo "$seen"
[ "$seen" = 'git yes yes yes yes, gitignore_parser no yes no no, pathspec gitignore yes yes no no, GitIgnoreSpec yes yes yes no, igittigitt yes yes yes yes' ] || { echo changed; exit 1; }
