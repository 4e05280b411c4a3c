#!/usr/bin/env bash
# The third number of a place in GeoJSON is its height (RFC 7946, 3.1.1). orb 0.14.0 (github.com/paulmach/orb) for Go drops it when it reads, without an error, so that a track that is read, filtered and written again lies on the sea: of 2,48.5,1830 it writes 2,48.5. The members of its own of a feature ("crs", "x") it keeps, and of a number as id only 16 digits.
# geojson 3.3.0 of PyPI keeps the height and rounds all three numbers to six digits behind the point when it reads, 11 cm, so that what is finer from a survey is gone in the same way ("precision" is there to be told). geojson 1.0.0 for Rust and geojson-jackson 1.14 for Java keep height and digits, and the latter makes a text of a number as id.
# A good guess is that a library which keeps even what it does not know keeps the numbers of a place, or says that it has two.
# Seen: orb 2.123456789,48.5 id 12345678901234568, geojson of PyPI 2.123457,48.5,1830 id 12345678901234567, geojson of Rust 2.123456789,48.5,1830 id 12345678901234567, geojson-jackson 2.123456789,48.5,1830 id "12345678901234567"
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check geojson==3.3.0
echo '{"type":"Feature","id":12345678901234567,"x":1,"geometry":{"type":"Point","coordinates":[2.123456789,48.5,1830]},"properties":null}' > a.json
cat > main.go <<'SCRIPT'
package main

import (
	"os"

	"github.com/paulmach/orb/geojson"
)

func main() {
	data, err := os.ReadFile("a.json")
	if err != nil {
		panic(err)
	}
	feature, err := geojson.UnmarshalFeature(data)
	if err != nil {
		panic(err)
	}
	data, err = feature.MarshalJSON()
	if err != nil {
		panic(err)
	}
	if err := os.WriteFile("orb.json", data, 0o644); err != nil {
		panic(err)
	}
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/paulmach/orb/geojson@v0.14.0 2> /dev/null
go run .
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
geojson = "=1.0.0"
SCRIPT
cat > src/main.rs <<'SCRIPT'
fn main() {
    let found: geojson::GeoJson = std::fs::read_to_string("a.json").unwrap().parse().unwrap();
    std::fs::write("rust.json", found.to_string()).unwrap();
}
SCRIPT
cargo run --quiet 2> errors || { cat errors; exit 1; }
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version>
  <dependencies><dependency><groupId>de.grundid.opendatalab</groupId><artifactId>geojson-jackson</artifactId><version>1.14</version></dependency></dependencies>
</project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
cat > Look.java <<'SCRIPT'
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import org.geojson.Feature;

public class Look {
    public static void main(String[] words) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        mapper.writeValue(new File("java.json"), mapper.readValue(new File("a.json"), Feature.class));
    }
}
SCRIPT
java -cp 'jars/*' Look.java
seen=$(venv/bin/python - <<'SCRIPT'
import json
import geojson

open("python.json", "w").write(geojson.dumps(geojson.load(open("a.json"))))

def told(name):
    feature = json.load(open(name))
    return ",".join(f"{number:.12g}" for number in feature["geometry"]["coordinates"]) + f" id {json.dumps(feature['id'])}"

print(f"orb {told('orb.json')}, geojson of PyPI {told('python.json')}, geojson of Rust {told('rust.json')}, geojson-jackson {told('java.json')}")
SCRIPT
)
echo "$seen"
[ "$seen" = 'orb 2.123456789,48.5 id 12345678901234568, geojson of PyPI 2.123457,48.5,1830 id 12345678901234567, geojson of Rust 2.123456789,48.5,1830 id 12345678901234567, geojson-jackson 2.123456789,48.5,1830 id "12345678901234567"' ] || { echo changed; exit 1; }
