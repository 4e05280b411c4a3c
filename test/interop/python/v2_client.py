"""The steps with alibabacloud-oss-v2, the second Python SDK."""
import datetime
import os
import time

import alibabacloud_oss_v2 as oss

import steps


def open_client(provider=None):
    config = oss.config.load_default()
    config.credentials_provider = provider or oss.credentials.EnvironmentVariableCredentialsProvider()
    config.region = steps.REGION
    config.endpoint = steps.ENDPOINT
    config.signature_version = steps.SIGNATURE
    return oss.Client(config)


client = open_client()
BUCKET = steps.BUCKET
TARGET = steps.TARGET


def refused(call):
    try:
        call()
    except oss.exceptions.OperationError as error:
        service = error.unwrap()
        if not isinstance(service, oss.exceptions.ServiceError):
            raise
        return {
            "status": service.status_code,
            "code": service.code,
            "requestId": service.request_id,
            "ec": service.ec,
        }
    raise AssertionError("It was not refused.")


def get(bucket, key, **options):
    with client.get_object(oss.GetObjectRequest(bucket, key, **options)).body as body:
        return body.read()


def put_text(bucket, key, text, **options):
    return client.put_object(oss.PutObjectRequest(bucket, key, body=text.encode(), **options))


def put():
    result = client.put_object_from_file(oss.PutObjectRequest(BUCKET, "example.mkv"), steps.CLIP)
    client.put_object_from_file(oss.PutObjectRequest(BUCKET, "picture.png"), steps.PICTURE)
    return {"etag": result.etag.strip('"'), "requestId": result.request_id}


def submit(target_key, padded):
    process = steps.animation(target_key, padded)
    result = client.async_process_object(oss.AsyncProcessObjectRequest(BUCKET, "example.mkv", process=process))
    return {"eventId": result.event_id, "requestId": result.process_request_id, "taskId": result.task_id}


def fetch_result(key, name):
    steps.wait_for(lambda: client.is_object_exist(TARGET, key))
    result = client.get_object(oss.GetObjectRequest(TARGET, key))
    with result.body as body:
        steps.keep(name, body.read())
    return {"contentType": result.content_type}


def resize():
    result = client.get_object(oss.GetObjectRequest(BUCKET, "picture.png", process=steps.RESIZE))
    with result.body as body:
        steps.keep("resize.png", body.read())
    return {"contentType": result.content_type}


def save():
    process = steps.save("saved/small.png")
    result = client.process_object(oss.ProcessObjectRequest(BUCKET, "picture.png", process=process))
    steps.keep("save.png", get(TARGET, "saved/small.png"))
    return {"status": result.process_status, "bucket": result.bucket, "object": result.key, "fileSize": result.file_size}


def sign(seconds):
    request = oss.GetObjectRequest(BUCKET, "picture.png", process=steps.RESIZE)
    return client.presign(request, expires=datetime.timedelta(seconds=seconds)).url


def presign():
    status, body = steps.fetch(sign(600))
    steps.keep("presign.png", body)
    return {"status": status}


def presign_expired():
    url = sign(2)
    time.sleep(3.5)
    status, body = steps.fetch(url)
    return {"status": status, "body": body.decode()}


def presign_wrong():
    status, body = steps.fetch(sign(600).replace("w_50", "w_60"))
    return {"status": status, "body": body.decode()}


def open_wrong():
    return open_client(oss.credentials.StaticCredentialsProvider(os.environ["OSS_ACCESS_KEY_ID"], "wrong"))


def wrong_secret():
    return refused(lambda: open_wrong().get_object(oss.GetObjectRequest(BUCKET, "picture.png")))


def wrong_secret_20mb():
    request = oss.PutObjectRequest(BUCKET, "refused.bin")
    return refused(lambda: open_wrong().put_object_from_file(request, steps.HEAVY))


def bad_animation():
    process = steps.animation("bad.{autoext}", False).replace("w_100", "w_5000")
    request = oss.AsyncProcessObjectRequest(BUCKET, "example.mkv", process=process)
    return refused(lambda: client.async_process_object(request))


def bad_resize():
    return refused(lambda: get(BUCKET, "picture.png", process="image/resize,w_-1"))


def put_texts():
    for key in ("list/a.txt", "list/影片 1+2.txt", "list/sub/c.txt"):
        put_text(BUCKET, key, "0123456789")
    return {}


def listed(result):
    keys = [item.key for item in result.contents]
    return {"keys": keys, "prefixes": [item.prefix for item in result.common_prefixes]}


def list_objects():
    return listed(client.list_objects(oss.ListObjectsRequest(BUCKET, prefix="list/", delimiter="/")))


def list_objects_v2():
    return listed(client.list_objects_v2(oss.ListObjectsV2Request(BUCKET, prefix="list/", delimiter="/")))


def get_range():
    request = oss.GetObjectRequest(BUCKET, "list/影片 1+2.txt", range_header="bytes=2-5", range_behavior="standard")
    result = client.get_object(request)
    return {"status": result.status_code, "text": result.body.content.decode()}


def head():
    put_text(BUCKET, "head.txt", "0123456789", content_type="text/plain", metadata={"author": "example"})
    result = client.head_object(oss.HeadObjectRequest(BUCKET, "head.txt"))
    return {
        "size": result.content_length,
        "contentType": result.content_type,
        "author": result.metadata["author"],
        "etag": result.etag.strip('"'),
    }


def copy():
    client.copy_object(
        oss.CopyObjectRequest(TARGET, "copied 影片.txt", source_bucket=BUCKET, source_key="list/影片 1+2.txt")
    )
    return {"text": get(TARGET, "copied 影片.txt").decode()}


def append_at(position, text):
    return client.append_object(oss.AppendObjectRequest(BUCKET, "appended.txt", position=position, body=text.encode()))


def append():
    first = append_at(0, "hello ")
    second = append_at(first.next_position, "world")
    wrong = refused(lambda: append_at(3, "!"))
    return {"next": second.next_position, "text": get(BUCKET, "appended.txt").decode(), "wrong": wrong}


def delete():
    client.delete_object(oss.DeleteObjectRequest(BUCKET, "appended.txt"))
    return refused(lambda: get(BUCKET, "appended.txt"))


def delete_many():
    put_text(BUCKET, "many/a&b.txt", "0123456789")
    objects = [oss.DeleteObject("list/影片 1+2.txt"), oss.DeleteObject("many/a&b.txt")]
    result = client.delete_multiple_objects(oss.DeleteMultipleObjectsRequest(BUCKET, objects=objects))
    return {"deleted": [item.key for item in result.deleted_objects]}


def list_styles():
    found = client.list_style(oss.ListStyleRequest(BUCKET)).style_list
    return [item.name for item in (found.styles if found else None) or []]


def style():
    client.put_style(oss.PutStyleRequest(BUCKET, "small", style=oss.StyleContent(content=steps.RESIZE)))
    content = client.get_style(oss.GetStyleRequest(BUCKET, "small")).style.content
    names = list_styles()
    steps.keep("style.png", get(BUCKET, "picture.png", process="style/small"))
    client.delete_style(oss.DeleteStyleRequest(BUCKET, "small"))
    return {"content": content, "names": names, "left": len(list_styles())}


def multipart():
    key = "large/影片 1+2&3.bin"
    client.uploader(part_size=steps.PART_BYTES).upload_file(oss.PutObjectRequest(BUCKET, key), steps.LARGE)
    result = client.head_object(oss.HeadObjectRequest(BUCKET, key))
    return {"size": result.content_length, "etag": result.etag.strip('"')}


def multipart_copy():
    key = "joined/影片 1+2&3.bin"
    upload = client.initiate_multipart_upload(oss.InitiateMultipartUploadRequest(TARGET, key)).upload_id
    source = {"source_bucket": BUCKET, "source_key": "large/影片 1+2&3.bin"}
    parts = []
    for number, span in enumerate([f"bytes=0-{2 * steps.PART_BYTES - 1}", f"bytes={2 * steps.PART_BYTES}-"], 1):
        request = oss.UploadPartCopyRequest(TARGET, key, number, upload, **source, source_range=span)
        parts.append(oss.UploadPart(part_number=number, etag=client.upload_part_copy(request).etag))
    joined = oss.CompleteMultipartUpload(parts=parts)
    request = oss.CompleteMultipartUploadRequest(TARGET, key, upload, complete_multipart_upload=joined)
    etag = client.complete_multipart_upload(request).etag
    size = client.head_object(oss.HeadObjectRequest(TARGET, key)).content_length
    return {"size": size, "etag": etag.strip('"')}


def list_uploads():
    found = client.list_multipart_uploads(oss.ListMultipartUploadsRequest(BUCKET)).uploads
    return [item.key for item in found or []]


def list_parts(key, upload):
    found = client.list_parts(oss.ListPartsRequest(BUCKET, key, upload)).parts
    return [{"number": part.part_number, "size": part.size, "etag": part.etag.strip('"')} for part in found]


def multipart_abort():
    key = "aborted/影片 1+2&3.bin"
    upload = client.initiate_multipart_upload(oss.InitiateMultipartUploadRequest(BUCKET, key)).upload_id
    client.upload_part(oss.UploadPartRequest(BUCKET, key, part_number=1, upload_id=upload, body=b"0123456789"))
    parts = list_parts(key, upload)
    uploads = list_uploads()
    client.abort_multipart_upload(oss.AbortMultipartUploadRequest(BUCKET, key, upload))
    gone = refused(lambda: list_parts(key, upload))
    return {"parts": parts, "uploads": uploads, "left": list_uploads(), "gone": gone}


def buckets():
    other = "interop-other"
    client.put_bucket(oss.PutBucketRequest(other, acl="private"))
    info = client.get_bucket_info(oss.GetBucketInfoRequest(other)).bucket_info
    names = [item.name for item in client.list_buckets(oss.ListBucketsRequest()).buckets]
    put_text(other, "a.txt", "a")
    full = refused(lambda: client.delete_bucket(oss.DeleteBucketRequest(other)))
    client.delete_object(oss.DeleteObjectRequest(other, "a.txt"))
    client.delete_bucket(oss.DeleteBucketRequest(other))
    gone = refused(lambda: client.get_bucket_info(oss.GetBucketInfoRequest(other)))
    facts = {"name": info.name, "location": info.location, "acl": info.acl}
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
