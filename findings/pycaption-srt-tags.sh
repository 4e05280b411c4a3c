#!/usr/bin/env bash
# pycaption 2.3.14 of PyPI reads an SRT with "<i>" and "<b>", which the format has for italics and bold, as text without marks, and escapes the "<" when it writes WebVTT or DFXP: the viewer reads "<i>Hello</i>" on the screen. WebVTT
# has the same two marks. webvtt-py 0.6.0 carries both over, pysubs2 1.8.1 the italics. A cue with a place behind its times, "X1:10 X2:20 Y1:5 Y2:6", which SubRip writes, pycaption refuses. WebVTT to WebVTT is right.
# A good guess is that a converter of captions knows italics, and has a form for them in each format it knows.
# Seen: pycaption &lt;i>Hello&lt;/i> &lt;b>there&lt;/b>, as DFXP &lt;i&gt;Hello&lt;/i&gt; &lt;b&gt;there&lt;/b&gt;, places CaptionReadSyntaxError; webvtt-py <i>Hello</i> <b>there</b>; pysubs2 <i>Hello</i> there
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pycaption==2.3.14 webvtt-py==0.6.0 pysubs2==1.8.1
cat > look.py <<'SCRIPT'
import pysubs2
import webvtt
from pycaption import DFXPWriter, SRTReader, WebVTTWriter
from pycaption.exceptions import CaptionReadSyntaxError

TEXT = "1\n00:00:01,000 --> 00:00:02,000\n<i>Hello</i> <b>there</b>\n"


def cue(text):
    return next(line.strip() for line in text.splitlines() if "Hello" in line)


def placed():
    try:
        return cue(WebVTTWriter().write(SRTReader().read(TEXT.replace("2,000", "2,000  X1:10 X2:20 Y1:5 Y2:6"))))
    except CaptionReadSyntaxError as error:
        return type(error).__name__


with open("a.srt", "w") as file:
    file.write(TEXT)
captions = SRTReader().read(TEXT)
print(f"pycaption {cue(WebVTTWriter().write(captions))}, as DFXP {cue(DFXPWriter().write(captions))}, places {placed()}", end="; ")
print(f"webvtt-py {cue(webvtt.from_srt('a.srt').content)}; pysubs2 {cue(pysubs2.load('a.srt').to_string('vtt'))}")
SCRIPT
seen=$(venv/bin/python look.py)
echo "$seen"
[ "$seen" = 'pycaption &lt;i>Hello&lt;/i> &lt;b>there&lt;/b>, as DFXP &lt;i&gt;Hello&lt;/i&gt; &lt;b&gt;there&lt;/b&gt;, places CaptionReadSyntaxError; webvtt-py <i>Hello</i> <b>there</b>; pysubs2 <i>Hello</i> there' ] || { echo changed; exit 1; }
