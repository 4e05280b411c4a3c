#!/usr/bin/env bash
# The SDK of OSS for Python (V2) decodes NextContinuationToken where a list is asked for with encoding-type=url, as it decodes names: "a%2Fb+c"
# becomes "a/b+c". A good guess is that a token is opaque, and that it goes back as it came.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check alibabacloud-oss-v2==1.4.1
cat > "$folder/list.py" <<'SCRIPT'
import http.server
import threading
from importlib.metadata import version

import alibabacloud_oss_v2 as oss

seen = []


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        seen.append(self.path)
        body = b"<ListBucketResult><Name>media</Name><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>"
        body += b"<NextContinuationToken>a%2Fb+c</NextContinuationToken></ListBucketResult>"
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
config = oss.config.load_default()
config.credentials_provider = oss.credentials.StaticCredentialsProvider("id", "secret")
config.region = "cn-hangzhou"
config.endpoint = f"http://127.0.0.1:{server.server_port}"
client = oss.Client(config)
page = client.list_objects_v2(oss.ListObjectsV2Request(bucket="media", prefix="in/"))
token = page.next_continuation_token
print("alibabacloud-oss-v2", version("alibabacloud-oss-v2"), "asks", seen[0], "and reads the token a%2Fb+c as", token)
raise SystemExit(0 if "encoding-type=url" in seen[0] and token == "a/b+c" else "changed")
SCRIPT
"$folder/venv/bin/python" "$folder/list.py"
