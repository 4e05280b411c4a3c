#!/usr/bin/env bash
# The tags of an HLS playlist that stand in front of a segment belong to it (RFC 8216, 4.3). hls_m3u8 0.7.0 for Rust reads a playlist and writes it again, as programs do that sign each address in between, and puts each tag that it does not know at the end, behind the last segment: EXT-X-GAP, which says that a segment is not there (RFC 8216bis, 4.4.4.7), and
# EXT-X-CUE-OUT and EXT-X-CUE-IN, between which advertisements are put in, no longer say where. Of a list of renditions it drops the attributes it does not know (VIDEO-RANGE, SCORE), with which players tell HDR from SDR; a playlist of version 8 and above it refuses. m3u8 6.0.0 of PyPI leaves the tags where they were, and drops SCORE alone.
# A good guess is that what is kept, since it is not known, is kept in its place, as readers have to pass over what they do not know (6.3.1).
# Seen, tags and segments: hls_m3u8 a.ts b.ts c.ts CUE-OUT:30 GAP CUE-IN ENDLIST, of VIDEO-RANGE and SCORE nothing; m3u8 a.ts CUE-OUT:30 GAP b.ts CUE-IN c.ts ENDLIST, VIDEO-RANGE=PQ
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check m3u8==6.0.0
printf '%s\n' '#EXTM3U' '#EXT-X-VERSION:7' '#EXT-X-TARGETDURATION:4' '#EXTINF:4,' a.ts '#EXT-X-CUE-OUT:30' '#EXT-X-GAP' '#EXTINF:4,' b.ts '#EXT-X-CUE-IN' '#EXTINF:4,' c.ts '#EXT-X-ENDLIST' > media.m3u8
printf '%s\n' '#EXTM3U' '#EXT-X-STREAM-INF:BANDWIDTH=1000,CODECS="hvc1.2.4.L93.B0",RESOLUTION=640x360,VIDEO-RANGE=PQ,SCORE=1.5' v.m3u8 > list.m3u8
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
hls_m3u8 = "=0.7.0"
SCRIPT
cat > src/main.rs <<'SCRIPT'
use std::fs::{read_to_string, write};

fn main() {
    let media = read_to_string("media.m3u8").unwrap();
    write("rust-media.m3u8", media.parse::<hls_m3u8::MediaPlaylist>().unwrap().to_string()).unwrap();
    let list = read_to_string("list.m3u8").unwrap();
    write("rust-list.m3u8", hls_m3u8::MasterPlaylist::try_from(list.as_str()).unwrap().to_string()).unwrap();
}
SCRIPT
cargo run --quiet 2> errors || { cat errors; exit 1; }
venv/bin/python - <<'SCRIPT'
import m3u8

for name in ("media.m3u8", "list.m3u8"):
    open(f"python-{name}", "w").write(m3u8.loads(open(name).read()).dumps())
SCRIPT
order() { grep -oE 'CUE-OUT:30|CUE-IN|GAP|ENDLIST|[abc]\.ts' "$1" | tr '\n' ' '; }
kept() { grep -oE 'VIDEO-RANGE=PQ|SCORE=1.5' "$1" | tr '\n' ' ' | grep . || echo nothing; }
rust=$(order rust-media.m3u8) python=$(order python-media.m3u8)
seen="hls_m3u8 ${rust% }, of VIDEO-RANGE and SCORE $(kept rust-list.m3u8); m3u8 ${python% }, $(kept python-list.m3u8)"
seen=${seen% }
echo "$seen"
[ "$seen" = 'hls_m3u8 a.ts b.ts c.ts CUE-OUT:30 GAP CUE-IN ENDLIST, of VIDEO-RANGE and SCORE nothing; m3u8 a.ts CUE-OUT:30 GAP b.ts CUE-IN c.ts ENDLIST, VIDEO-RANGE=PQ' ] || { echo changed; exit 1; }
