#!/usr/bin/env bash
# CATEGORIES of an iCalendar is a list with commas, and a comma inside of one of them has a backslash in front (RFC 5545, 3.8.1.2 and 3.3.11). golang-ical 0.3.4 (github.com/arran4/golang-ical) for Go hands "one\,two,three" out as one text, "one,two,three", in which the two commas cannot
# be told apart, and writes each with a backslash: the calendar that is read and written again, as a proxy or a filter does, has one category where two were. Lines end with LF alone on all systems but Windows, where the format asks for CR LF (3.1), unless Serialize() is given a WithNewLine of CR LF.
# And where an event has a DURATION instead of an end (3.6.1), GetEndAt() is an error. go-ical (2025-03-29, github.com/emersion/go-ical) for Go and icalendar 7.3.2 of PyPI keep the list and count the end.
# A good guess is that a library which takes the backslashes away knows where they belong, and that what it writes is the format on each system.
# Seen: golang-ical [one,two,three], written CATEGORIES:one\,two\,three, CR LF false, end property not found: DTEND; go-ical [one,two|three], written CATEGORIES:one\,two,three, end 11:30; icalendar [one,two|three], written CATEGORIES:one\,two,three, end 11:30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check icalendar==7.3.2
cat > write.py <<'SCRIPT'
lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//look//EN", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20261128T100000Z", "DTSTART:20261128T100000Z", "DURATION:PT1H30M", "SUMMARY:look", "CATEGORIES:one\\,two,three", "END:VEVENT", "END:VCALENDAR"]
open("a.ics", "w", newline="").write("".join(f"{line}\r\n" for line in lines))
SCRIPT
python3 write.py
cat > main.go <<'SCRIPT'
package main

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/emersion/go-ical"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

var line = regexp.MustCompile(`CATEGORIES:[^\r\n]*`)

func main() {
	data := must(os.ReadFile("a.ics"))
	calendar := must(ics.ParseCalendar(bytes.NewReader(data)))
	event := calendar.Events()[0]
	_, err := event.GetEndAt()
	text := calendar.Serialize()
	fmt.Printf("golang-ical [%s], written %s, CR LF %v, end %v", event.GetProperty(ics.ComponentPropertyCategories).Value, line.FindString(text), strings.Contains(text, "\r\n"), err)
	other := must(ical.NewDecoder(bytes.NewReader(data)).Decode())
	found := other.Events()[0]
	var written bytes.Buffer
	if err := ical.NewEncoder(&written).Encode(other); err != nil {
		panic(err)
	}
	fmt.Printf("; go-ical [%s], written %s, end %s", strings.Join(must(found.Props.Get("CATEGORIES").TextList()), "|"), line.FindString(written.String()), must(found.DateTimeEnd(time.UTC)).Format("15:04"))
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/arran4/golang-ical@v0.3.4 github.com/emersion/go-ical@v0.0.0-20250329121855-f41e73efc392 2> /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import icalendar

calendar = icalendar.Calendar.from_ical(open("a.ics", "rb").read())
event = calendar.walk("VEVENT")[0]
line = next(line for line in calendar.to_ical().decode().splitlines() if line.startswith("CATEGORIES"))
print(f"icalendar [{'|'.join(map(str, event['CATEGORIES'].cats))}], written {line}, end {event.end:%H:%M}")
SCRIPT
)
seen="$(go run .); $python"
echo "$seen"
[ "$seen" = 'golang-ical [one,two,three], written CATEGORIES:one\,two\,three, CR LF false, end property not found: DTEND; go-ical [one,two|three], written CATEGORIES:one\,two,three, end 11:30; icalendar [one,two|three], written CATEGORIES:one\,two,three, end 11:30' ] || { echo changed; exit 1; }
