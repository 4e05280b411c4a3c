"""Has alibabacloud_imm20200930, the SDK of IMM, send requests to a server of this process, and prints them as JSON."""
import http.server
import json
import threading

from alibabacloud_imm20200930 import models
from alibabacloud_imm20200930.client import Client
from alibabacloud_tea_openapi.utils_models import Config

seen = []


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        seen.append({"path": self.path, "headers": headers, "body": body})
        answer = b'{"RequestId":"1"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()


def client(**more):
    return Client(
        Config(
            access_key_id="example-id",
            access_key_secret="example-secret-0123456789",
            endpoint=f"127.0.0.1:{server.server_port}",
            protocol="http",
            region_id="cn-hangzhou",
            **more,
        )
    )


def creation(kind):
    action = getattr(models, f"{kind}RequestActions")
    notification = getattr(models, f"{kind}RequestNotification")
    return getattr(models, f"{kind}Request")(
        project_name="films",
        actions=[
            action(name="video/animation", parameters=["f=gif", "a b/ü*~'()!"]),
            action(name="sys/saveas", parameters=["o=e2JhcmVuYW1lfS5naWY"]),
        ],
        input=models.Input(oss=models.InputOSS(bucket="films", prefix="in/ ü")),
        notification=notification(mns=models.MNS(topic_name="ready")),
        service_role="AliyunIMMBatchTriggerRole",
        tags={"oss-process": "r.yaml"},
    )


client().get_task(
    models.GetTaskRequest(project_name="films", task_id="MediaConvert-1", task_type="MediaConvert", request_definition=True)
)
client().create_batch(creation("CreateBatch"))
client(security_token="example-token/+=").create_trigger(creation("CreateTrigger"))
print(json.dumps(seen))
