#!/usr/bin/env bash
# What Qiniu and Tencent COS are told to make of a picture is a key of the query without a value. vcrpy 9.4.2, which records answers of servers for tests, does not see such keys: of one cassette "a.jpg?imageView2/1/w/200", "a.jpg?acl" and "a.jpg" are all
# answered with what was recorded for "a.jpg?imageView2/1/w/100", so that a test of a wrong picture passes. requests-cache 1.3.3 keeps the keys, and takes "a//b.jpg" for "a/b.jpg", which are two objects. betamax 0.9.0, told to match by "uri", confuses none of them.
# A good guess is that two addresses are two records, as "query" is one of the things that vcrpy matches on by default.
# Seen, answered with: vcrpy /a.jpg?imageView2/1/w/100 /a.jpg?imageView2/1/w/100 /a.jpg?imageView2/1/w/100 /a.jpg?imageView2/1/w/100 /a//b.jpg /a/b.jpg, requests-cache: the first four as asked, /a//b.jpg /a//b.jpg, betamax: all as asked
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check vcrpy==9.4.2 requests==2.34.2 requests-cache==1.3.3 betamax==0.9.0
seen=$(venv/bin/python - <<'SCRIPT'
import http.server
import threading
import betamax
import requests
import requests_cache
import vcr


class Echo(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.path.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
threading.Thread(target=server.serve_forever, daemon=True).start()
PATHS = ["/a.jpg?imageView2/1/w/100", "/a.jpg?imageView2/1/w/200", "/a.jpg?acl", "/a.jpg", "/a//b.jpg", "/a/b.jpg"]


def answers(get):
    return " ".join(get(f"http://127.0.0.1:{server.server_port}{path}").text for path in PATHS)


with vcr.VCR(record_mode="new_episodes").use_cassette("vcr.yaml", allow_playback_repeats=True):
    seen = ["vcrpy " + answers(requests.get)]
seen.append("requests-cache " + answers(requests_cache.CachedSession(backend="memory").get))
session = requests.Session()
options = {"record_mode": "new_episodes", "match_requests_on": ["method", "uri"], "allow_playback_repeats": True}
with betamax.Betamax(session, cassette_library_dir=".", default_cassette_options=options).use_cassette("betamax"):
    seen.append("betamax " + answers(session.get))
print(", ".join(seen))
SCRIPT
)
echo "vcrpy 9.4.2, requests-cache 1.3.3, betamax 0.9.0: $seen"
all='/a.jpg?imageView2/1/w/100 /a.jpg?imageView2/1/w/200 /a.jpg?acl /a.jpg'
[ "$seen" = "vcrpy /a.jpg?imageView2/1/w/100 /a.jpg?imageView2/1/w/100 /a.jpg?imageView2/1/w/100 /a.jpg?imageView2/1/w/100 /a//b.jpg /a/b.jpg, requests-cache $all /a//b.jpg /a//b.jpg, betamax $all /a//b.jpg /a/b.jpg" ] || { echo changed; exit 1; }
