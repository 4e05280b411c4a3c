#!/usr/bin/env bash
# Is "a.jpg" matched by "**/a.jpg", and "a/b.jpg" by "a/**/b.jpg"? doublestar 4.10.4 for Go and wcmatch 12.0.1 of PyPI say yes, as Git and shells do: "**/" is any number of folders, none too. gobwas/glob 1.1.0 for
# Go, told that "/" parts, and PathMatcher of the JDK say no: of "**/*.jpg" the objects at the root of a bucket are missing, and "a**b" crosses folders in these two, which is one star in doublestar.
# Negated sets go wrong the other way: "a[!b]c" matches "a/c" in gobwas and doublestar, where a "/" should part.
# A good guess is that a matcher which knows "**" knows it as Git does.
# Seen, doublestar gobwas JDK wcmatch: **/a.jpg true false false true, a/**/b.jpg true false false true, a**b of a/b false true true false, a[!b]c of a/c true true false false
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check wcmatch==12.0.1
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/gobwas/glob"
)

func main() {
	matched, err := doublestar.Match(os.Args[1], os.Args[2])
	if err != nil {
		panic(err)
	}
	fmt.Println(matched, glob.MustCompile(os.Args[1], '/').Match(os.Args[2]))
}
SCRIPT
cat > Look.java <<'SCRIPT'
import java.nio.file.FileSystems;
import java.nio.file.Path;

public class Look {
    public static void main(String[] words) {
        System.out.println(FileSystems.getDefault().getPathMatcher("glob:" + words[0]).matches(Path.of(words[1])));
    }
}
SCRIPT
cat > look.py <<'SCRIPT'
import sys
from wcmatch import glob
print(str(glob.globmatch(sys.argv[2], sys.argv[1], flags=glob.GLOBSTAR)).lower())
SCRIPT
go mod init look > /dev/null 2>&1
go get github.com/bmatcuk/doublestar/v4@v4.10.4 github.com/gobwas/glob@v1.1.0 > /dev/null 2>&1
go build -o look .
all() { echo "$(./look "$1" "$2") $(java Look.java "$1" "$2") $(venv/bin/python look.py "$1" "$2")"; }
seen="**/a.jpg $(all '**/a.jpg' a.jpg), a/**/b.jpg $(all 'a/**/b.jpg' a/b.jpg), a**b of a/b $(all 'a**b' a/b), a[!b]c of a/c $(all 'a[!b]c' a/c)"
echo "doublestar 4.10.4, gobwas/glob 1.1.0, $(java -version 2>&1 | head -n 1), wcmatch 12.0.1: $seen"
[ "$seen" = '**/a.jpg true false false true, a/**/b.jpg true false false true, a**b of a/b false true true false, a[!b]c of a/c true true false false' ] || { echo changed; exit 1; }
