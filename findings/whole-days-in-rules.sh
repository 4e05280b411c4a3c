#!/usr/bin/env bash
# What repeats by whole days, as birthdays and holidays do, starts at a date without a time: "DTSTART;VALUE=DATE:20261201" (RFC 5545, 3.8.2.4). rrulestr() of rrule 2.8.1 of npm does not know VALUE=DATE and says nothing: the rule starts now, so that each day on which a calendar is opened has other dates. rrule-go 1.8.2 (github.com/teambition/rrule-go)
# for Go refuses the line, with "bad TZID parameter format". python-dateutil 4.0.0 of PyPI and rrule 0.14.0 for Rust read it. Without VALUE=DATE, "DTSTART:20261201", all four have the first of December.
# A good guess is that a reader of rules takes the form in which calendars write half of them, or says no.
# Seen, first and second day: rrule of npm today tomorrow, without VALUE 2026-12-01 2026-12-02; rrule-go StrToDtStart failed: bad TZID parameter format, without VALUE 2026-12-01 2026-12-02; dateutil 2026-12-01 2026-12-02, without VALUE 2026-12-01 2026-12-02;
# rrule for Rust 2026-12-01 2026-12-02, without VALUE 2026-12-01 2026-12-02
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
export TZ=UTC
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-dateutil==4.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts rrule@2.8.1 > /dev/null
printf 'DTSTART;VALUE=DATE:20261201\nRRULE:FREQ=DAILY;COUNT=2' > whole
printf 'DTSTART:20261201\nRRULE:FREQ=DAILY;COUNT=2' > short
cat > look.cjs <<'SCRIPT'
const { readFileSync } = require('node:fs')
const { rrulestr } = require('rrule')
const day = time => time.toISOString().slice(0, 10)
const before = Date.now()
const found = name => rrulestr(readFileSync(name, 'utf8')).all()
const whole = found('whole')
// A start of now has no thousandths, and lies between the moment before and the moment after.
const now = Math.floor(before / 1000) * 1000 <= whole[0] && whole[0] <= Date.now()
const next = whole[1] - whole[0] === 86400000
console.log(`rrule of npm ${now && next ? 'today tomorrow' : whole.map(day).join(' ')}, without VALUE ${found('short').map(day).join(' ')}`)
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/teambition/rrule-go"
)

func days(name string) string {
	text, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	set, err := rrule.StrToRRuleSet(string(text))
	if err != nil {
		return err.Error()
	}
	all := []string{}
	for _, time := range set.All() {
		all = append(all, time.Format("2006-01-02"))
	}
	return strings.Join(all, " ")
}

func main() {
	fmt.Print("rrule-go ", days("whole"), ", without VALUE ", days("short"))
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/teambition/rrule-go@v1.8.2 2> /dev/null
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
rrule = "=0.14.0"
SCRIPT
cat > src/main.rs <<'SCRIPT'
fn days(name: &str) -> String {
    let set: rrule::RRuleSet = std::fs::read_to_string(name).unwrap().parse().unwrap();
    set.all(9).dates.iter().map(|time| time.format("%Y-%m-%d").to_string()).collect::<Vec<_>>().join(" ")
}

fn main() {
    println!("rrule for Rust {}, without VALUE {}", days("whole"), days("short"));
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
python=$(venv/bin/python - <<'SCRIPT'
from dateutil.rrule import rrulestr

days = {name: " ".join(f"{time:%Y-%m-%d}" for time in rrulestr(open(name).read())) for name in ("whole", "short")}
print(f"dateutil {days['whole']}, without VALUE {days['short']}")
SCRIPT
)
seen="$(node look.cjs); $(go run .); $python; $rust"
echo "$seen"
[ "$seen" = 'rrule of npm today tomorrow, without VALUE 2026-12-01 2026-12-02; rrule-go StrToDtStart failed: bad TZID parameter format, without VALUE 2026-12-01 2026-12-02; dateutil 2026-12-01 2026-12-02, without VALUE 2026-12-01 2026-12-02; rrule for Rust 2026-12-01 2026-12-02, without VALUE 2026-12-01 2026-12-02' ] || { echo changed; exit 1; }
