#!/usr/bin/env bash
# Six packages part a command line into words as a shell does, and each otherwise in one place. shell-quote 1.12.0 of npm takes "#" in the middle of a word for a comment, so that "b#c d" is b; shellwords 1.1.1 of npm drops a backslash between single quotes; argv-split 3.2.1 of npm, and plexus-utils 4.0.2
# for Java, which Maven's plugins start programs with, drop an empty word; string-argv 0.4.0 of npm does not know a quote or a blank behind a backslash and glues what follows; go-shellwords 1.0.16 for Go ends at a pipe and drops the rest, where others keep it
# in the word or mark it. google/shlex for Go makes the words of sh. A good guess is that all agree with sh in everything but variables, patterns and pipes.
# Seen, a line and what is made of it where sh makes other words (a pipe in a word is counted as right): shell-quote <b#c d> b,#c d <b|c d> b,|,c,d; shellwords <'b\c' d> bc,d; argv-split <'' d> d; string-argv <"b\"c" d> b\c d <b\ c d> b\,c,d; plexus-utils <'' d> d <"b\"c" d> error <b\ c d> b\,c,d; go-shellwords <b|c d> b; google/shlex none
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts shell-quote@1.12.0 shellwords@1.1.1 argv-split@3.2.1 string-argv@0.4.0 > /dev/null
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=org.codehaus.plexus:plexus-utils:4.0.2 -DoutputDirectory="$folder" > /dev/null
cat > lines.txt <<'SCRIPT'
a b#c d
a 'b\c' d
a '' d
a "b\"c" d
a b\ c d
a b|c d
a "b|c" d
a 'it'"'"'s' d
SCRIPT
cat > right.txt <<'SCRIPT'
a,b#c,d
a,b\c,d
a,,d
a,b"c,d
a,b c,d
a,b|c,d
a,b|c,d
a,it's,d
SCRIPT
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import split from 'argv-split'
import quote from 'shell-quote'
import { split as shellwords } from 'shellwords'
import { parseArgsStringToArgv } from 'string-argv'
const joined = words => words.map(word => word.op ?? word).map(word => (word.comment ? `#${word.comment}` : word)).join()
const readers = { 'shell-quote': quote.parse, shellwords, 'argv-split': split, 'string-argv': parseArgsStringToArgv }
for (const [name, read] of Object.entries(readers)) {
  for (const line of readFileSync('lines.txt', 'utf8').trimEnd().split('\n')) console.log(`${name}\t${line}\t${joined(read(line))}`)
}
SCRIPT
cat > Look.java <<'SCRIPT'
import java.nio.file.Files;
import java.nio.file.Path;
import org.codehaus.plexus.util.cli.CommandLineException;
import org.codehaus.plexus.util.cli.CommandLineUtils;

public class Look {
    public static void main(String[] words) throws Exception {
        for (String line : Files.readAllLines(Path.of("lines.txt"))) {
            String read;
            try {
                read = String.join(",", CommandLineUtils.translateCommandline(line));
            } catch (CommandLineException error) {
                read = "a,error";
            }
            System.out.println("plexus-utils\t" + line + "\t" + read);
        }
    }
}
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/google/shlex"
	"github.com/mattn/go-shellwords"
)

func main() {
	lines, err := os.ReadFile("lines.txt")
	if err != nil {
		panic(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(lines)), "\n") {
		words, err := shellwords.Parse(line)
		if err != nil {
			panic(err)
		}
		fmt.Printf("go-shellwords\t%s\t%s\n", line, strings.Join(words, ","))
		if words, err = shlex.Split(line); err != nil {
			panic(err)
		}
		fmt.Printf("google/shlex\t%s\t%s\n", line, strings.Join(words, ","))
	}
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/mattn/go-shellwords@v1.0.16 github.com/google/shlex@v0.0.0-20191202100458-e7afc7fbc510 2> /dev/null
{ node look.mjs; java -cp plexus-utils-4.0.2.jar Look.java; go run .; } > read.txt
seen=$(node - <<'SCRIPT'
const { readFileSync } = require('node:fs')
const lines = name => readFileSync(name, 'utf8').trimEnd().split('\n')
const right = new Map(lines('lines.txt').map((line, index) => [line, lines('right.txt')[index]]))
const found = new Map()
for (const [name, line, read] of lines('read.txt').map(text => text.split('\t'))) {
  found.set(name, found.get(name) ?? [])
  if (read !== right.get(line)) found.get(name).push(`<${line.slice(2)}> ${read.slice(2)}`)
}
console.log([...found].map(([name, wrong]) => `${name} ${wrong.join(' ') || 'none'}`).join('; '))
SCRIPT
)
echo "Wrong: $seen"
right='shell-quote <b#c d> b,#c d <b|c d> b,|,c,d; shellwords <'"'"'b\c'"'"' d> bc,d; argv-split <'"'"''"'"' d> d; string-argv <"b\"c" d> b\c d <b\ c d> b\,c,d; plexus-utils <'"'"''"'"' d> d <"b\"c" d> error <b\ c d> b\,c,d; go-shellwords <b|c d> b; google/shlex none'
[ "$seen" = "$right" ] || { echo changed; exit 1; }
