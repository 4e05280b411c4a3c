#!/usr/bin/env bash
# How many bytes are "1,5MB", as a German or French hand writes it? go-humanize 1.1.0 for Go drops commas and says 15 million, ten times as many, without an error; go-units 0.5.0, datasize (c2h5oh) and
# go-bytesize (inhies) refuse it. And "10KB" are 10000 to the first two and 10240 to the last two, which refuse "10KiB": for them only the wrong name is a name.
# A good guess is that a comma is a point or a mistake, and that who counts in 1024 knows the unit for it.
# Seen, 1,5MB 10KB: go-humanize 15000000 10000, go-units refused 10000, datasize refused 10240, go-bytesize refused 10240; 10KiB: go-humanize 10240, datasize refused, go-bytesize refused
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

var parsers = map[string]func(string) (any, error){
	"go-humanize": func(text string) (any, error) { return humanize.ParseBytes(text) },
	"go-units":    func(text string) (any, error) { return units.FromHumanSize(text) },
	"datasize": func(text string) (any, error) {
		size, err := datasize.ParseString(text)
		return size.Bytes(), err
	},
	"go-bytesize": func(text string) (any, error) {
		size, err := bytesize.Parse(text)
		return uint64(size), err
	},
}

func show(name string, texts ...string) string {
	shown := name
	for _, text := range texts {
		if bytes, err := parsers[name](text); err == nil {
			shown += fmt.Sprint(" ", bytes)
		} else {
			shown += " refused"
		}
	}
	return shown
}

func main() {
	both := []string{"1,5MB", "10KB"}
	fmt.Printf("%s, %s, %s, %s; 10KiB: %s, %s, %s\n", show("go-humanize", both...), show("go-units", both...), show("datasize", both...), show("go-bytesize", both...),
		show("go-humanize", "10KiB"), show("datasize", "10KiB"), show("go-bytesize", "10KiB"))
}
SCRIPT
go mod init look > /dev/null 2>&1
go get github.com/dustin/go-humanize@v1.1.0 github.com/docker/go-units@v0.5.0 github.com/c2h5oh/datasize@v0.0.0-20231215233829-aa82cc1e6500 github.com/inhies/go-bytesize@v0.0.0-20220417184213-4913239db9cf > /dev/null 2>&1
seen=$(go run .)
echo "go-humanize 1.1.0, go-units 0.5.0, datasize of 2023-12-15, go-bytesize of 2022-04-17: $seen"
[ "$seen" = 'go-humanize 15000000 10000, go-units refused 10000, datasize refused 10240, go-bytesize refused 10240; 10KiB: go-humanize 10240, datasize refused, go-bytesize refused' ] || { echo changed; exit 1; }
