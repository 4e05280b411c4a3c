#!/usr/bin/env bash
# EXIF writes a time as "2026:11:28 10:00:00". parse() of python-dateutil 4.0.0 takes the first part for a time of day of which nothing fits, and answers with today's date at 10:00:00, without an error: each picture of a
# collection was taken on the day it is read. The date alone, "2026:11:28", raises ParserError. araddon/dateparse for Go reads both rightly; dateparser 1.5.0 of PyPI answers None; Date of Node is invalid.
# A good guess is that a form which is not known raises, as the date alone does.
# Seen, where today is 1 January 2000: dateutil 2000-01-01T10:00:00 ParserError, dateparser None None, dateparse 2026-11-28T10:00:00 2026-11-28T00:00:00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-dateutil==4.0.0 dateparser==1.5.0
cat > look.py <<'SCRIPT'
import datetime
import warnings
import dateparser
from dateutil import parser
warnings.simplefilter("ignore")
today = datetime.datetime(2000, 1, 1)


def with_dateutil(text):
    try:
        return parser.parse(text, default=today).isoformat()
    except parser.ParserError as error:
        return type(error).__name__


texts = ("2026:11:28 10:00:00", "2026:11:28")
print("dateutil", *map(with_dateutil, texts), end=", dateparser ")
print(*(dateparser.parse(text, settings={"RELATIVE_BASE": today}) for text in texts))
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"

	"github.com/araddon/dateparse"
)

func main() {
	fmt.Print("dateparse")
	for _, text := range []string{"2026:11:28 10:00:00", "2026:11:28"} {
		fmt.Print(" ", dateparse.MustParse(text).Format("2006-01-02T15:04:05"))
	}
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/araddon/dateparse@v0.0.0-20210429162001-6b43995a97de 2> /dev/null
seen="$(venv/bin/python look.py), $(go run .)"
echo "$seen"
[ "$seen" = 'dateutil 2000-01-01T10:00:00 ParserError, dateparser None None, dateparse 2026-11-28T10:00:00 2026-11-28T00:00:00' ] || { echo changed; exit 1; }
