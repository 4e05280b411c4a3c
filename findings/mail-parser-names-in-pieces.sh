#!/usr/bin/env bash
# The name of a file at a mail may come in numbered pieces, "filename*0*=", "filename*1*=", which are put together before they are read (RFC 2231, 3 and 4.1); programs cut them where a line is full, in the middle of a letter too. mail-parser 0.11.9 for Rust, on which a whole mail server stands, reads each piece alone: of 方便.jpg,
# cut in the second letter, 方���.jpg is left, an object of another name. mailparse 0.18.0 for Rust, enmime 1.3.0 for Go and the email of Python 3.11 put them together first.
# A good guess is that a reader which knows the pieces by their numbers reads what they make.
# Seen: mail-parser 方���.jpg; mailparse 方便.jpg; enmime 方便.jpg; Python 方便.jpg
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
printf '%s\r\n' 'From: a@example.com' 'MIME-Version: 1.0' 'Content-Type: multipart/mixed; boundary=b' '' '--b' 'Content-Type: image/jpeg' 'Content-Disposition: attachment;' \
  " filename*0*=UTF-8''%E6%96%B9%E4;" ' filename*1*=%BE%BF;' ' filename*2=".jpg"' '' 'x' '--b--' > a.eml
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
mail-parser = "=0.11.9"
mailparse = "=0.18.0"
SCRIPT
cat > src/main.rs <<'SCRIPT'
use mail_parser::{MessageParser, MimeHeaders};

fn main() {
    let mail = std::fs::read("a.eml").unwrap();
    let first = MessageParser::default().parse(&mail).unwrap();
    let other = mailparse::parse_mail(&mail).unwrap();
    println!("mail-parser {}; mailparse {}", first.attachment(0).unwrap().attachment_name().unwrap(), other.subparts[0].get_content_disposition().params["filename"]);
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"

	"github.com/jhillyerd/enmime"
)

func main() {
	file, _ := os.Open("a.eml")
	mail, err := enmime.ReadEnvelope(file)
	if err != nil {
		panic(err)
	}
	fmt.Print("enmime ", mail.Attachments[0].FileName)
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look > /dev/null 2>&1
go get github.com/jhillyerd/enmime@v1.3.0 > /dev/null 2>&1
go mod tidy > /dev/null 2>&1
seen="$rust; $(go run main.go); Python $(python3 -c 'import email, email.policy; print(next(email.message_from_binary_file(open("a.eml", "rb"), policy=email.policy.default).iter_attachments()).get_filename())')"
echo "$seen"
[ "$seen" = 'mail-parser 方���.jpg; mailparse 方便.jpg; enmime 方便.jpg; Python 方便.jpg' ] || { echo changed; exit 1; }
