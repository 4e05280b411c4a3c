#!/usr/bin/env bash
# Sprintf of a golang.org/x/text/message Printer reads the verbs of fmt, and %d and %v group the digits of a number for the language: "image/resize,w_%d" with 1000
# becomes "w_1,000" in English, Chinese and without a language, which is a width of 1 and a parameter "000"; "w_1.000" in German, other digits in Arabic.
# %s of a text and %x stay as they are. A good guess is that only translated sentences differ, and that a format without a translation is that of fmt.
# Seen: fmt w_1000, en w_1,000, zh w_1,000, und w_1,000, de w_1.000, ar w_١٬٠٠٠
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

func main() {
	fmt.Print(fmt.Sprintf("fmt w_%d", 1000))
	for _, tag := range []language.Tag{language.English, language.Chinese, language.Und, language.German, language.Arabic} {
		fmt.Print(", ", tag, " ", message.NewPrinter(tag).Sprintf("w_%d", 1000))
	}
	fmt.Println()
}
SCRIPT
go mod init look > /dev/null 2>&1
go get golang.org/x/text@v0.44.0 > /dev/null 2>&1
seen=$(go run .)
echo "golang.org/x/text v0.44.0: $seen"
[ "$seen" = 'fmt w_1000, en w_1,000, zh w_1,000, und w_1,000, de w_1.000, ar w_١٬٠٠٠' ] || { echo changed; exit 1; }
