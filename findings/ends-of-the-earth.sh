#!/usr/bin/env bash
# maptile.At() of orb 0.14.0 for Go, which says on which tile of a map a place is, keeps places beyond the top and the bottom within the map and those at its right edge not: 180° east is in the column 4 of the columns 0 to 3 at zoom 2, a tile that no server has, and 540° in the column 8; -180° is in the column 0.
# Encode of github.com/mmcloughlin/geohash 0.10.0 for Go takes the North Pole, 90°, for the South Pole: "h0000", which it decodes to 90° south. mercantile 1.2.1 and pygeohash 3.5.1 of PyPI have the column 3 and a hash that is read as the north.
# A good guess is that a valid place has a valid tile and hash, as 180 and 90 are the ends of the ranges that GeoJSON (RFC 7946, 5) and EXIF allow.
# Seen: orb 4/2 of 180, 0/2 of -180, 2/0 of 86 north; geohash h0000, -90 degrees; mercantile 3/2 0/2 2/0; pygeohash upbpb, 90 degrees
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mercantile==1.2.1 pygeohash==3.5.1
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"math"

	"github.com/mmcloughlin/geohash"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/maptile"
)

func tile(longitude, latitude float64) string {
	found := maptile.At(orb.Point{longitude, latitude}, 2)
	return fmt.Sprintf("%d/%d", found.X, found.Y)
}

func main() {
	pole := geohash.EncodeWithPrecision(90, 0, 5)
	latitude, _ := geohash.DecodeCenter(pole)
	fmt.Printf("orb %s of 180, %s of -180, %s of 86 north; geohash %s, %.0f degrees", tile(180, 0), tile(-180, 0), tile(0, 86), pole, math.Round(latitude))
}
SCRIPT
export GOTOOLCHAIN=local GOFLAGS=-mod=mod
go mod init look > /dev/null 2>&1
go get github.com/paulmach/orb@v0.14.0 github.com/mmcloughlin/geohash@v0.10.0 > /dev/null 2>&1
cat > look.py <<'SCRIPT'
import mercantile
import pygeohash

tiles = (mercantile.tile(*place, 2) for place in ((180, 0), (-180, 0), (0, 86)))
pole = pygeohash.encode(90, 0, precision=5)
print("mercantile", *(f"{tile.x}/{tile.y}" for tile in tiles), end="; ")
print(f"pygeohash {pole}, {round(pygeohash.decode(pole)[0])} degrees")
SCRIPT
seen="$(go run main.go); $(venv/bin/python look.py)"
echo "$seen"
[ "$seen" = 'orb 4/2 of 180, 0/2 of -180, 2/0 of 86 north; geohash h0000, -90 degrees; mercantile 3/2 0/2 2/0; pygeohash upbpb, 90 degrees' ] || { echo changed; exit 1; }
