#!/usr/bin/env bash
# The hyphen that keeps a range on one line is "\_" in RTF ("Special Characters" of the specification 1.9.1): "10\_20". unrtf 0.21.10 and catdoc 0.95 of Debian 12 leave it out: "1020", another number. striprtf 0.0.35 of PyPI and the RTFEditorKit of the JDK have it.
# All four print words that are hidden ("\v"), which Word neither shows nor prints. A letter above U+FFFF is two numbers, "\u-10179?\u-8704?"; striprtf makes two halves of it, a text that Python can write in no file (UnicodeEncodeError), unrtf --text and catdoc "??". catdoc also loses "\{" and "\}".
# A good guess is that a reader which is there for the text knows each sign that is one of the text.
# Seen: unrtf 1020 secret ?? {T}; catdoc 1020 secret ?? T; striprtf 10‑20 secret (two halves) {T}; JDK 10‑20 secret 😀 {T}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq unrtf catdoc 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check striprtf==0.0.35
cat > a.rtf <<'SCRIPT'
{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0 Arial;}}
\pard 10\_20 {\v secret} \u-10179?\u-8704? \{T\}\par
}
SCRIPT
cat > Look.java <<'SCRIPT'
import java.io.FileInputStream;
import javax.swing.text.Document;
import javax.swing.text.rtf.RTFEditorKit;

public class Look {
    public static void main(String[] words) throws Exception {
        Document document = new RTFEditorKit().createDefaultDocument();
        new RTFEditorKit().read(new FileInputStream("a.rtf"), document, 0);
        new java.io.PrintStream(System.out, true, "UTF-8").print(document.getText(0, document.getLength()));
    }
}
SCRIPT
line() { grep -a '10' | tail -n 1 | tr -s ' \n' ' ' | sed 's/ $//'; }
unrtf=$(usr/bin/unrtf -P usr/share/unrtf/ --text a.rtf 2> /dev/null | line)
catdoc=$(CATDOCRC_PATH=/dev/null usr/bin/catdoc -s cp1252 -d utf-8 a.rtf 2> /dev/null | line)
striprtf=$(venv/bin/python -c 'from striprtf.striprtf import rtf_to_text; print(" ".join(rtf_to_text(open("a.rtf").read()).replace("\ud83d\ude00", "(two halves)").split()))')
java=$(java -Djava.awt.headless=true Look.java | line)
seen="unrtf $unrtf; catdoc $catdoc; striprtf $striprtf; JDK $java"
echo "$seen"
[ "$seen" = 'unrtf 1020 secret ?? {T}; catdoc 1020 secret ?? T; striprtf 10‑20 secret (two halves) {T}; JDK 10‑20 secret 😀 {T}' ] || { echo changed; exit 1; }
