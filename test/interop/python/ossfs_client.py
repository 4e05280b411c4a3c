"""The steps with ossfs, OSS as a file system of fsspec, alone and below pandas."""
import os

import oss2
import ossfs
import pandas

import steps

ACCESS = {"key": os.environ["OSS_ACCESS_KEY_ID"], "secret": os.environ["OSS_ACCESS_KEY_SECRET"], "endpoint": steps.ENDPOINT}
files = ossfs.OSSFileSystem(**ACCESS)


def put_texts():
    for key in ("list/a.txt", "list/影片 1+2.txt", "list/sub/c.txt"):
        files.pipe_file(f"/{steps.BUCKET}/{key}", b"0123456789")
    return {}


def list_objects():
    listed = sorted(name.removeprefix(f"/{steps.BUCKET}/") for name in files.ls(f"/{steps.BUCKET}/list", detail=False))
    return {
        "keys": [name for name in listed if not name.endswith("/")],
        "prefixes": [name for name in listed if name.endswith("/")],
    }


def get_range():
    with files.open(f"/{steps.BUCKET}/list/影片 1+2.txt", "rb") as file:
        file.seek(2)
        return {"text": file.read(4).decode()}


def copy():
    copied = f"/{steps.BUCKET}/copied 影片.txt"
    files.cp_file(f"/{steps.BUCKET}/list/影片 1+2.txt", copied)
    return {"text": files.cat_file(copied).decode()}


def removed():
    name = f"/{steps.BUCKET}/copied 影片.txt"
    before = files.exists(name)
    files.rm_file(name)
    return {"before": before, "after": files.exists(name)}


def table():
    url = f"oss://{steps.BUCKET}/tables/表 1+2.csv"
    pandas.DataFrame({"n": [1, 2, 3], "名": ["x", "a,b", "影片"]}).to_csv(url, index=False, storage_options=ACCESS)
    return pandas.read_csv(url, storage_options=ACCESS).to_dict("list")


def wrong_secret_20mb():
    wrong = ossfs.OSSFileSystem(**{**ACCESS, "secret": "wrong"})
    try:
        wrong.put_file(steps.HEAVY, f"/{steps.BUCKET}/refused.bin")
    except OSError as error:
        cause = error.__cause__
        if not isinstance(cause, oss2.exceptions.ServerError):
            raise
        return {"status": cause.status, "code": cause.code, "requestId": cause.request_id, "ec": cause.ec}
    raise AssertionError("It was not refused.")


steps.run(
    {
        "put-texts": put_texts,
        "list": list_objects,
        "range": get_range,
        "copy": copy,
        "removed": removed,
        "table": table,
        "wrong-secret-20mb": wrong_secret_20mb,
    }
)
