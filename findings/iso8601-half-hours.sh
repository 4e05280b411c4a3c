#!/usr/bin/env bash
# The smallest part of a duration may have a decimal point (ISO 8601, 4.4.3.2 of 2004): half an hour is "PT0.5H". iso8601 0.6.6 for Rust reads it, without an error, as no time at all, and "PT1.5H" and "PT1.25M" too, the whole number in front of the point with it: a point is for seconds alone, and of those a thousandth is the smallest part, so that a microsecond,
# "PT0.000001S", is none either. Whether there was more in the text than was read it does not say. iso8601-duration 0.2.0 for Rust and sosodev/duration 1.4.0 for Go read all four.
# A good guess is that a parser which takes the digits behind the point makes something of them.
# Seen, seconds of PT0.5H PT1.5H PT1.25M PT0.000001S PT1.5S: iso8601 0 0 0 0 1.5, iso8601-duration 1800 5400 75 0.000001 1.5, sosodev/duration 1800 5400 75 1e-06 1.5
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
iso8601 = "=0.6.6"
iso8601-duration = "=0.2.0"
SCRIPT
cat > src/main.rs <<'SCRIPT'
use std::time::Duration;

fn main() {
    let texts = ["PT0.5H", "PT1.5H", "PT1.25M", "PT0.000001S", "PT1.5S"];
    let one = texts.map(|text| Duration::from(iso8601::duration(text).unwrap()).as_secs_f64().to_string());
    let other = texts.map(|text| text.parse::<iso8601_duration::Duration>().unwrap().to_std().unwrap().as_secs_f64().to_string());
    println!("iso8601 {}, iso8601-duration {}", one.join(" "), other.join(" "));
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"

	"github.com/sosodev/duration"
)

func main() {
	for _, text := range []string{"PT0.5H", "PT1.5H", "PT1.25M", "PT0.000001S", "PT1.5S"} {
		found, err := duration.Parse(text)
		if err != nil {
			panic(err)
		}
		fmt.Print(" ", found.ToTimeDuration().Seconds())
	}
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/sosodev/duration@v1.4.0 2> /dev/null
seen="$rust, sosodev/duration$(go run .)"
echo "$seen"
[ "$seen" = 'iso8601 0 0 0 0 1.5, iso8601-duration 1800 5400 75 0.000001 1.5, sosodev/duration 1800 5400 75 1e-06 1.5' ] || { echo changed; exit 1; }
