#!/usr/bin/env bash
# How many bytes are 10KiB, 10KB and 1,5MB? Four libraries for Go that limits in settings are written for: FromHumanSize() of docker/go-units 0.5.0 makes 10000 of "10KiB", whose "i" says 1024, and datasize (c2h5oh)
# and go-bytesize (inhies) 10240 of "10KB" and refuse "10KiB"; go-humanize 1.1.0 is right about both, and makes 15 million of "1,5MB", as it drops commas: ten times what a German or French hand wrote.
# A good guess is that KiB is 1024 wherever it is taken, and that a comma is refused or a point.
# Seen, 10KB 10KiB 1,5MB: go-humanize 10000 10240 15000000, go-units 10000 10000 refused, its RAMInBytes 10240 10240 refused, datasize 10240 refused refused, go-bytesize 10240 refused refused
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"

	"github.com/c2h5oh/datasize"
	"github.com/docker/go-units"
	"github.com/dustin/go-humanize"
	"github.com/inhies/go-bytesize"
)

func show(name string, parse func(string) (any, error)) {
	fmt.Print(name)
	for _, text := range []string{"10KB", "10KiB", "1,5MB"} {
		if bytes, err := parse(text); err == nil {
			fmt.Print(" ", bytes)
		} else {
			fmt.Print(" refused")
		}
	}
}

func main() {
	show("go-humanize", func(text string) (any, error) { return humanize.ParseBytes(text) })
	show(", go-units", func(text string) (any, error) { return units.FromHumanSize(text) })
	show(", its RAMInBytes", func(text string) (any, error) { return units.RAMInBytes(text) })
	show(", datasize", func(text string) (any, error) {
		size, err := datasize.ParseString(text)
		return size.Bytes(), err
	})
	show(", go-bytesize", func(text string) (any, error) {
		size, err := bytesize.Parse(text)
		return uint64(size), err
	})
	fmt.Println()
}
SCRIPT
go mod init look > /dev/null 2>&1
go get github.com/dustin/go-humanize@v1.1.0 github.com/docker/go-units@v0.5.0 github.com/c2h5oh/datasize@v0.0.0-20231215233829-aa82cc1e6500 github.com/inhies/go-bytesize@v0.0.0-20220417184213-4913239db9cf > /dev/null 2>&1
seen=$(go run .)
echo "go-humanize 1.1.0, go-units 0.5.0, datasize of 2023-12-15, go-bytesize of 2022-04-17: $seen"
[ "$seen" = 'go-humanize 10000 10240 15000000, go-units 10000 10000 refused, its RAMInBytes 10240 10240 refused, datasize 10240 refused refused, go-bytesize 10240 refused refused' ] || { echo changed; exit 1; }
