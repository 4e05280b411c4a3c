#!/usr/bin/env bash
# frame_rate() of the crate mp4 0.14.0 for Rust answers with a number in floating point and reckons it in whole ones: 29.97 pictures a second are 29.0, which is two seconds off in a minute, and 23.976 are 23.0. Of a film in fragments, as recorders and browsers write it, duration(), frame_rate() and bitrate() are 0, though sample_count() has
# its 60 pictures. MediaInfo (pymediainfo 7.0.1) and mediabunny 1.61.0 of npm tell 29.97 and 23.976 and the length of the fragments.
# A good guess is that a rate that is given as f64 has what is behind the point, and that what counts the samples of fragments adds up their lengths.
# Seen: mp4 29.0 2.0 s 60 pictures 23.0 2.0 s 48 pictures 0.0 0.0 s 60 pictures; MediaInfo 29.970 2.0 s 23.976 2.0 s 29.970 2.0 s; mediabunny 29.970 2.0 s 23.976 2.0 s 29.970 2.1 s
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 pymediainfo==7.0.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mediabunny@1.61.0 > /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import subprocess
import imageio_ffmpeg
from pymediainfo import MediaInfo

def write(name, rate, *options):
    source = ["-f", "lavfi", "-i", f"testsrc=size=64x48:rate={rate}:duration=2"]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", *source, "-c:v", "libx264", "-pix_fmt", "yuv420p", *options, f"{name}.mp4"], check=True)
    track = MediaInfo.parse(f"{name}.mp4").video_tracks[0]
    return f"{track.frame_rate} {float(track.duration) / 1000:.1f} s"

print("MediaInfo", write("ntsc", "30000/1001"), write("film", "24000/1001"), write("parts", "30000/1001", "-movflags", "frag_keyframe+empty_moov"))
SCRIPT
)
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
mp4 = "=0.14.0"
SCRIPT
cat > src/main.rs <<'SCRIPT'
use std::{fs::File, io::BufReader};

fn main() {
    print!("mp4");
    for name in ["ntsc.mp4", "film.mp4", "parts.mp4"] {
        let file = File::open(name).unwrap();
        let size = file.metadata().unwrap().len();
        let film = mp4::Mp4Reader::read_header(BufReader::new(file), size).unwrap();
        let track = film.tracks().values().next().unwrap();
        print!(" {:?} {:.1} s {} pictures", track.frame_rate(), film.duration().as_secs_f64(), track.sample_count());
    }
    println!();
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'
const read = async name => {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(readFileSync(`${name}.mp4`)) })
  const track = await input.getPrimaryVideoTrack()
  return `${(await track.computePacketStats()).averagePacketRate.toFixed(3)} ${(await input.computeDuration()).toFixed(1)} s`
}
console.log(`mediabunny ${await read('ntsc')} ${await read('film')} ${await read('parts')}`)
SCRIPT
seen="$rust; $python; $(node look.mjs)"
echo "$seen"
[ "$seen" = 'mp4 29.0 2.0 s 60 pictures 23.0 2.0 s 48 pictures 0.0 0.0 s 60 pictures; MediaInfo 29.970 2.0 s 23.976 2.0 s 29.970 2.0 s; mediabunny 29.970 2.0 s 23.976 2.0 s 29.970 2.1 s' ] || { echo changed; exit 1; }
