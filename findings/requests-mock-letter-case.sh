#!/usr/bin/env bash
# requests-mock 1.12.1 compares addresses without regard to the case of letters and takes parameters that the mock does not name: a test that mocks
# "...|sys/saveas,o_YQ" also gets its answer for "o_yq", another object's name, since Base64 tells A from a. responses 0.26.3 refuses it.
# A good guess is that a mock of an address with a query answers for that query alone.
# Seen: requests-mock o_YQ taken, o_yq taken, IMAGE/resize taken, w_10 refused; responses o_YQ taken, o_yq refused, IMAGE/resize refused, w_10 refused
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check requests==2.34.2 requests-mock==1.12.1 responses==0.26.3
seen=$(venv/bin/python - <<'SCRIPT'
import requests
import requests_mock
import responses
address = "https://media.example.com/a.jpg?x-oss-process="
mocked = "image/resize,w_100|sys/saveas,o_YQ"
asked = {"o_YQ": mocked, "o_yq": mocked.replace("YQ", "yq"), "IMAGE/resize": mocked.replace("image", "IMAGE"), "w_10": mocked.replace("w_100", "w_10")}


def taken(process):
    try:
        return "taken" if requests.get(address + process).text == "ok" else "other"
    except (requests.exceptions.ConnectionError, requests_mock.NoMockAddress):
        return "refused"


def look(name):
    return name + " " + ", ".join(f"{key} {taken(process)}" for key, process in asked.items())


with requests_mock.Mocker() as mock:
    mock.get(address + mocked, text="ok")
    first = look("requests-mock")
with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
    mock.get(address + mocked, body="ok")
    print(first + "; " + look("responses"))
SCRIPT
)
echo "requests-mock 1.12.1, responses 0.26.3: $seen"
[ "$seen" = 'requests-mock o_YQ taken, o_yq taken, IMAGE/resize taken, w_10 refused; responses o_YQ taken, o_yq refused, IMAGE/resize refused, w_10 refused' ] || { echo changed; exit 1; }
