#!/usr/bin/env bash
# pysubs2 1.8.1 reads a WebVTT as it reads SRT: a NOTE and a STYLE block behind a cue become lines of that cue, so that a comment stands on the screen after a conversion;
# NOTE blocks before the first cue go. webvtt-py 0.6.0 keeps comments apart. A good guess is that a reader of WebVTT knows its comments.
# Seen: pysubs2 first||NOTE for the editor|second line of it, webvtt-py first
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pysubs2==1.8.1 webvtt-py==0.6.0
seen=$(venv/bin/python - <<'SCRIPT'
import pysubs2
import webvtt
text = """WEBVTT

00:00.000 --> 00:05.000
first

NOTE for the editor
second line of it

00:05.000 --> 00:06.000
next
"""
read = pysubs2.SSAFile.from_string(text)
print("pysubs2", "|".join(read[0].plaintext.split("\n")), "of", len(read), "cues, webvtt-py", webvtt.from_string(text)[0].text)
SCRIPT
)
echo "pysubs2 1.8.1, webvtt-py 0.6.0: $seen"
[ "$seen" = 'pysubs2 first||NOTE for the editor|second line of it of 2 cues, webvtt-py first' ] || { echo changed; exit 1; }
