#!/usr/bin/env bash
# Which day is 1 in "0 0 * * 1"? Of three crates for Rust cron 0.17.0 and saffron 0.1.0 say Sunday, as Quartz counts, and croner 4.0.3 says Monday, as cron counts; 7 is Saturday, Saturday and Sunday, and 0 is
# refused by the first two. cron also wants both of a day of the month and a day of the week, where the others take either. A plan that is moved from a crontab, or from one crate to another, runs a day early
# without an error; "Mon" is Monday in all. A good guess is that the crate with the name of cron counts as cron does.
# Seen, cron saffron croner, first days of 2027: 1 Sun Sun Mon, 7 Sat Sat Sun, 0 refused refused Sun, Mon Mon Mon Mon; days of "0 0 13 * Fri": 1 64 64
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
chrono = "=0.4.45"
cron = "=0.17.0"
saffron = "=0.1.0"
croner = "=4.0.3"
SCRIPT
cat > src/main.rs <<'SCRIPT'
use chrono::{DateTime, Datelike, TimeZone, Utc};
use std::str::FromStr;

fn days(pattern: &str) -> [Option<Vec<DateTime<Utc>>>; 3] {
    let start = Utc.with_ymd_and_hms(2026, 12, 31, 23, 59, 0).unwrap();
    let year = |day: &DateTime<Utc>| day.year() == 2027;
    [
        cron::Schedule::from_str(&format!("0 {pattern}")).ok().map(|plan| plan.after(&start).take_while(year).collect()),
        pattern.parse::<saffron::Cron>().ok().map(|plan| plan.iter_after(start).take_while(year).collect()),
        croner::Cron::from_str(pattern).ok().map(|plan| plan.iter_after(start).take_while(year).collect()),
    ]
}

fn main() {
    let weeks = ["1", "7", "0", "Mon"].map(|week| {
        let firsts = days(&format!("0 0 * * {week}")).map(|found| found.map_or("refused".to_string(), |found| found[0].format("%a").to_string()));
        format!("{week} {}", firsts.join(" "))
    });
    let counts = days("0 0 13 * Fri").map(|found| found.map_or("refused".to_string(), |found| found.len().to_string()));
    println!("{}; days of \"0 0 13 * Fri\": {}", weeks.join(", "), counts.join(" "));
}
SCRIPT
seen=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
echo "cron 0.17.0, saffron 0.1.0, croner 4.0.3: $seen"
[ "$seen" = '1 Sun Sun Mon, 7 Sat Sat Sun, 0 refused refused Sun, Mon Mon Mon Mon; days of "0 0 13 * Fri": 1 64 64' ] || { echo changed; exit 1; }
