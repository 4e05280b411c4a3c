#!/usr/bin/env bash
# One more parameter for an address that has a process string: axios, superagent and requests add it; got, ky and httpx put what they are given in the
# place of the whole query. "x-oss-process" is gone then, and OSS answers with the picture as it is, 200; a signed address loses its signature.
# A good guess is that "params" and "searchParams" are added to what the address has.
# Seen: axios added, superagent added, got replaced, ky replaced, requests added, httpx replaced
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check requests==2.34.2 httpx==0.28.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts axios@1.21.1 superagent@10.4.2 got@14.6.6 ky@1.14.3 > /dev/null
cat > look.mjs <<'SCRIPT'
import { createServer } from 'node:http'
import axios from 'axios'
import got from 'got'
import ky from 'ky'
import superagent from 'superagent'
const server = createServer((request, response) => response.end(request.url)).listen(0, '127.0.0.1')
await new Promise(resolve => server.once('listening', resolve))
const url = `http://127.0.0.1:${server.address().port}/a.jpg?x-oss-process=image/resize,w_100`
const more = { v: '1' }
const asked = {
  axios: (await axios.get(url, { params: more, responseType: 'text' })).data,
  superagent: (await superagent.get(url).query(more).buffer(true)).text,
  got: await got(url, { searchParams: more }).text(),
  ky: await ky(url, { searchParams: more }).text(),
}
server.close()
console.log(Object.entries(asked).map(([name, path]) => `${name} ${!path.includes('v=1') ? 'lost' : path.includes('x-oss-process=') ? 'added' : 'replaced'}`).join(', '))
process.exit()
SCRIPT
python=$(venv/bin/python - <<'SCRIPT'
import httpx
import requests
url, more = "http://127.0.0.1/a.jpg?x-oss-process=image/resize,w_100", {"v": "1"}
asked = {"requests": requests.Request("GET", url, params=more).prepare().url, "httpx": str(httpx.Request("GET", url, params=more).url)}
print(", ".join(f"{name} {'added' if 'x-oss-process=' in path else 'replaced'}" for name, path in asked.items()))
SCRIPT
)
seen="$(node look.mjs), $python"
echo "axios 1.21.1, superagent 10.4.2, got 14.6.6, ky 1.14.3, requests 2.34.2, httpx 0.28.1: $seen"
[ "$seen" = 'axios added, superagent added, got replaced, ky replaced, requests added, httpx replaced' ] || { echo changed; exit 1; }
