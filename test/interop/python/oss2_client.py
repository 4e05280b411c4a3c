"""The steps with oss2, the first Python SDK."""
import time

import oss2
from oss2.credentials import EnvironmentVariableCredentialsProvider, StaticCredentialsProvider

import steps


def open_bucket(name, provider=None):
    provider = provider or EnvironmentVariableCredentialsProvider()
    if steps.SIGNATURE == "v4":
        return oss2.Bucket(oss2.ProviderAuthV4(provider), steps.ENDPOINT, name, region=steps.REGION)
    return oss2.Bucket(oss2.ProviderAuth(provider), steps.ENDPOINT, name)


bucket = open_bucket(steps.BUCKET)
target = open_bucket(steps.TARGET)


def refused(call):
    try:
        call()
    except oss2.exceptions.ServerError as error:
        return {"status": error.status, "code": error.code, "requestId": error.request_id, "ec": error.ec}
    raise AssertionError("It was not refused.")


def put():
    result = bucket.put_object_from_file("example.mkv", steps.CLIP)
    bucket.put_object_from_file("picture.png", steps.PICTURE)
    return {"etag": result.etag, "requestId": result.request_id}


def submit(target_key, padded):
    result = bucket.async_process_object("example.mkv", steps.animation(target_key, padded))
    return {"eventId": result.event_id, "requestId": result.async_request_id, "taskId": result.task_id}


def fetch_result(key, name):
    steps.wait_for(lambda: target.object_exists(key))
    result = target.get_object(key)
    steps.keep(name, result.read())
    return {"contentType": result.content_type}


def resize():
    result = bucket.get_object("picture.png", process=steps.RESIZE)
    steps.keep("resize.png", result.read())
    return {"contentType": result.content_type}


def save():
    result = bucket.process_object("picture.png", steps.save("saved/small.png"))
    steps.keep("save.png", target.get_object("saved/small.png").read())
    return {"status": result.process_status, "bucket": result.bucket, "object": result.object, "fileSize": result.fileSize}


def sign(expires):
    return bucket.sign_url("GET", "picture.png", expires, params={"x-oss-process": steps.RESIZE}, slash_safe=True)


def presign():
    status, body = steps.fetch(sign(600))
    steps.keep("presign.png", body)
    return {"status": status}


def presign_expired():
    url = sign(1)
    time.sleep(2.5)
    status, body = steps.fetch(url)
    return {"status": status, "body": body.decode()}


def presign_wrong():
    status, body = steps.fetch(sign(600).replace("w_50", "w_60"))
    return {"status": status, "body": body.decode()}


def open_wrong():
    provider = StaticCredentialsProvider(bucket.auth.credentials_provider.get_credentials().access_key_id, "wrong")
    return open_bucket(steps.BUCKET, provider)


def wrong_secret():
    return refused(lambda: open_wrong().get_object("picture.png"))


def wrong_secret_20mb():
    return refused(lambda: open_wrong().put_object_from_file("refused.bin", steps.HEAVY))


def bad_animation():
    process = steps.animation("bad.{autoext}", False).replace("w_100", "w_5000")
    return refused(lambda: bucket.async_process_object("example.mkv", process))


def bad_resize():
    return refused(lambda: bucket.get_object("picture.png", process="image/resize,w_-1"))


def put_texts():
    for key in ("list/a.txt", "list/影片 1+2.txt", "list/sub/c.txt"):
        bucket.put_object(key, "0123456789")
    return {}


def list_objects():
    result = bucket.list_objects(prefix="list/", delimiter="/")
    return {"keys": [item.key for item in result.object_list], "prefixes": result.prefix_list}


def list_objects_v2():
    result = bucket.list_objects_v2(prefix="list/", delimiter="/")
    return {"keys": [item.key for item in result.object_list], "prefixes": result.prefix_list}


def get_range():
    result = bucket.get_object("list/影片 1+2.txt", byte_range=(2, 5))
    return {"status": result.status, "text": result.read().decode()}


def head():
    bucket.put_object("head.txt", "0123456789", headers={"Content-Type": "text/plain", "x-oss-meta-author": "example"})
    result = bucket.head_object("head.txt")
    author = result.headers["x-oss-meta-author"]
    return {"size": result.content_length, "contentType": result.content_type, "author": author, "etag": result.etag}


def copy():
    target.copy_object(steps.BUCKET, "list/影片 1+2.txt", "copied 影片.txt")
    return {"text": target.get_object("copied 影片.txt").read().decode()}


def append():
    first = bucket.append_object("appended.txt", 0, "hello ")
    second = bucket.append_object("appended.txt", first.next_position, "world")
    wrong = refused(lambda: bucket.append_object("appended.txt", 3, "!"))
    return {"next": second.next_position, "text": bucket.get_object("appended.txt").read().decode(), "wrong": wrong}


def delete():
    bucket.delete_object("appended.txt")
    return refused(lambda: bucket.get_object("appended.txt"))


def delete_many():
    bucket.put_object("many/a&b.txt", "0123456789")
    return {"deleted": bucket.batch_delete_objects(["list/影片 1+2.txt", "many/a&b.txt"]).deleted_keys}


def list_buckets():
    return [item.name for item in oss2.Service(bucket.auth, steps.ENDPOINT, region=steps.REGION).list_buckets().buckets]


def style():
    bucket.put_bucket_style("small", steps.RESIZE)
    content = bucket.get_bucket_style("small").content
    names = [item.name for item in bucket.list_bucket_style().styles]
    steps.keep("style.png", bucket.get_object("picture.png", process="style/small").read())
    bucket.delete_bucket_style("small")
    return {"content": content, "names": names, "left": len(bucket.list_bucket_style().styles)}


def multipart():
    key = "large/影片 1+2&3.bin"
    store = oss2.ResumableStore(root=steps.OUTPUT)
    sizes = {"multipart_threshold": steps.PART_BYTES, "part_size": steps.PART_BYTES}
    oss2.resumable_upload(bucket, key, steps.LARGE, store=store, **sizes)
    result = bucket.head_object(key)
    return {"size": result.content_length, "etag": result.etag}


def multipart_copy():
    key = "joined/影片 1+2&3.bin"
    upload = target.init_multipart_upload(key).upload_id
    parts = []
    for number, span in enumerate([(0, 2 * steps.PART_BYTES - 1), (2 * steps.PART_BYTES, None)], 1):
        result = target.upload_part_copy(steps.BUCKET, "large/影片 1+2&3.bin", span, key, upload, number)
        parts.append(oss2.models.PartInfo(number, result.etag))
    result = target.complete_multipart_upload(key, upload, parts)
    return {"size": target.head_object(key).content_length, "etag": result.etag}


def list_uploads():
    return [item.key for item in bucket.list_multipart_uploads().upload_list]


def multipart_abort():
    key = "aborted/影片 1+2&3.bin"
    upload = bucket.init_multipart_upload(key).upload_id
    bucket.upload_part(key, upload, 1, "0123456789")
    listed = bucket.list_parts(key, upload).parts
    parts = [{"number": part.part_number, "size": part.size, "etag": part.etag} for part in listed]
    uploads = list_uploads()
    bucket.abort_multipart_upload(key, upload)
    gone = refused(lambda: bucket.list_parts(key, upload))
    return {"parts": parts, "uploads": uploads, "left": list_uploads(), "gone": gone}


def buckets():
    other = open_bucket("interop-other")
    other.create_bucket(oss2.BUCKET_ACL_PRIVATE)
    info = other.get_bucket_info()
    names = list_buckets()
    other.put_object("a.txt", "a")
    full = refused(other.delete_bucket)
    other.delete_object("a.txt")
    other.delete_bucket()
    gone = refused(other.get_bucket_info)
    facts = {"name": info.name, "location": info.location, "acl": info.acl.grant}
    return {**facts, "names": names, "full": full, "gone": gone}


steps.run(
    {
        "put": put,
        "submit-unpadded": lambda: submit("outobjprefix.{autoext}", False),
        "submit-padded": lambda: submit("padded/outobjprefix.{autoext}", True),
        "result-unpadded": lambda: fetch_result("outobjprefix.gif", "unpadded.gif"),
        "result-padded": lambda: fetch_result("padded/outobjprefix.gif", "padded.gif"),
        "resize": resize,
        "save": save,
        "presign": presign,
        "presign-expired": presign_expired,
        "presign-wrong": presign_wrong,
        "wrong-secret": wrong_secret,
        "wrong-secret-20mb": wrong_secret_20mb,
        "bad-animation": bad_animation,
        "bad-resize": bad_resize,
        "put-texts": put_texts,
        "list": list_objects,
        "list-v2": list_objects_v2,
        "range": get_range,
        "head": head,
        "copy": copy,
        "append": append,
        "delete": delete,
        "delete-many": delete_many,
        "style": style,
        "multipart": multipart,
        "multipart-copy": multipart_copy,
        "multipart-abort": multipart_abort,
        "bucket": buckets,
    }
)
