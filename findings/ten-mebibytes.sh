#!/usr/bin/env bash
# How many bytes are "10MiB"? To bytes 3.1.2, which reads the limits of Express and body-parser, ten: it does not know the "i", and takes the number in front, without an error; "10m" are ten bytes as well, and "1.5k"
# one. To FromHumanSize() of docker/go-units 0.5.0 they are ten million, as "10MB" is; RAMInBytes() beside it makes 10485760 of both. go-humanize 1.1.0, xbytes 1.9.1, bytes-iec 3.1.1, filesize-parser 1.5.2 and
# humanfriendly 10.0 of PyPI say 10485760. A server with the limit "10MiB" answers 413 to nearly all it is sent.
# A good guess is that a unit which is not known is refused, and that "MiB", which has one meaning, has it.
# Seen of 10MiB, 10MB: bytes 10 10485760, xbytes 10485760 10000000, bytes-iec 10485760 10000000, filesize-parser 10485760 10485760; FromHumanSize 10000000 10000000, RAMInBytes 10485760 10485760, go-humanize 10485760
# 10000000; humanfriendly 10485760 10000000; Express with a limit of 10MiB, 12 bytes: 413
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check humanfriendly==10.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts bytes@3.1.2 xbytes@1.9.1 bytes-iec@3.1.1 filesize-parser@1.5.2 express@5.2.1 > /dev/null
cat > look.cjs <<'SCRIPT'
const readers = {
  bytes: require('bytes').parse,
  xbytes: require('xbytes').parseSize,
  'bytes-iec': require('bytes-iec').parse,
  'filesize-parser': require('filesize-parser'),
}
console.log(Object.entries(readers).map(([name, read]) => `${name} ${read('10MiB')} ${read('10MB')}`).join(', '))
SCRIPT
cat > serve.mjs <<'SCRIPT'
import express from 'express'
const application = express().use(express.text({ limit: '10MiB' })).post('/', (request, response) => response.end())
application.use((error, request, response, next) => response.status(error.status).end())
const server = application.listen(0, '127.0.0.1', async () => {
  const answer = await fetch(`http://127.0.0.1:${server.address().port}/`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'twelve bytes' })
  console.log(answer.status)
  server.close()
})
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"

	"github.com/docker/go-units"
	"github.com/dustin/go-humanize"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	fmt.Printf("FromHumanSize %d %d, RAMInBytes %d %d, go-humanize %d %d", must(units.FromHumanSize("10MiB")), must(units.FromHumanSize("10MB")),
		must(units.RAMInBytes("10MiB")), must(units.RAMInBytes("10MB")), must(humanize.ParseBytes("10MiB")), must(humanize.ParseBytes("10MB")))
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/docker/go-units@v0.5.0 github.com/dustin/go-humanize@v1.1.0 2> /dev/null
python=$(venv/bin/python -c 'import humanfriendly; print(humanfriendly.parse_size("10MiB"), humanfriendly.parse_size("10MB"))')
seen="$(node look.cjs); $(go run .); humanfriendly $python; Express with a limit of 10MiB, 12 bytes: $(node serve.mjs)"
echo "$seen"
[ "$seen" = 'bytes 10 10485760, xbytes 10485760 10000000, bytes-iec 10485760 10000000, filesize-parser 10485760 10485760; FromHumanSize 10000000 10000000, RAMInBytes 10485760 10485760, go-humanize 10485760 10000000; humanfriendly 10485760 10000000; Express with a limit of 10MiB, 12 bytes: 413' ] || { echo changed; exit 1; }
