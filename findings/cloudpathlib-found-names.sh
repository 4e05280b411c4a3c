#!/usr/bin/env bash
# cloudpathlib 0.26.0 of PyPI reads the object "a//b.jpg" and "/c.jpg" by their names, and glob() tells them as "a/b.jpg" and "c.jpg", which do not exist: a loop over what was found fails, and "d//e.jpg" beside "d/e.jpg" is not found at all.
# boto3 1.44.8 lists all names as they are; smart_open 9.0.2 reads them.
# A good guess is that the names that a library finds are names it can read.
# Seen: exists True True; found a/b.jpg False, c.jpg False, d/e.jpg True; smart_open a//b.jpg /c.jpg
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cloudpathlib[s3]==0.26.0 smart_open[s3]==9.0.2 moto==5.2.5 boto3==1.44.8
seen=$(AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b AWS_DEFAULT_REGION=us-east-1 venv/bin/python - <<'SCRIPT'
import boto3
import smart_open
from cloudpathlib import S3Path
from moto import mock_aws

with mock_aws():
    store = boto3.client("s3")
    store.create_bucket(Bucket="look")
    for name in ("a//b.jpg", "/c.jpg", "d//e.jpg", "d/e.jpg"):
        store.put_object(Bucket="look", Key=name, Body=name.encode())
    print("exists", S3Path("s3://look/a//b.jpg").exists(), S3Path("s3://look//c.jpg").exists(), end="; ")
    found = sorted(S3Path("s3://look/").glob("**/*.jpg"), key=str)
    print("found", ", ".join(f"{path.key} {path.exists()}" for path in found), end="; ")
    print("smart_open", *(smart_open.open(f"s3://look/{name}").read() for name in ("a//b.jpg", "/c.jpg")))
SCRIPT
)
echo "$seen"
[ "$seen" = 'exists True True; found a/b.jpg False, c.jpg False, d/e.jpg True; smart_open a//b.jpg /c.jpg' ] || { echo changed; exit 1; }
