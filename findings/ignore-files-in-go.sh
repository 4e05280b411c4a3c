#!/usr/bin/env bash
# The two libraries with which programs in Go read ignore files differ from git. sabhiram/go-gitignore (2021-09-23) takes most marks of regular expressions in a pattern for what they mean there: "a|b" ignores
# "a", and "(group)/x.js", as folders of routes are named, ignores nothing; "[!a]" is no "not a"; a pattern with a slash inside, "x/build/" or "*/c", which git ties to the folder
# of the file, is found at any depth. go-git 5.19.3 hands "[!a]" to filepath.Match, which knows "[^a]" alone, and so ignores nothing.
# A good guess is that libraries which are named for git's format follow it, at least without the rare forms.
# Seen, ignored by git, sabhiram, go-git: "a|b" of a: no yes no; "(group)/x.js" of itself: yes no yes; "f[!a].js" of fb.js: yes no no; "x/build/" of y/x/build/o.js: no yes no; "*/c" of a/b/c: no yes no
# Needs git.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
git init --quiet tree
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/gitignore"
	ignore "github.com/sabhiram/go-gitignore"
)

func word(ignored bool) string {
	if ignored {
		return "yes"
	}
	return "no"
}

func main() {
	seen := []string{}
	for _, pair := range [][2]string{{"a|b", "a"}, {"(group)/x.js", "(group)/x.js"}, {"f[!a].js", "fb.js"}, {"x/build/", "y/x/build/o.js"}, {"*/c", "a/b/c"}} {
		pattern, path := pair[0], pair[1]
		if err := os.WriteFile("tree/.gitignore", []byte(pattern+"\n"), 0o644); err != nil {
			panic(err)
		}
		git := exec.Command("git", "-C", "tree", "check-ignore", "--quiet", path).Run() == nil
		sabhiram := ignore.CompileIgnoreLines(pattern).MatchesPath(path)
		goGit := gitignore.NewMatcher([]gitignore.Pattern{gitignore.ParsePattern(pattern, nil)}).Match(strings.Split(path, "/"), false)
		of := path
		if path == pattern {
			of = "itself"
		}
		seen = append(seen, fmt.Sprintf("%q of %s: %s %s %s", pattern, of, word(git), word(sabhiram), word(goGit)))
	}
	fmt.Println(strings.Join(seen, "; "))
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/sabhiram/go-gitignore@v0.0.0-20210923224102-525f6e181f06 github.com/go-git/go-git/v5/plumbing/format/gitignore@v5.19.3 2> /dev/null
seen=$(go run .)
echo "git, go-gitignore, go-git 5.19.3: $seen"
[ "$seen" = '"a|b" of a: no yes no; "(group)/x.js" of itself: yes no yes; "f[!a].js" of fb.js: yes no no; "x/build/" of y/x/build/o.js: no yes no; "*/c" of a/b/c: no yes no' ] || { echo changed; exit 1; }
