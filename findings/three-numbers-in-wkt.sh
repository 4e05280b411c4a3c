#!/usr/bin/env bash
# A place with a height is "POINT Z (1 2 3)" in WKT (OGC 06-103r4, 7.2), as PostGIS, GEOS and shapely write it. geomet 1.1.0 of PyPI, to which the client of Cassandra and others turn for WKT, refuses it ("Invalid WKT"), and "POINT M" and "POINT ZM" with it; it reads and writes heights without the letter, "POINT (1 2 3)", which wkt 0.14.0 for Rust refuses
# and shapely 2.1.2 reads. So geomet reads nothing with a height that shapely wrote, and wkt nothing that geomet wrote. wkx 0.5.0 of npm refuses the form without the letter like wkt, and of what has a measure it makes a place without it; wellknown 0.5.0 of npm reads both, and has null for POINT M and for "POINT EMPTY", which the others know.
# A good guess is that a text of two words is read alike everywhere.
# Seen, POINT Z (1 2 3), POINT (1 2 3), POINT M (1 2 3), POINT EMPTY: geomet ValueError 1,2,3 ValueError empty, wkt 1,2,3 refused 1,2 empty, wellknown 1,2,3 1,2,3 null null, wkx 1,2,3 refused 1,2 empty; shapely writes POINT Z (1 2 3), geomet POINT (1 2 3)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check geomet==1.1.0 shapely==2.1.2
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts wellknown@0.5.0 wkx@0.5.0 > /dev/null
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
wkt = "=0.14.0"
SCRIPT
cat > src/main.rs <<'SCRIPT'
use wkt::Wkt;

fn main() {
    let told = ["POINT Z (1 2 3)", "POINT (1 2 3)", "POINT M (1 2 3)", "POINT EMPTY"].map(|text| match text.parse::<Wkt<f64>>() {
        Ok(Wkt::Point(point)) => point.coord().map_or("empty".to_string(), |at| [Some(at.x), Some(at.y), at.z].iter().flatten().map(f64::to_string).collect::<Vec<_>>().join(",")),
        Ok(_) => "other".to_string(),
        Err(_) => "refused".to_string(),
    });
    println!("wkt {}", told.join(" "));
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
cat > look.cjs <<'SCRIPT'
const { Geometry } = require('wkx')
const texts = ['POINT Z (1 2 3)', 'POINT (1 2 3)', 'POINT M (1 2 3)', 'POINT EMPTY']
const told = read => texts.map(text => {
  try {
    const found = read(text)
    return found === null ? 'null' : found.coordinates.join() || 'empty'
  } catch {
    return 'refused'
  }
}).join(' ')
console.log(`wellknown ${told(require('wellknown').parse)}, wkx ${told(text => Geometry.parse(text).toGeoJSON())}`)
SCRIPT
python=$(venv/bin/python - <<'SCRIPT'
import shapely
from geomet import wkt

def told(text):
    try:
        return ",".join(f"{number:g}" for number in wkt.loads(text)["coordinates"]) or "empty"
    except ValueError:
        return "ValueError"

print("geomet", *map(told, ("POINT Z (1 2 3)", "POINT (1 2 3)", "POINT M (1 2 3)", "POINT EMPTY")))
print(f"shapely writes {shapely.Point(1, 2, 3).wkt}, geomet {wkt.dumps({'type': 'Point', 'coordinates': [1, 2, 3]}, decimals=0)}")
SCRIPT
)
seen="${python%%$'\n'*}, $rust, $(node look.cjs); ${python#*$'\n'}"
echo "$seen"
[ "$seen" = 'geomet ValueError 1,2,3 ValueError empty, wkt 1,2,3 refused 1,2 empty, wellknown 1,2,3 1,2,3 null null, wkx 1,2,3 refused 1,2 empty; shapely writes POINT Z (1 2 3), geomet POINT (1 2 3)' ] || { echo changed; exit 1; }
