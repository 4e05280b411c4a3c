#!/usr/bin/env bash
# A line break in an attribute of XML is written "&#10;", since a reader makes a blank of a bare one (XML 1.0, 3.3.3). etree 1.8.1 (github.com/beevik/etree) for Go writes it bare, and tabs and carriage returns too, so that a title of two lines is one to each reader that keeps to the rule, lxml 6.0.2 for one. etree itself and Go's
# encoding/xml do not keep to it and have the two lines, so that a test in Go sees nothing. A carriage return in a text goes the same way ("&#13;"). CanonicalAttrVal and CanonicalText of its WriteSettings write them rightly, and so does encoding/xml. quick-junit 0.8.0 for Rust, which writes the reports of nextest, leaves the line breaks of a message bare as well.
# A good guess is that what a package writes means what it was given, as encoding/xml sees to.
# Seen, title and text of lxml: etree 'x y z' 'r\ns', canonical 'x\ny\tz' 'r\r\ns', encoding/xml 'x\ny\tz' 'r\r\ns', quick-junit 'x y'; etree of its own "x\ny\tz"
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check lxml==6.0.2
cat > main.go <<'SCRIPT'
package main

import (
	"encoding/xml"
	"fmt"
	"os"

	"github.com/beevik/etree"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	for name, canonical := range map[string]bool{"etree.xml": false, "canonical.xml": true} {
		document := etree.NewDocument()
		document.WriteSettings = etree.WriteSettings{CanonicalAttrVal: canonical, CanonicalText: canonical}
		element := document.CreateElement("a")
		element.CreateAttr("title", "x\ny\tz")
		element.SetText("r\r\ns")
		if err := document.WriteToFile(name); err != nil {
			panic(err)
		}
	}
	type A struct {
		XMLName xml.Name `xml:"a"`
		Title   string   `xml:"title,attr"`
		Text    string   `xml:",chardata"`
	}
	if err := os.WriteFile("own.xml", must(xml.Marshal(A{Title: "x\ny\tz", Text: "r\r\ns"})), 0o644); err != nil {
		panic(err)
	}
	again := etree.NewDocument()
	if err := again.ReadFromFile("etree.xml"); err != nil {
		panic(err)
	}
	fmt.Printf("etree of its own %q", again.Root().SelectAttrValue("title", ""))
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/beevik/etree@v1.8.1 2> /dev/null
go=$(go run .)
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
quick-junit = "=0.8.0"
SCRIPT
cat > src/main.rs <<'SCRIPT'
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

fn main() {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_message("x\ny");
    let mut suite = TestSuite::new("look");
    suite.add_test_case(TestCase::new("look", status));
    let mut report = Report::new("look");
    report.add_test_suite(suite);
    std::fs::write("junit.xml", report.to_string().unwrap()).unwrap();
}
SCRIPT
cargo run --quiet 2> errors || { cat errors; exit 1; }
python=$(venv/bin/python - <<'SCRIPT'
from lxml import etree

roots = {name: etree.parse(f"{name}.xml").getroot() for name in ("etree", "canonical", "own", "junit")}
told = {name: f"{root.get('title')!r} {root.text!r}" for name, root in roots.items()}
print(f"etree {told['etree']}, canonical {told['canonical']}, encoding/xml {told['own']}, quick-junit {roots['junit'].find('.//failure').get('message')!r}")
SCRIPT
)
seen="$python; $go"
echo "$seen"
[ "$seen" = 'etree '"'"'x y z'"'"' '"'"'r\ns'"'"', canonical '"'"'x\ny\tz'"'"' '"'"'r\r\ns'"'"', encoding/xml '"'"'x\ny\tz'"'"' '"'"'r\r\ns'"'"', quick-junit '"'"'x y'"'"'; etree of its own "x\ny\tz"' ] || { echo changed; exit 1; }
