"""The steps with django5-aliyun-oss, OSS as a storage of Django."""
import os

import oss2
from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django5_aliyun_oss.storage import AliyunOSSStorage

import steps

settings.configure()


def open_storage(secret):
    settings.ALIYUN_OSS = {
        "ACCESS_KEY_ID": os.environ["OSS_ACCESS_KEY_ID"],
        "ACCESS_KEY_SECRET": secret,
        "ENDPOINT": steps.ENDPOINT,
        "BUCKET_NAME": steps.BUCKET,
    }
    return AliyunOSSStorage()


storage = open_storage(os.environ["OSS_ACCESS_KEY_SECRET"])


def put_texts():
    for key in ("list/a.txt", "list/影片 1+2.txt", "list/sub/c.txt"):
        storage.save(key, ContentFile(b"0123456789"))
    return {}


def list_objects():
    folders, names = storage.listdir("list")
    return {"keys": [f"list/{name}" for name in names], "prefixes": [f"list/{folder}/" for folder in folders]}


def signed_text():
    status, body = steps.fetch(storage.url("list/影片 1+2.txt"))
    return {"status": status, "text": body.decode()}


def renamed():
    """A second file of the same name gets another one."""
    name = storage.save("list/影片 1+2.txt", ContentFile(b"other"))
    return {"name": name, "size": storage.size(name), "text": storage.open(name).read().decode()}


def removed():
    before = storage.exists("list/影片 1+2.txt")
    storage.delete("list/影片 1+2.txt")
    return {"before": before, "after": storage.exists("list/影片 1+2.txt")}


def wrong_secret_20mb():
    """Django's `save` asks first whether the name is free, so the storage is told to write at once."""
    try:
        with open(steps.HEAVY, "rb") as source:
            open_storage("wrong")._save("refused.bin", File(source))
    except oss2.exceptions.ServerError as error:
        return {"status": error.status, "code": error.code, "requestId": error.request_id, "ec": error.ec}
    raise AssertionError("It was not refused.")


steps.run(
    {
        "put-texts": put_texts,
        "list": list_objects,
        "signed-text": signed_text,
        "renamed": renamed,
        "removed": removed,
        "wrong-secret-20mb": wrong_secret_20mb,
    }
)
