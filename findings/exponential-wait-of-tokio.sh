#!/usr/bin/env bash
# ExponentialBackoff::from_millis(100) of tokio-retry 0.3.2 for Rust waits 100 ms before the first repetition, 10 s before the second, 1000 s before the third and a day before the fourth: the number is the base of the powers, not the first wait. 100, 200, 400, 800 is from_millis(2).factor(50). Exponential::from_millis(100) of
# retry 2.2.0, which is named and called alike, waits 100, 200, 400 and 800 ms. A job whose picture is refused for a second stands still for a quarter of an hour.
# A good guess is that a wait of 100 ms that grows doubles, as it does in each other library; max_delay() hides that from a test.
# Seen: tokio-retry [100ms, 10s, 1000s, 100000s], from 2 by 50 [100ms, 200ms, 400ms, 800ms]; retry [100ms, 200ms, 400ms, 800ms]
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
retry = "=2.2.0"
tokio-retry = "=0.3.2"
SCRIPT
cat > src/main.rs <<'SCRIPT'
use retry::delay::Exponential;
use std::time::Duration;
use tokio_retry::strategy::ExponentialBackoff;

fn first(waits: impl Iterator<Item = Duration>) -> Vec<Duration> {
    waits.take(4).collect()
}

fn main() {
    let doubling = ExponentialBackoff::from_millis(2).factor(50);
    println!("tokio-retry {:?}, from 2 by 50 {:?}; retry {:?}", first(ExponentialBackoff::from_millis(100)), first(doubling), first(Exponential::from_millis(100)));
}
SCRIPT
seen=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
echo "$seen"
[ "$seen" = 'tokio-retry [100ms, 10s, 1000s, 100000s], from 2 by 50 [100ms, 200ms, 400ms, 800ms]; retry [100ms, 200ms, 400ms, 800ms]' ] || { echo changed; exit 1; }
