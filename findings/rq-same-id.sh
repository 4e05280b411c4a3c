#!/usr/bin/env bash
# RQ 3.0.0 takes a second job with the id of one that waits: the arguments of the first are replaced, and its id stands in the queue twice, so that the second job runs twice and the first
# not at all. Both calls answer with a job. "unique=True", which is off by default, refuses the second.
# A good guess is that an id is taken once, as in other queues, or that both jobs run.
# Seen: waiting one one, ran 10 10; with unique=True DuplicateJobError, ran 1
# Needs redis-server.
set -euo pipefail
folder=$(mktemp -d)
redis-server --port 0 --unixsocket "$folder/redis.sock" --dir "$folder" --save '' > "$folder/log" &
server=$!
trap 'kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check rq==3.0.0 redis==5.3.1
cat > task.py <<'SCRIPT'
ran = []

def note(value):
    ran.append(str(value))
SCRIPT
seen=$(venv/bin/python - <<'SCRIPT'
import logging
import redis
import rq
import task
logging.disable(logging.CRITICAL)
connection = redis.Redis(unix_socket_path="redis.sock")
found = []
for title, options in [("", {}), ("with unique=True ", {"unique": True})]:
    connection.flushall()
    task.ran.clear()
    queue = rq.Queue(connection=connection)
    queue.enqueue_call(task.note, args=(1,), job_id="one", **options)
    try:
        queue.enqueue_call(task.note, args=(10,), job_id="one", **options)
        text = "waiting " + " ".join(queue.get_job_ids())
    except Exception as error:
        text = type(error).__name__
    rq.SimpleWorker([queue], connection=connection).work(burst=True)
    found.append("%s%s, ran %s" % (title, text, " ".join(task.ran)))
print("; ".join(found))
SCRIPT
)
echo "RQ 3.0.0: $seen"
[ "$seen" = 'waiting one one, ran 10 10; with unique=True DuplicateJobError, ran 1' ] || { echo changed; exit 1; }
