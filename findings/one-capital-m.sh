#!/usr/bin/env bash
# How long is "1M", as the age after which pictures go? A month of 30.44 days for humantime 2.4.0 for Rust, and a minute for duration-str 0.21.0 for Rust and for pytimeparse 1.1.10 and humanfriendly 10.0 of PyPI, 43,834
# times shorter, without an error; str2duration 2.1.0 for Go refuses it. A year, "1y", is 365.25 days to humantime and 365 to duration-str. "1h 30" is an hour and 30 seconds to duration-str and refused or None elsewhere.
# A good guess is that "m" and "M" are told apart where both exist, or that the one which does not exist is refused.
# Seen, seconds of 1m, 1M, 1h 30: humantime 60 2630016 refused, duration-str 60 60 3630, pytimeparse 60 60 None, humanfriendly 60 60 refused, str2duration 60 refused refused; 1y: humantime 31557600, duration-str 31536000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pytimeparse==1.1.10 humanfriendly==10.0
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
humantime = "=2.4.0"
duration-str = { version = "=0.21.0", default-features = false }
SCRIPT
cat > src/main.rs <<'SCRIPT'
use std::time::Duration;

fn show<E>(found: Result<Duration, E>) -> String {
    found.map_or("refused".to_string(), |duration| duration.as_secs().to_string())
}

fn main() {
    let words = ["1m", "1M", "1h 30"];
    println!("humantime {}, duration-str {}", words.map(|text| show(humantime::parse_duration(text))).join(" "), words.map(|text| show(duration_str::parse(text))).join(" "));
    println!("humantime {}, duration-str {}", show(humantime::parse_duration("1y")), show(duration_str::parse("1y")));
}
SCRIPT
cat > look.go <<'SCRIPT'
package main

import (
	"fmt"

	"github.com/xhit/go-str2duration/v2"
)

func main() {
	fmt.Print("str2duration")
	for _, text := range []string{"1m", "1M", "1h 30"} {
		if duration, err := str2duration.ParseDuration(text); err == nil {
			fmt.Print(" ", duration.Seconds())
		} else {
			fmt.Print(" refused")
		}
	}
	fmt.Println()
}
SCRIPT
cat > look.py <<'SCRIPT'
import humanfriendly, pytimeparse
def read(text):
    try:
        return "%d" % humanfriendly.parse_timespan(text)
    except humanfriendly.InvalidTimespan:
        return "refused"
words = ("1m", "1M", "1h 30")
print("pytimeparse %s, humanfriendly %s" % (" ".join(str(pytimeparse.parse(text)) for text in words), " ".join(map(read, words))))
SCRIPT
go mod init look > /dev/null 2>&1
go get github.com/xhit/go-str2duration/v2@v2.1.0 > /dev/null 2>&1
cargo run --quiet > rust 2> errors || { cat errors; exit 1; }
seen="$(head -n 1 rust), $(venv/bin/python look.py), $(go run look.go); 1y: $(tail -n 1 rust)"
echo "$seen"
[ "$seen" = 'humantime 60 2630016 refused, duration-str 60 60 3630, pytimeparse 60 60 None, humanfriendly 60 60 refused, str2duration 60 refused refused; 1y: humantime 31557600, duration-str 31536000' ] || { echo changed; exit 1; }
