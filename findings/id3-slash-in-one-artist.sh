#!/usr/bin/env bash
# The crate id3 1.17.2 for Rust parts a text of ID3v2.3 at "/" when it reads it: an artist "AC/DC", written by it, comes back as two, "AC" and "DC", with a zero byte between them. A program that changes the title alone and writes the tag as ID3v2.4, its default, puts two artists into the file, which were one before; mutagen 1.48.1
# of PyPI reads ["AC", "DC"] from it. Written as ID3v2.4 the slash stays. In ID3v2.3 "/" was meant to part artists (4.2.1), and names have it: mutagen and tinytag 2.3.2 leave it alone.
# A good guess is that artist() gives what set_artist() took, in each version that the crate writes.
# Seen: id3 set AC/DC, by 2.3 back [AC] [DC], by 2.4 back [AC/DC]; mutagen AC/DC, tinytag AC/DC; with another title mutagen AC + DC
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mutagen==1.48.1 tinytag==2.3.2
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
id3 = "=1.17.2"
SCRIPT
cat > src/main.rs <<'SCRIPT'
use id3::{Tag, TagLike, Version};

fn write(tag: &Tag, version: Version, name: &str) -> Tag {
    // An MP3 of silence behind the tag: three frames of MPEG-1, 128 kbit/s
    let mut frame = vec![0u8; 417];
    frame[..4].copy_from_slice(&[0xff, 0xfb, 0x90, 0x64]);
    std::fs::write(name, frame.repeat(3)).unwrap();
    tag.write_to_path(name, version).unwrap();
    Tag::read_from_path(name).unwrap()
}

fn artists(tag: &Tag) -> String {
    tag.artists().unwrap().iter().map(|artist| format!("[{artist}]")).collect::<Vec<_>>().join(" ")
}

fn main() {
    let mut tag = Tag::new();
    tag.set_artist("AC/DC");
    let mut old = write(&tag, Version::Id3v23, "old.mp3");
    println!("id3 set {}, by 2.3 back {}, by 2.4 back {}", tag.artist().unwrap(), artists(&old), artists(&write(&tag, Version::Id3v24, "new.mp3")));
    old.set_title("x");
    write(&old, Version::Id3v24, "changed.mp3");
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
cat > look.py <<'SCRIPT'
import tinytag
from mutagen.id3 import ID3


def artists(name):
    return " + ".join(ID3(name)["TPE1"].text)


print(f"mutagen {artists('old.mp3')}, tinytag {tinytag.TinyTag.get('old.mp3').artist}; with another title mutagen {artists('changed.mp3')}")
SCRIPT
seen="$rust; $(venv/bin/python look.py)"
echo "$seen"
[ "$seen" = 'id3 set AC/DC, by 2.3 back [AC] [DC], by 2.4 back [AC/DC]; mutagen AC/DC, tinytag AC/DC; with another title mutagen AC + DC' ] || { echo changed; exit 1; }
