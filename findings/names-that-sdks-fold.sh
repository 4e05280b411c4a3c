#!/usr/bin/env bash
# "a//b.jpg" is a name of an object, and so are "./a.jpg" and "a/../b.jpg": a store of objects has no folders. @baiducloud/sdk 1.0.7 of npm, for BOS of Baidu, uploads them as "a/b.jpg", "a.jpg" and "b.jpg", with a signature of that name, over what may be there, without a word; bce-python-sdk 0.9.79 of PyPI keeps the first and
# refuses the others. tos 2.9.3 of PyPI, for TOS of Volcengine, sends the two with dots to another name than it signs; @volcengine/tos-sdk 2.9.1 of npm sends all as they are, as oss2 2.19.1 for OSS, esdk-obs-python 3.26.6 for OBS of Huawei and cos-nodejs-sdk-v5 3.0.0 for COS of Tencent do.
# A good guess is that the SDK of a store's maker uploads an object under the name it is given, or that the SDKs of one store agree.
# Seen: @baiducloud/sdk a/b.jpg a.jpg b.jpg, @volcengine/tos-sdk same same same, cos-nodejs-sdk-v5 same same same, bce-python-sdk same refused refused, tos same a.jpg b.jpg, oss2 same same same, esdk-obs-python same same same
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check bce-python-sdk==0.9.79 tos==2.9.3 oss2==2.19.1 esdk-obs-python==3.26.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @baiducloud/sdk@1.0.7 @volcengine/tos-sdk@2.9.1 cos-nodejs-sdk-v5@3.0.0 > /dev/null
cat > look.py <<'SCRIPT'
import http.server
import logging
import threading
import urllib.parse
import obs
import oss2
import tos
from baidubce.auth.bce_credentials import BceCredentials
from baidubce.bce_client_configuration import BceClientConfiguration
from baidubce.services.bos.bos_client import BosClient

logging.disable()
names = ["a//b.jpg", "./a.jpg", "a/../b.jpg"]
asked = []

class Handler(http.server.BaseHTTPRequestHandler):
    def do_PUT(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        asked.append(urllib.parse.unquote(self.path.split("?")[0]).removeprefix("/media/").removeprefix("/"))
        self.send_response(200)
        for name, value in (("ETag", '"0"'), ("x-tos-request-id", "0"), ("Content-Length", "0")):
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *words):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
host = f"http://127.0.0.1:{server.server_port}"
bos = BosClient(BceClientConfiguration(credentials=BceCredentials("a", "b"), endpoint=host))
volcengine = tos.TosClientV2("a", "b", host, "r", is_custom_domain=True, max_retry_count=0, enable_crc=False)
aliyun = oss2.Bucket(oss2.Auth("a", "b"), host, "media", enable_crc=False)
huawei = obs.ObsClient(access_key_id="a", secret_access_key="b", server=host, path_style=True, signature="obs")

def sent(put):
    found = []
    for name in names:
        asked.clear()
        try:
            put(name)
        except Exception:
            pass
        found.append(("same" if asked[0] == name else asked[0]) if asked else "refused")
    return " ".join(found)

print("bce-python-sdk", sent(lambda name: bos.put_object_from_string("media", name, "x")), end=", ")
print("tos", sent(lambda name: volcengine.put_object("media", name, content=b"x")), end=", ")
print("oss2", sent(lambda name: aliyun.put_object(name, b"x")), end=", ")
print("esdk-obs-python", sent(lambda name: huawei.putContent("media", name, content="x")))
SCRIPT
cat > look.cjs <<'SCRIPT'
const { createServer } = require('node:http')
const { BosClient } = require('@baiducloud/sdk')
const { TosClient } = require('@volcengine/tos-sdk')
const COS = require('cos-nodejs-sdk-v5')
const names = ['a//b.jpg', './a.jpg', 'a/../b.jpg']
let asked
const server = createServer((request, response) => {
  asked ??= decodeURIComponent(request.url.split('?')[0]).replace(/^\/(media\/)?/, '')
  request.resume().on('end', () => response.writeHead(200, { ETag: '"0"', 'x-tos-request-id': '0' }).end())
})
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address()
  const sent = async put => {
    const found = []
    for (const name of names) {
      asked = undefined
      await put(name).catch(() => undefined)
      found.push(asked === name ? 'same' : asked ?? 'refused')
    }
    return found.join(' ')
  }
  const bos = new BosClient({ endpoint: `http://127.0.0.1:${port}`, credentials: { ak: 'a', sk: 'b' } })
  const tos = new TosClient({ accessKeyId: 'a', accessKeySecret: 'b', region: 'r', endpoint: `127.0.0.1:${port}`, secure: false, isCustomDomain: true, bucket: 'media', maxRetryCount: 0 })
  const cos = new COS({ SecretId: 'a', SecretKey: 'b', Domain: `127.0.0.1:${port}`, Protocol: 'http:' })
  console.log(`@baiducloud/sdk ${await sent(name => bos.putObject('media', name, Buffer.from('x')))}, @volcengine/tos-sdk ${await sent(key => tos.putObject({ bucket: 'media', key, body: Buffer.from('x') }))}, `
    + `cos-nodejs-sdk-v5 ${await sent(Key => cos.putObject({ Bucket: 'media-1250000000', Region: 'ap-guangzhou', Key, Body: 'x' }))}`)
  process.exit()
})
SCRIPT
seen="$(node look.cjs 2> errors), $(venv/bin/python -W ignore look.py 2> errors)" || { cat errors; exit 1; }
echo "$seen"
[ "$seen" = '@baiducloud/sdk a/b.jpg a.jpg b.jpg, @volcengine/tos-sdk same same same, cos-nodejs-sdk-v5 same same same, bce-python-sdk same refused refused, tos same a.jpg b.jpg, oss2 same same same, esdk-obs-python same same same' ] || { echo changed; exit 1; }
