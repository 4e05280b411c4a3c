"""Runs the steps of a client and prints one JSON line for each."""
import base64
import json
import os
import time
import urllib.error
import urllib.request

ENDPOINT = os.environ["OSS_ENDPOINT"]
REGION = os.environ["OSS_REGION"]
BUCKET = os.environ["OSS_BUCKET"]
TARGET = os.environ["OSS_TARGET_BUCKET"]
SIGNATURE = os.environ["OSS_SIGNATURE"]
CLIP = os.environ["CLIP"]
PICTURE = os.environ["PICTURE"]
LARGE = os.environ["LARGE"]
HEAVY = os.environ["HEAVY"]
OUTPUT = os.environ["OUTPUT"]

PART_BYTES = 100 * 1024

RESIZE = "image/resize,m_fixed,w_50,h_40"


def encode(text, padded=False):
    """URL-safe Base64."""
    encoded = base64.urlsafe_b64encode(text.encode()).decode()
    return encoded if padded else encoded.rstrip("=")


def animation(target_key, padded):
    """The process string of an animation that is saved and told of."""
    return (
        "video/animation,f_gif,w_100,h_100,inter_1000"
        f"|sys/saveas,b_{encode(TARGET, padded)},o_{encode(target_key, padded)}"
        f"/notify,topic_{encode('AudioConvert', padded)}"
    )


def save(target_key):
    return f"{RESIZE}|sys/saveas,o_{encode(target_key)},b_{encode(TARGET)}"


def keep(name, content):
    with open(os.path.join(OUTPUT, name), "wb") as file:
        file.write(content)


def fetch(url):
    """A plain HTTP GET: status and body."""
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def wait_for(exists):
    for _ in range(300):
        if exists():
            return
        time.sleep(0.1)
    raise TimeoutError("The object did not come within 30 seconds.")


def run(steps):
    """Runs the functions that the driver names; each returns what the driver is to check."""
    for name in os.environ["STEPS"].split(","):
        step = steps.get(name)
        if step is None:
            continue
        try:
            line = {"step": name, "ok": True, "detail": step()}
        except Exception as error:
            line = {"step": name, "ok": False, "detail": f"{type(error).__name__}: {error}"}
        print(json.dumps(line, ensure_ascii=False), flush=True)
