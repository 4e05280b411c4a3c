#!/usr/bin/env bash
# listObjectsV2() of minio 8.0.7 of npm makes numbers of the names of objects that look like them, and texts of the numbers: "00001" is "1", "0x10" "16", "1.50" "1.5", so that what is found is another object or none. Names as "00001" are those of numbered pictures and parts. listObjects() of the
# same client keeps them; so do ali-oss 6.23.0 and cos-nodejs-sdk-v5 3.0.0 of npm and minio 7.2.20 of PyPI with the same answer.
# A good guess is that the name of an object is a text, and that the two forms of one list have one parser.
# Seen: listObjectsV2 [1] [16] [1.5] same, listObjects same same same same, ali-oss same same same same, COS same same same same, minio of PyPI same same same same
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check minio==7.2.20
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts minio@8.0.7 ali-oss@6.23.0 cos-nodejs-sdk-v5@3.0.0 > /dev/null
cat > look.py <<'SCRIPT'
import json
import sys
from minio import Minio

client = Minio(f"127.0.0.1:{sys.argv[1]}", access_key="a", secret_key="b", secure=False, region="us-east-1")
print(json.dumps([found.object_name for found in client.list_objects("media")]))
SCRIPT
cat > look.mjs <<'SCRIPT'
import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import OSS from 'ali-oss'
import COS from 'cos-nodejs-sdk-v5'
import { Client } from 'minio'
const names = ['00001', '0x10', '1.50', 'b.jpg']
const server = createServer((request, response) => {
  const encoded = request.url.includes('encoding-type=url')
  const entries = names.map(name => `<Contents><Key>${encoded ? encodeURIComponent(name) : name}</Key><LastModified>2026-11-28T10:00:00.000Z</LastModified>`
    + '<ETag>"00"</ETag><Size>1</Size><StorageClass>STANDARD</StorageClass><Owner><ID>1</ID><DisplayName>o</DisplayName></Owner></Contents>')
  response.setHeader('content-type', 'application/xml')
  response.end(`<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>media</Name><Prefix></Prefix><MaxKeys>1000</MaxKeys><KeyCount>4</KeyCount>`
    + `${encoded ? '<EncodingType>url</EncodingType>' : ''}<IsTruncated>false</IsTruncated>${entries.join('')}</ListBucketResult>`)
})
await new Promise(done => server.listen(0, '127.0.0.1', done))
const { port } = server.address()
const client = new Client({ endPoint: '127.0.0.1', port, useSSL: false, accessKey: 'a', secretKey: 'b', region: 'us-east-1' })
const collect = async stream => {
  const found = []
  for await (const { name } of stream) found.push(name)
  return found
}
const oss = new OSS({ accessKeyId: 'a', accessKeySecret: 'b', bucket: 'media', endpoint: `http://127.0.0.1:${port}`, cname: true })
const cos = new COS({ SecretId: 'a', SecretKey: 'b', Domain: `127.0.0.1:${port}`, Protocol: 'http:' })
const print = found => found.map((name, index) => name === names[index] ? 'same' : `[${name}]`).join(' ')
const ofPython = await new Promise((done, fail) => execFile('venv/bin/python', ['look.py', String(port)], (error, text) => error ? fail(error) : done(JSON.parse(text))))
console.log(`listObjectsV2 ${print(await collect(client.listObjectsV2('media', '', true)))}, listObjects ${print(await collect(client.listObjects('media', '', true)))}, `
  + `ali-oss ${print((await oss.listV2()).objects.map(({ name }) => name))}, COS ${print((await cos.getBucket({ Bucket: 'media-1250000000', Region: 'ap-guangzhou' })).Contents.map(({ Key }) => Key))}, minio of PyPI ${print(ofPython)}`)
process.exit()
SCRIPT
seen=$(node look.mjs 2> errors) || { cat errors; exit 1; }
echo "$seen"
[ "$seen" = 'listObjectsV2 [1] [16] [1.5] same, listObjects same same same same, ali-oss same same same same, COS same same same same, minio of PyPI same same same same' ] || { echo changed; exit 1; }
