#!/usr/bin/env bash
# "color = #ff8000" in an INI: ini.v1 1.68.0 (gopkg.in/ini.v1, of Gitea and Grafana) for Go and configparser 3.3.0 for Rust take all behind the "#" for a comment, and the colour is an empty text, without an error, in the middle of a value as well: "a.jpg#xywh=1,2,3,4" loses its fragment. rust-ini 0.21.3 for Rust, ini4j 0.5.4 for Java, configparser of
# Python 3.11 and crudini 0.9.4 of Debian 12 have the colour. Backslashes part them otherwise: "C:\new" is "C:", a line break and "ew" to rust-ini and ini4j, and stays in the others. So of these six two lose the colour, two the folder, and the others keep both.
# ini.v1 has IgnoreInlineComment, configparser for Rust set_inline_comment_symbols(), rust-ini ParseOption, ini4j setEscape(false).
# A good guess is that a comment begins at the start of a line, or behind a blank and a value, and that a backslash is a letter as in Windows' own reader.
# Seen, colour, fragment, folder: ini.v1 [] [a.jpg] [C:\new], configparser of Rust [] [a.jpg] [C:\new], rust-ini [#ff8000] [a.jpg#xywh=1,2,3,4] [C:LFew], ini4j [#ff8000] [a.jpg#xywh=1,2,3,4] [C:LFew], Python [#ff8000] [a.jpg#xywh=1,2,3,4] [C:\new],
# crudini [#ff8000] [a.jpg#xywh=1,2,3,4] [C:\new]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
mkdir "$folder/src"
cd "$folder"
printf '[look]\ncolor = #ff8000\npart = a.jpg#xywh=1,2,3,4\nfolder = C:\\new\n' > a.ini
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"

	"gopkg.in/ini.v1"
)

func main() {
	file, err := ini.Load("a.ini")
	if err != nil {
		panic(err)
	}
	found := file.Section("look")
	fmt.Printf("[%s] [%s] [%s]", found.Key("color"), found.Key("part"), found.Key("folder"))
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get gopkg.in/ini.v1@v1.68.0 2> /dev/null
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
configparser = "=3.3.0"
rust-ini = "=0.21.3"
SCRIPT
cat > src/main.rs <<'SCRIPT'
fn main() {
    let keys = ["color", "part", "folder"];
    let mut first = configparser::ini::Ini::new();
    first.load("a.ini").unwrap();
    let second = ini::Ini::load_from_file("a.ini").unwrap();
    let told = |of: &dyn Fn(&str) -> String| keys.map(|key| format!("[{}]", of(key))).join(" ").replace('\n', "LF");
    print!("configparser of Rust {}, ", told(&|key| first.get("look", key).unwrap()));
    println!("rust-ini {}", told(&|key| second.get_from(Some("look"), key).unwrap().to_string()));
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=org.ini4j:ini4j:0.5.4 -DoutputDirectory="$folder" > /dev/null
cat > Look.java <<'SCRIPT'
import java.io.File;
import org.ini4j.Ini;

public class Look {
    public static void main(String[] words) throws Exception {
        var found = new Ini(new File("a.ini")).get("look");
        System.out.println(String.format("[%s] [%s] [%s]", found.get("color"), found.get("part"), found.get("folder")).replace("\n", "LF"));
    }
}
SCRIPT
apt-get download -qq crudini python3-iniparse python3-six 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
crudini() { PYTHONPATH=usr/lib/python3/dist-packages python3 usr/bin/crudini --get a.ini look "$1"; }
python=$(python3 -c 'import configparser
found = configparser.ConfigParser()
found.read("a.ini")
print("[{color}] [{part}] [{folder}]".format(**found["look"]))')
seen="ini.v1 $(go run .), $rust, ini4j $(java -cp ini4j-0.5.4.jar Look.java), Python $python, crudini [$(crudini color)] [$(crudini part)] [$(crudini folder)]"
echo "$seen"
[ "$seen" = 'ini.v1 [] [a.jpg] [C:\new], configparser of Rust [] [a.jpg] [C:\new], rust-ini [#ff8000] [a.jpg#xywh=1,2,3,4] [C:LFew], ini4j [#ff8000] [a.jpg#xywh=1,2,3,4] [C:LFew], Python [#ff8000] [a.jpg#xywh=1,2,3,4] [C:\new], crudini [#ff8000] [a.jpg#xywh=1,2,3,4] [C:\new]' ] || { echo changed; exit 1; }
