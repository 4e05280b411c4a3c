#!/usr/bin/env bash
# "Range: bytes=-500" asks for the last 500 bytes, as readers of Parquet, ZIP and MP4 do to find the index at the end; where a file is shorter, for all of it (RFC 9110, 14.1.2). sirv 3.0.2, which stands below the servers of Vite, answers with the first 501 bytes and
# says "bytes 0-500/1000"; http-server 14.1.1 answers 416. For more bytes than there are, as one who reads ahead asks of a small file, Express 5.3.0, @fastify/static 10.1.11, serve-handler 6.1.8 and Flask 3.1.3 answer 416. Go's net/http,
# @hono/node-server 2.1.9 and aiohttp 3.14.5 are right in both.
# A good guess is that a server which knows ranges knows this one, and that 416 is for what lies behind the end.
# Seen, of 1,000 bytes the last 500, the last 2,000: express 206 500-999, 416; fastify 206 500-999, 416; serve-handler 206 500-999, 416; http-server 416, 416; sirv 206 0-500, 206 0-999; hono 206 500-999, 206 0-999; Flask 206
# 500-999, 416; aiohttp 206 500-999, 206 0-999; Go 206 500-999, 206 0-999
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check flask==3.1.3 aiohttp==3.14.5
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts express@5.3.0 sirv@3.0.2 serve-handler@6.1.8 fastify@5.12.8 @fastify/static@10.1.11 hono@4.13.19 @hono/node-server@2.1.9 http-server@14.1.1 > /dev/null
mkdir files
head -c 1000 /dev/zero > files/a.bin
cat > look.mjs <<'SCRIPT'
import { createServer, get } from 'node:http'
import { resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import { getRequestListener } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import httpServer from 'http-server'
import handler from 'serve-handler'
import sirv from 'sirv'
process.env.NODE_ENV = 'test'
const root = resolve('files')
const application = fastify()
application.register(fastifyStatic, { root })
await application.ready()
const servers = {
  express: createServer(express().use(express.static(root))),
  fastify: createServer(application.routing),
  'serve-handler': createServer((request, response) => handler(request, response, { public: root })),
  'http-server': httpServer.createServer({ root }).server,
  sirv: createServer(sirv(root)),
  hono: createServer(getRequestListener(new Hono().use('/*', serveStatic({ root: 'files' })).fetch)),
}
const ask = (port, range) =>
  new Promise(done =>
    get({ port, host: '127.0.0.1', path: '/a.bin', headers: { range }, agent: false }, answer => {
      answer.resume()
      answer.on('end', () => done(answer.statusCode === 206 ? `206 ${/\d+-\d+/.exec(answer.headers['content-range'])}` : `${answer.statusCode}`))
    }),
  )
const found = []
for (const [name, server] of Object.entries(servers)) {
  await new Promise(done => server.listen(0, '127.0.0.1', done))
  found.push(`${name} ${await ask(server.address().port, 'bytes=-500')}, ${await ask(server.address().port, 'bytes=-2000')}`)
}
console.log(found.join('; '))
process.exit()
SCRIPT
cat > look.py <<'SCRIPT'
import asyncio
import pathlib
import re
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from flask import Flask, send_file

PATH = pathlib.Path("files/a.bin").resolve()
RANGES = ("bytes=-500", "bytes=-2000")


def words(status, headers):
    return f"206 {re.search('[0-9]+-[0-9]+', headers['Content-Range'])[0]}" if status == 206 else str(status)


async def of_aiohttp():
    application = web.Application()
    application.router.add_static("/", PATH.parent)
    async with TestClient(TestServer(application)) as client:
        answers = [await client.get("/a.bin", headers={"Range": wanted}) for wanted in RANGES]
        return ", ".join(words(answer.status, answer.headers) for answer in answers)


application = Flask("look")
application.add_url_rule("/a.bin", "file", lambda: send_file(PATH))
answers = [application.test_client().get("/a.bin", headers={"Range": wanted}) for wanted in RANGES]
print("Flask", ", ".join(words(answer.status_code, answer.headers) for answer in answers), end="; ")
print("aiohttp", asyncio.run(of_aiohttp()))
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
)

func main() {
	server := httptest.NewServer(http.FileServer(http.Dir("files")))
	defer server.Close()
	found := []string{}
	for _, wanted := range []string{"bytes=-500", "bytes=-2000"} {
		request, err := http.NewRequest("GET", server.URL+"/a.bin", nil)
		if err != nil {
			panic(err)
		}
		request.Header.Set("Range", wanted)
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			panic(err)
		}
		answer.Body.Close()
		found = append(found, fmt.Sprint(answer.StatusCode, " ", regexp.MustCompile(`\d+-\d+`).FindString(answer.Header.Get("Content-Range"))))
	}
	fmt.Println("Go", strings.Join(found, ", "))
}
SCRIPT
seen="$(node look.mjs 2> /dev/null); $(venv/bin/python look.py); $(GOTOOLCHAIN=local go run main.go)"
echo "$seen"
[ "$seen" = 'express 206 500-999, 416; fastify 206 500-999, 416; serve-handler 206 500-999, 416; http-server 416, 416; sirv 206 0-500, 206 0-999; hono 206 500-999, 206 0-999; Flask 206 500-999, 416; aiohttp 206 500-999, 206 0-999; Go 206 500-999, 206 0-999' ] || { echo changed; exit 1; }
