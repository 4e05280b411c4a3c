#!/usr/bin/env bash
# Three packages of PyPI sign what requests sends for S3 and services like it, and each signs another request than it sends for some names and keys. requests-aws4auth 1.4.0 signs the object "a//b.jpg" as "a/b.jpg"; aws-requests-auth 0.4.3 encodes the percent signs of a name once more,
# so that "a b.jpg" and "日.jpg" fail, and sorts "a-b" behind "a"; requests-auth-aws-sigv4 0.7 ends in a ValueError at a key without a value, "?acl" and "?uploads". Of a blank in a query, which requests writes as "+", the last two sign a plus. aws4 1.13.2 and
# aws4fetch 1.0.20 of npm sign all as they are sent. A good guess is that a package for signing S3, by its examples, signs each name that S3 has.
# Seen, signature not of the request: requests-aws4auth /a//b.jpg; aws-requests-auth /a%20b.jpg /%E6%97%A5.jpg /?prefix=in+2026 /?a-b=1&a=2; requests-auth-aws-sigv4 /?prefix=in+2026, ValueError /?acl /?uploads; aws4 none; aws4fetch none
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check requests==2.34.2 requests-aws4auth==1.4.0 aws-requests-auth==0.4.3 requests-auth-aws-sigv4==0.7
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts aws4@1.13.2 aws4fetch@1.0.20 > /dev/null
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import aws4 from 'aws4'
import { AwsV4Signer } from 'aws4fetch'
const keys = { accessKeyId: 'key', secretAccessKey: 'secret' }
const signed = { aws4: [], aws4fetch: [] }
for (const url of JSON.parse(readFileSync(0, 'utf8'))) {
  const { host, pathname, search } = new URL(url)
  const request = aws4.sign({ host, path: pathname + search, service: 's3', region: 'us-east-1' }, keys)
  signed.aws4.push({ url: `https://${host}${request.path}`, headers: request.headers })
  const fetched = await new AwsV4Signer({ url, ...keys, service: 's3', region: 'us-east-1' }).sign()
  signed.aws4fetch.push({ url: fetched.url.href, headers: Object.fromEntries(fetched.headers) })
}
console.log(JSON.stringify(signed))
SCRIPT
seen=$(venv/bin/python - <<'SCRIPT'
import hashlib
import hmac
import json
import subprocess
from urllib.parse import quote, unquote_plus, unquote, urlsplit
import requests
from aws_requests_auth.aws_auth import AWSRequestsAuth
from requests_auth_aws_sigv4 import AWSSigV4
from requests_aws4auth import AWS4Auth

HOST = "b.s3.us-east-1.amazonaws.com"
PATHS = ["/a.jpg", "/a%20b.jpg", "/a//b.jpg", "/%E6%97%A5.jpg", "/?acl", "/?uploads", "/?prefix=in+2026", "/?prefix=in%2F2026", "/?a-b=1&a=2"]
SIGNERS = {
    "requests-aws4auth": AWS4Auth("key", "secret", "us-east-1", "s3"),
    "aws-requests-auth": AWSRequestsAuth(aws_access_key="key", aws_secret_access_key="secret", aws_host=HOST, aws_region="us-east-1", aws_service="s3"),
    "requests-auth-aws-sigv4": AWSSigV4("s3", region="us-east-1", aws_access_key_id="key", aws_secret_access_key="secret"),
}


def encode(text):
    return quote(text, safe="-_.~")


def is_signed(url, headers):
    """Whether the signature is that of the request, by the steps of the documentation of S3."""
    headers = {"host": HOST, **{name.lower(): value for name, value in headers.items()}}
    fields = dict(field.strip().split("=", 1) for field in headers["authorization"].split(" ", 1)[1].split(","))
    parts, names, scope = urlsplit(url), fields["SignedHeaders"].split(";"), fields["Credential"].split("/")[1:]
    pairs = sorted((encode(unquote_plus(name)), encode(unquote_plus(value))) for name, _, value in (pair.partition("=") for pair in parts.query.split("&") if pair))
    lines = ["GET", "/".join(encode(unquote(part)) for part in parts.path.split("/")), "&".join(f"{name}={value}" for name, value in pairs)]
    lines += [*(f"{name}:{headers[name]}" for name in names), "", ";".join(names), headers.get("x-amz-content-sha256", hashlib.sha256(b"").hexdigest())]
    key = b"AWS4secret"
    for part in scope:
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    text = "\n".join(["AWS4-HMAC-SHA256", headers["x-amz-date"], "/".join(scope), hashlib.sha256("\n".join(lines).encode()).hexdigest()])
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest() == fields["Signature"]


found = []
for name, signer in SIGNERS.items():
    wrong, errors = [], []
    for path in PATHS:
        try:
            request = requests.Request("GET", f"https://{HOST}{path}", auth=signer).prepare()
        except ValueError:
            errors.append(path)
            continue
        if not is_signed(request.url, request.headers):
            wrong.append(path)
    found.append(f"{name} {' '.join(wrong)}" + (f", ValueError {' '.join(errors)}" if errors else ""))
node = subprocess.run(["node", "look.mjs"], input=json.dumps([f"https://{HOST}{path}" for path in PATHS]), capture_output=True, text=True, check=True)
for name, requests_signed in json.loads(node.stdout).items():
    wrong = [path for path, request in zip(PATHS, requests_signed) if not is_signed(request["url"], request["headers"])]
    found.append(f"{name} {' '.join(wrong) or 'none'}")
print("; ".join(found))
SCRIPT
)
echo "Signature not of the request: $seen"
[ "$seen" = 'requests-aws4auth /a//b.jpg; aws-requests-auth /a%20b.jpg /%E6%97%A5.jpg /?prefix=in+2026 /?a-b=1&a=2; requests-auth-aws-sigv4 /?prefix=in+2026, ValueError /?acl /?uploads; aws4 none; aws4fetch none' ] || { echo changed; exit 1; }
