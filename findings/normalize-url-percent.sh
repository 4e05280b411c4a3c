#!/usr/bin/env bash
# normalize-url 9.0.1 decodes the path of an address and encodes it again, and "%25", an escaped percent sign, does not come back: "50%25off.jpg", which is the object "50%off.jpg", becomes
# "50%off.jpg", which is no escape and which decoders refuse, and "a%252Fb.jpg", the object "a%2Fb.jpg", becomes "a%2Fb.jpg", the object "a/b.jpg". The same in the query stays. purell 1.2.1
# for Go, and url-normalize 3.1.0 and w3lib 2.5.0 of PyPI, keep both. A good guess is that a normal form is another spelling of the same address, and that it is its own normal form.
# Seen: normalize-url 50%off.jpg a%2Fb.jpg, query kept, twice a%252520b a%20b; purell kept, url-normalize kept, w3lib kept
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOTOOLCHAIN=local
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check url-normalize==3.1.0 w3lib==2.5.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts normalize-url@9.0.1 > /dev/null
cat > look.mjs <<'SCRIPT'
import normalizeUrl from 'normalize-url'
const name = text => normalizeUrl(`https://media.example.com/${text}`).slice('https://media.example.com/'.length)
const query = 'a.jpg?v=50%25off'
console.log(`normalize-url ${name('50%25off.jpg')} ${name('a%252Fb.jpg')}, query ${name(query) === query ? 'kept' : name(query)}, twice a%252520b ${name(name('a%252520b'))}`)
SCRIPT
cat > look.py <<'SCRIPT'
from url_normalize import url_normalize
from w3lib.url import canonicalize_url
addresses = ["https://media.example.com/50%25off.jpg", "https://media.example.com/a%252Fb.jpg"]
for name, normal in (("url-normalize", url_normalize), ("w3lib", canonicalize_url)):
    print(", %s %s" % (name, "kept" if [normal(address) for address in addresses] == addresses else "changed"), end="")
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"

	"github.com/PuerkitoBio/purell"
)

func main() {
	word := "kept"
	for _, address := range []string{"https://media.example.com/50%25off.jpg", "https://media.example.com/a%252Fb.jpg"} {
		if purell.MustNormalizeURLString(address, purell.FlagsUsuallySafeGreedy) != address {
			word = "changed"
		}
	}
	fmt.Print("purell " + word)
}
SCRIPT
go mod init look 2> /dev/null
go get github.com/PuerkitoBio/purell@v1.2.1 2> /dev/null
seen="$(node look.mjs); $(go run .)$(venv/bin/python look.py)"
echo "$seen"
[ "$seen" = 'normalize-url 50%off.jpg a%2Fb.jpg, query kept, twice a%252520b a%20b; purell kept, url-normalize kept, w3lib kept' ] || { echo changed; exit 1; }
