#!/usr/bin/env bash
# Two stand-ins for S3 in tests answer otherwise than S3. moto 5.2.5 of PyPI gives the whole object where its second part is asked for (PartNumber=2), and fails the condition If-Match: *, which holds for each object (RFC 9110, 13.1.1).
# gofakes3 1.2.0 for Go does not look at If-Match when it reads, lists the folder "a/" of a delimiter among the objects as well, and gives each folder once for each object in it where a page holds one: "d/" on two pages.
# A good guess is that a stand-in which knows a header acts on it, and that folders and objects of a page do not overlap.
# Seen: moto part 2 5242883 bytes, If-Match * 412, If-Match of another 412, folders a/ d/, objects e, pages a/ d/ e; gofakes3 If-Match * 200, If-Match of another 200, folders a/ d/, objects a/ e,
# pages a/ a/ d/ d/ e
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check moto==5.2.5 boto3==1.44.8
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"net/http/httptest"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

func main() {
	server := httptest.NewServer(gofakes3.New(s3mem.New()).Server())
	defer server.Close()
	fmt.Println(server.URL)
	fmt.Scanln()
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/johannesboyne/gofakes3@v1.2.0 2> /dev/null
go build -o fake .
seen=$(AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b AWS_DEFAULT_REGION=us-east-1 venv/bin/python - <<'SCRIPT'
import subprocess
import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from moto import mock_aws


def status(call, **options):
    try:
        return call(Bucket="look", **options)["ResponseMetadata"]["HTTPStatusCode"]
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"]


def entries(page):
    return [prefix["Prefix"] for prefix in page.get("CommonPrefixes", [])], [item["Key"] for item in page.get("Contents", [])]


def look(store, has_parts):
    store.create_bucket(Bucket="look")
    for name in ("a/", "a/b", "d/1", "d/2", "e"):
        store.put_object(Bucket="look", Key=name, Body=b"x")
    found = []
    folders, objects = entries(store.list_objects_v2(Bucket="look", Delimiter="/"))
    pages = [name for page in store.get_paginator("list_objects_v2").paginate(Bucket="look", Delimiter="/", MaxKeys=1) for part in entries(page) for name in part]
    if has_parts:
        upload = {"Bucket": "look", "Key": "parts", "UploadId": store.create_multipart_upload(Bucket="look", Key="parts")["UploadId"]}
        parts = [{"PartNumber": n, "ETag": store.upload_part(PartNumber=n, Body=b"x" * size, **upload)["ETag"]} for n, size in ((1, 5 << 20), (2, 3))]
        store.complete_multipart_upload(MultipartUpload={"Parts": parts}, **upload)
        found.append(f"part 2 {len(store.get_object(Bucket='look', Key='parts', PartNumber=2)['Body'].read())} bytes")
    found.append(f"If-Match * {status(store.get_object, Key='e', IfMatch='*')}")
    found.append(f"If-Match of another {status(store.get_object, Key='e', IfMatch='1234')}")
    return ", ".join([*found, f"folders {' '.join(folders)}", f"objects {' '.join(objects)}", f"pages {' '.join(pages)}"])


with mock_aws():
    print("moto", look(boto3.client("s3"), True), end="; ")
with subprocess.Popen(["./fake"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
    config = Config(s3={"addressing_style": "path"}, request_checksum_calculation="when_required")
    print("gofakes3", look(boto3.client("s3", endpoint_url=server.stdout.readline().strip(), config=config), False))
    server.communicate("\n")
SCRIPT
)
echo "$seen"
[ "$seen" = 'moto part 2 5242883 bytes, If-Match * 412, If-Match of another 412, folders a/ d/, objects e, pages a/ d/ e; gofakes3 If-Match * 200, If-Match of another 200, folders a/ d/, objects a/ e, pages a/ a/ d/ d/ e' ] || { echo changed; exit 1; }
