#!/usr/bin/env bash
# The minifier of JSON of github.com/tdewolff/minify 2.24.25 for Go, which Hugo runs over what a site publishes, writes whole numbers with an exponent where that is shorter: 1000 is 1e3 and 20000 2e4. That is the same number in JSON and in JavaScript, and no whole number to typed readers:
# encoding/json of Go and serde_json 1.0.154 for Rust refuse it for an int, PyYAML 6.0.4, to which JSON is YAML, reads the text "1e3", and json of Python 1000.0, which is written "w_1000.0".
# A good guess is that minifying JSON takes blanks away and leaves values alone, or that each reader of JSON takes each form of a number.
# Seen: {"w":1e3,"bytes":2e4,"h":1200}; Go json: cannot unmarshal number 1e3 into Go struct field .w of type int; serde_json: invalid type: floating point `1000.0`, expected u32; PyYAML '1e3'; Python json 1000.0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyyaml==6.0.4
mkdir src
cat > main.go <<'SCRIPT'
package main

import (
	encoding "encoding/json"
	"fmt"
	"os"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/json"
)

func main() {
	minifier := minify.New()
	minifier.AddFunc("application/json", json.Minify)
	small, err := minifier.String("application/json", `{ "w": 1000, "bytes": 20000, "h": 1200 }`)
	if err != nil {
		panic(err)
	}
	if err := os.WriteFile("small.json", []byte(small), 0o644); err != nil {
		panic(err)
	}
	sides := struct {
		W int `json:"w"`
	}{}
	fmt.Printf("%s; Go %v\n", small, encoding.Unmarshal([]byte(small), &sides))
}
SCRIPT
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
serde_json = "=1.0.154"
SCRIPT
cat > src/main.rs <<'SCRIPT'
fn main() {
    let text = std::fs::read_to_string("small.json").unwrap();
    let sides = serde_json::from_str::<std::collections::BTreeMap<String, u32>>(&text);
    let words = sides.map_or_else(|error| error.to_string(), |sides| sides["w"].to_string());
    println!("{}", words.split(" at line").next().unwrap());
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/tdewolff/minify/v2@v2.24.25 2> /dev/null
go get github.com/tdewolff/minify/v2/json@v2.24.25 2> /dev/null
seen=$(go run .)
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
python=$(venv/bin/python - <<'SCRIPT'
import json
import yaml
text = open("small.json").read()
print("PyYAML", repr(yaml.safe_load(text)["w"]) + "; Python json", repr(json.loads(text)["w"]))
SCRIPT
)
seen="$seen; serde_json: $rust; $python"
echo "$seen"
[ "$seen" = '{"w":1e3,"bytes":2e4,"h":1200}; Go json: cannot unmarshal number 1e3 into Go struct field .w of type int; serde_json: invalid type: floating point `1000.0`, expected u32; PyYAML '"'"'1e3'"'"'; Python json 1000.0' ] || { echo changed; exit 1; }
