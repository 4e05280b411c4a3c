#!/usr/bin/env bash
# The MNS SDK of Alibaba Cloud for Python, aliyun-mns-sdk 1.3.0, writes a message for a queue in Base64 and one for a topic as it is, and what it receives from a queue it decodes. So a
# message of a topic that a queue gets as it is (NotifyContentFormat SIMPLIFIED, which is how a result of media processing goes on to workers) is no message any more: {"a":1} ends in
# "Incorrect padding", and "done", which has the letters of Base64, is three other bytes without an error. getMessageBody() of aliyun-sdk-mns 1.1.9 for Java decodes as well, and makes "k"
# of {"a":1}; it has getMessageBodyAsRawString(). In Python set_encoding(False) on the queue leaves the body as it is.
# A good guess is that one SDK reads what it wrote, or that it treats queues and topics alike.
# Seen: sent by Python to a queue eyJhIjoxfQ==, to a topic {"a":1}; received by Python Error, done b'v\x89\xde', without Base64 '{"a":1}'; by Java k, raw {"a":1}
set -euo pipefail
folder=$(mktemp -d)
trap 'kill $server 2> /dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check aliyun-mns-sdk==1.3.0
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version>
  <dependencies><dependency><groupId>com.aliyun.mns</groupId><artifactId>aliyun-sdk-mns</artifactId><version>1.1.9</version></dependency></dependencies>
</project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
cat > serve.py <<'SCRIPT'
import http.server
import re
bodies = {"json": '{"a":1}', "word": "done"}
sent = []

class Service(http.server.BaseHTTPRequestHandler):
    def answer(self, status, fields):
        text = ('<?xml version="1.0"?><Message xmlns="http://mns.aliyuncs.com/doc/v1/"><MessageId>1</MessageId><MessageBodyMD5>1</MessageBodyMD5>%s</Message>' % fields).encode()
        self.send_response(status)
        for name, value in (("x-mns-request-id", "1"), ("content-type", "text/xml"), ("content-length", str(len(text)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text)

    def do_POST(self):
        text = self.rfile.read(int(self.headers["content-length"])).decode()
        print(re.search("<MessageBody>(.*)</MessageBody>", text)[1].replace("&quot;", '"'), file=open("sent", "a"))
        self.answer(201, "")

    def do_GET(self):
        body = bodies[self.path.split("/")[2]].replace('"', "&quot;")
        times = "".join("<%s>1764324000000</%s>" % (name, name) for name in ("EnqueueTime", "NextVisibleTime", "FirstDequeueTime"))
        self.answer(200, "<ReceiptHandle>r</ReceiptHandle><MessageBody>%s</MessageBody><DequeueCount>1</DequeueCount><Priority>8</Priority>%s" % (body, times))

    def log_message(self, *words):
        pass

service = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
print(service.server_port, file=open("port.new", "w"), flush=True)
__import__("os").rename("port.new", "port")
service.serve_forever()
SCRIPT
venv/bin/python serve.py & server=$!
until [ -s port ]; do sleep 0.1; done
cat > look.py <<'SCRIPT'
from mns.account import Account
from mns.queue import Message
from mns.topic import TopicMessage
account = Account("http://127.0.0.1:%s" % open("port").read().strip(), "id", "key")
account.get_queue("json").send_message(Message('{"a":1}'))
account.get_topic("topic").publish_message(TopicMessage('{"a":1}'))

def received(name, base64=True):
    queue = account.get_queue(name)
    queue.set_encoding(base64)
    try:
        return repr(queue.receive_message().message_body)
    except Exception as error:
        return type(error).__name__

print("sent by Python to a queue %s, to a topic %s" % tuple(open("sent").read().split()), end="; ")
print("received by Python %s, done %s, without Base64 %s" % (received("json"), received("word"), received("json", False)), end="; ")
SCRIPT
cat > Look.java <<'SCRIPT'
import com.aliyun.mns.client.CloudAccount;
import com.aliyun.mns.client.MNSClient;
import com.aliyun.mns.model.Message;

public class Look {
    public static void main(String[] words) {
        MNSClient client = new CloudAccount("id", "key", "http://127.0.0.1:" + words[0]).getMNSClient();
        Message message = client.getQueueRef("json").popMessage();
        System.out.println("by Java " + message.getMessageBody() + ", raw " + message.getMessageBodyAsRawString());
        System.exit(0);
    }
}
SCRIPT
seen="$(venv/bin/python look.py)$(java -cp 'jars/*' Look.java "$(cat port)" 2> /dev/null | grep '^by Java')"
echo "$seen"
[ "$seen" = "sent by Python to a queue eyJhIjoxfQ==, to a topic {\"a\":1}; received by Python Error, done b'v\\x89\\xde', without Base64 '{\"a\":1}'; by Java k, raw {\"a\":1}" ] || { echo changed; exit 1; }
