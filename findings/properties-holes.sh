#!/usr/bin/env bash
# A process string with a hole for the program to fill, "image/resize,w_${w}", in a file of properties. properties 1.18.13 (github.com/magiconair/properties) for Go, by which Viper read such files, fills the hole itself while it reads: with another key of the file, else with a variable of the environment, else with nothing, without an error: "image/resize,w_".
# Whoever has a variable of that name gets its value. "$${w}" does not help, only DisableExpansion, or other marks (Prefix, Postfix). The format knows no holes (java.util.Properties): Java's own reader, java-properties 2.0.0 for Rust and jproperties 2.1.2 of PyPI leave them.
# A good guess is that a key that is nowhere is an error or stays as it is.
# Seen: properties [image/resize,w_], with w in the environment [image/resize,w_7], of $${w} [image/resize,w_$], DisableExpansion [image/resize,w_${w}]; Java [image/resize,w_${w}], java-properties [image/resize,w_${w}], jproperties [image/resize,w_${w}]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jproperties==2.1.2
printf 'process = image/resize,w_${w}\n' > a.properties
printf 'process = image/resize,w_$${w}\n' > b.properties
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"

	"github.com/magiconair/properties"
)

func read(name string, off bool) string {
	loader := properties.Loader{Encoding: properties.UTF8, DisableExpansion: off}
	found, err := loader.LoadFile(name)
	if err != nil {
		return err.Error()
	}
	return "[" + found.GetString("process", "none") + "]"
}

func main() {
	fmt.Print("properties ", read("a.properties", false))
	os.Setenv("w", "7")
	fmt.Print(", with w in the environment ", read("a.properties", false))
	os.Unsetenv("w")
	fmt.Print(", of $${w} ", read("b.properties", false), ", DisableExpansion ", read("a.properties", true))
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/magiconair/properties@v1.18.13 2> /dev/null
cat > Look.java <<'SCRIPT'
import java.io.FileReader;
import java.util.Properties;

public class Look {
    public static void main(String[] words) throws Exception {
        Properties found = new Properties();
        found.load(new FileReader("a.properties"));
        System.out.println("Java [" + found.getProperty("process") + "]");
    }
}
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
    println!("java-properties [{}]", found["process"]);
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
python=$(venv/bin/python - <<'SCRIPT'
from jproperties import Properties

found = Properties()
found.load(open("a.properties", "rb"))
print(f"jproperties [{found['process'].data}]")
SCRIPT
)
seen="$(env -u w go run .); $(java Look.java), $rust, $python"
echo "$seen"
[ "$seen" = 'properties [image/resize,w_], with w in the environment [image/resize,w_7], of $${w} [image/resize,w_$], DisableExpansion [image/resize,w_${w}]; Java [image/resize,w_${w}], java-properties [image/resize,w_${w}], jproperties [image/resize,w_${w}]' ] || { echo changed; exit 1; }
