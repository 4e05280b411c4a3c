"""
The steps with alibabacloud_imm20200930, the SDK of IMM, which asks for tasks. What it asks for is submitted with oss2, and asked for by
"oss-process follow" too, at the same address.
"""
import json
import os
import subprocess

import oss2
from alibabacloud_imm20200930.client import Client
from alibabacloud_imm20200930.models import GetTaskRequest, ListTasksRequest
from alibabacloud_tea_openapi.utils_models import Config

import steps

ACCESS = (os.environ["OSS_ACCESS_KEY_ID"], os.environ["OSS_ACCESS_KEY_SECRET"])
PROJECT = "interop"
client = Client(
    Config(
        access_key_id=ACCESS[0],
        access_key_secret=ACCESS[1],
        endpoint=steps.ENDPOINT.removeprefix("http://"),
        protocol="http",
        region_id=steps.REGION,
    )
)


def get_task(task_id):
    return client.get_task(GetTaskRequest(project_name=PROJECT, task_id=task_id, task_type="MediaConvert")).body


def follow(*values):
    words = ["follow", "--format", "json", "--project", PROJECT, "--region", steps.REGION, "--imm-endpoint", steps.ENDPOINT]
    ended = subprocess.run([*json.loads(os.environ["OSS_PROCESS"]), *words, *values], capture_output=True, text=True, timeout=60)
    return {"status": ended.returncode, "tasks": [json.loads(line) for line in ended.stdout.splitlines()], "error": ended.stderr}


def task():
    bucket = oss2.Bucket(oss2.Auth(*ACCESS), steps.ENDPOINT, steps.BUCKET)
    bucket.put_object_from_file("example.mkv", steps.CLIP)
    task_id = bucket.async_process_object("example.mkv", steps.animation("outobjprefix.{autoext}", False)).task_id
    steps.wait_for(lambda: get_task(task_id).status != "Running")
    found = get_task(task_id)
    listed = client.list_tasks(ListTasksRequest(project_name=PROJECT)).body.tasks
    return {
        "taskId": found.task_id,
        "eventId": found.event_id,
        "projectName": found.project_name,
        "status": found.status,
        "progress": found.progress,
        "listed": [item.task_id for item in listed],
        "followed": follow(task_id),
    }


def task_missing():
    try:
        get_task("MediaConvert-00000000-0000-0000-0000-000000000000")
    except Exception as error:
        return {"status": error.status_code, "code": error.code}
    raise AssertionError("It was not refused.")


steps.run({"task": task, "task-missing": task_missing})
