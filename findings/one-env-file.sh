#!/usr/bin/env bash
# One .env, seven readers. A hole, "image/resize,w_${width}", stays in dotenv 18.0.10 of npm, in Node 20.20.2, in dotenv-java 3.2.0 and in django-environ 0.14.0 of PyPI, and is emptied by python-dotenv 1.2.4 of PyPI and dotenvy 0.15.7 for Rust where no variable has the name. godotenv 1.5.1 for Go fills "${WIDTH}" and leaves "${width}":
# it knows capitals alone. Of "text_SGk=#1" dotenv, Node and dotenv-java take what stands behind "#" for a comment, and django-environ hands out a comment behind a blank as a part of the value. dotenvy makes a line feed of "\n" outside of quotes.
# A good guess is that a file which all of them were made to read for each other is one list of values.
# Seen, of w_${none}, w_${WIDTH} and w_${width} (5), text_SGk=#1, w_1 # a, a\nb, in JSON:
# dotenv "w_${none}" "w_${WIDTH}" "w_${width}" "text_SGk=" "w_1" "a\\nb"
# Node "w_${none}" "w_${WIDTH}" "w_${width}" "text_SGk=" "w_1" "a\\nb"
# dotenv-java "w_${none}" "w_${WIDTH}" "w_${width}" "text_SGk=" "w_1" "a\\nb"
# python-dotenv "w_" "w_5" "w_5" "text_SGk=#1" "w_1" "a\\nb"
# django-environ "w_${none}" "w_${WIDTH}" "w_${width}" "text_SGk=#1" "w_1 # a" "a\\nb"
# dotenvy "w_" "w_5" "w_5" "text_SGk=#1" "w_1" "a\nb"
# godotenv "w_${none}" "w_5" "w_${width}" "text_SGk=#1" "w_1" "a\\nb"
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-dotenv==1.2.4 django-environ==0.14.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts dotenv@18.0.10 > /dev/null
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=io.github.cdimascio:dotenv-java:3.2.0 -DoutputDirectory="$folder" > /dev/null
cat > .env <<'SCRIPT'
WIDTH=5
width=5
A=w_${none}
B=w_${WIDTH}
C=w_${width}
D=text_SGk=#1
E=w_1 # a
F=a\nb
SCRIPT
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
dotenvy = "=0.15.7"
SCRIPT
cat > src/main.rs <<'SCRIPT'
fn main() {
    let pairs: Vec<(String, String)> = dotenvy::from_path_iter(".env").unwrap().map(|pair| pair.unwrap()).collect();
    let values = ["A", "B", "C", "D", "E", "F"].map(|name| format!("{:?}", pairs.iter().find(|(found, _)| found == name).unwrap().1));
    println!("dotenvy {}", values.join(" "));
}
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"

	"github.com/joho/godotenv"
)

func main() {
	values, err := godotenv.Read(".env")
	if err != nil {
		panic(err)
	}
	fmt.Print("godotenv")
	for _, name := range []string{"A", "B", "C", "D", "E", "F"} {
		fmt.Printf(" %q", values[name])
	}
	fmt.Println()
}
SCRIPT
cat > Look.java <<'SCRIPT'
import io.github.cdimascio.dotenv.Dotenv;

public class Look {
    public static void main(String[] words) {
        Dotenv values = Dotenv.load();
        String line = "dotenv-java";
        for (String name : "A B C D E F".split(" ")) line += " \"" + values.get(name).replace("\\", "\\\\") + "\"";
        System.out.println(line);
    }
}
SCRIPT
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { parse } from 'dotenv'
const line = values => ['A', 'B', 'C', 'D', 'E', 'F'].map(name => JSON.stringify(values[name])).join(' ')
console.log(`dotenv ${line(parse(readFileSync('.env')))}\nNode ${line(process.env)}`)
SCRIPT
cat > look.py <<'SCRIPT'
import json
import os
import dotenv
import environ


def line(name, values):
    print(name, *(json.dumps(values[key]) for key in "ABCDEF"))


line("python-dotenv", dotenv.dotenv_values(".env"))
environ.Env.read_env(".env", overwrite=True)
line("django-environ", os.environ)
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/joho/godotenv@v1.5.1 2> /dev/null
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
seen=$({ node --env-file=.env look.mjs; java -cp dotenv-java-3.2.0.jar Look.java; venv/bin/python look.py; echo "$rust"; go run .; })
echo "$seen"
[ "$seen" = 'dotenv "w_${none}" "w_${WIDTH}" "w_${width}" "text_SGk=" "w_1" "a\\nb"
Node "w_${none}" "w_${WIDTH}" "w_${width}" "text_SGk=" "w_1" "a\\nb"
dotenv-java "w_${none}" "w_${WIDTH}" "w_${width}" "text_SGk=" "w_1" "a\\nb"
python-dotenv "w_" "w_5" "w_5" "text_SGk=#1" "w_1" "a\\nb"
django-environ "w_${none}" "w_${WIDTH}" "w_${width}" "text_SGk=#1" "w_1 # a" "a\\nb"
dotenvy "w_" "w_5" "w_5" "text_SGk=#1" "w_1" "a\nb"
godotenv "w_${none}" "w_5" "w_${width}" "text_SGk=#1" "w_1" "a\\nb"' ] || { echo changed; exit 1; }
