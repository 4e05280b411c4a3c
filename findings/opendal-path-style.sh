#!/usr/bin/env bash
# OpenDAL (Python) in path style asks for the list of a bucket at "/BUCKET?list-type=2" and signs "/BUCKET": without
# the slash that the signature of version 1 has behind the name of a bucket. A good guess is that a client which signs by V1 signs "/BUCKET/".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check opendal==0.47.12
cat > "$folder/list.py" <<'SCRIPT'
import asyncio, base64, hashlib, hmac, http.server, threading
from importlib.metadata import version
import opendal

seen = []

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        seen.append((self.path, self.headers["Date"] or "", self.headers["Authorization"], self.headers.get("x-oss-date", "")))
        body = b'<?xml version="1.0"?><ListBucketResult><Name>media</Name><IsTruncated>false</IsTruncated></ListBucketResult>'
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
operator = opendal.AsyncOperator(
    "oss",
    bucket="media",
    endpoint=f"http://127.0.0.1:{server.server_port}",
    access_key_id="id",
    access_key_secret="secret",
    addressing_style="path",
)


async def ask():
    async for _ in await operator.list("/"):
        pass

asyncio.run(ask())
path, date, authorization, oss_date = seen[0]
def signature(resource):
    lines = f"GET\n\n\n{date}\n" + (f"x-oss-date:{oss_date}\n" if oss_date else "") + resource
    return "OSS id:" + base64.b64encode(hmac.new(b"secret", lines.encode(), hashlib.sha1).digest()).decode()
signed = [resource for resource in ("/media", "/media/") if signature(resource) == authorization]
print("opendal", version("opendal"), path, "signs", signed)
raise SystemExit(0 if path.startswith("/media?") and signed == ["/media"] else "changed")
SCRIPT
"$folder/venv/bin/python" "$folder/list.py"
