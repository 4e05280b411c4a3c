"""The steps with OpenDAL, one interface to many stores, whose core is in Rust. It names no bucket in the host of an address."""
import asyncio
import os
import re

import opendal

import steps


def open_store(secret):
    return opendal.Operator(
        "oss",
        bucket=steps.BUCKET,
        endpoint=steps.ENDPOINT,
        addressing_style="path",
        access_key_id=os.environ["OSS_ACCESS_KEY_ID"],
        access_key_secret=secret,
    )


store = open_store(os.environ["OSS_ACCESS_KEY_SECRET"])


def put_texts():
    for key in ("list/a.txt", "list/影片 1+2.txt", "list/sub/c.txt"):
        store.write(key, b"0123456789")
    return {}


def list_objects():
    paths = sorted(entry.path for entry in store.list("list/"))
    return {
        "keys": [path for path in paths if not path.endswith("/")],
        "prefixes": [path for path in paths if path.endswith("/")],
    }


def get_range():
    return {"text": bytes(store.read("list/影片 1+2.txt", offset=2, size=4)).decode()}


def copy():
    store.copy("list/影片 1+2.txt", "copied 影片.txt")
    return {"text": bytes(store.read("copied 影片.txt")).decode()}


def removed():
    before = store.exists("copied 影片.txt")
    store.delete("copied 影片.txt")
    return {"before": before, "after": store.exists("copied 影片.txt")}


def signed_text():
    """Only the asynchronous half of the interface signs addresses."""

    async def sign():
        return await store.to_async_operator().presign_read("list/影片 1+2.txt", 600)

    status, body = steps.fetch(asyncio.run(sign()).url)
    return {"status": status, "text": body.decode()}


def multipart():
    key = "large/影片 1+2&3.bin"
    with open(steps.LARGE, "rb") as source, store.open(key, "wb", chunk=steps.PART_BYTES) as file:
        file.write(source.read())
    found = store.stat(key)
    return {"size": found.content_length, "etag": found.etag.strip('"')}


def wrong_secret_20mb():
    """The exception holds the answer as text."""
    with open(steps.HEAVY, "rb") as source:
        content = source.read()
    try:
        open_store("wrong").write("refused.bin", content)
    except opendal.exceptions.PermissionDenied as error:
        parts = {
            "status": r"status: (\d+)",
            "code": r'code: "(\w+)"',
            "requestId": r'request_id: "(\w+)"',
            "ec": r'"x-oss-ec": "([\d-]+)"',
        }
        found = {name: re.search(pattern, str(error)).group(1) for name, pattern in parts.items()}
        return {**found, "status": int(found["status"])}
    raise AssertionError("It was not refused.")


steps.run(
    {
        "put-texts": put_texts,
        "list": list_objects,
        "range": get_range,
        "copy": copy,
        "removed": removed,
        "signed-text": signed_text,
        "multipart": multipart,
        "wrong-secret-20mb": wrong_secret_20mb,
    }
)
