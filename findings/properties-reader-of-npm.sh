#!/usr/bin/env bash
# properties-reader 3.0.1 of npm reads files of properties, and not the format that Java writes under that name (java.util.Properties, "load"): "host: a", which is the key "host" with "a" there, is a key "host: a" without a value; a line that goes on behind a backslash ends at it, and the next one is a key; "\u00e9", as Java writes a letter beyond
# ISO 8859-1, stays six letters; the folder "C:\\new" is "C:\", a line break and "ew", as it takes "\n" before the two backslashes; java-properties 2.0.0 for Rust reads them as Java does.
# Numbers and truth values that get() makes of texts, "007" as 7, are in its documentation.
# A good guess is that a package of that name reads what Java's Properties wrote.
# Seen: properties-reader null "C:\\\new" "x \\" "\\u00e9" 7; java-properties "a" "C:\\new" "x y" "é" "007"
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts properties-reader@3.0.1 > /dev/null
printf '%s\n' 'host: a' 'folder = C:\\new' 'long = x \' '  y' 'name = \u00e9' 'number = 007' > a.properties
cat > look.cjs <<'SCRIPT'
const { propertiesReader } = require('properties-reader')
const found = propertiesReader({ sourceFile: 'a.properties' })
const told = key => JSON.stringify(found.get(key) ?? null)
console.log(`properties-reader ${told('host')} ${told('folder')} ${told('long')} ${told('name')} ${told('number')}`)
SCRIPT
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
java-properties = "=2.0.0"
SCRIPT
cat > src/main.rs <<'SCRIPT'
fn main() {
    let found = java_properties::read(std::fs::File::open("a.properties").unwrap()).unwrap();
    println!("java-properties {}", ["host", "folder", "long", "name", "number"].map(|key| format!("{:?}", found[key])).join(" "));
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
seen="$(node look.cjs); $rust"
echo "$seen"
[ "$seen" = 'properties-reader null "C:\\\new" "x \\" "\\u00e9" 7; java-properties "a" "C:\\new" "x y" "é" "007"' ] || { echo changed; exit 1; }
