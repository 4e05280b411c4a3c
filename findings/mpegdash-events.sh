#!/usr/bin/env bash
# mpegdash 0.4.1 of PyPI reads an MPD and writes it again, as programs do that sign each address or take out a rendition. What an event of DASH says is an element inside of it, a "Signal" with the mark of an advertisement for example (SCTE 214-1), and goes: the event is left, empty. And a prefix that is declared where it is used, as
# packagers declare "cenc" at ContentProtection, is not declared any more, while its attribute stays: no reader of XML with namespaces takes the file. A prefix that the root declares is kept.
# A good guess is that what the package does not know is kept as it was or goes wholly.
# Seen: event kept False, cenc at ContentProtection: default_KID kept True, namespace kept False, lxml XMLSyntaxError; cenc at the root: lxml reads it
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mpegdash==0.4.1 lxml==6.1.3
seen=$(venv/bin/python - <<'SCRIPT'
import lxml.etree
from mpegdash.parser import MPEGDASHParser

CENC = 'xmlns:cenc="urn:mpeg:cenc:2013"'


def manifest(root, protection):
    return (
        f'<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" {root} type="static" mediaPresentationDuration="PT10S" minBufferTime="PT2S" profiles="urn:mpeg:dash:profile:isoff-live:2011"><Period id="0">'
        '<EventStream schemeIdUri="urn:scte:scte35:2014:xml+bin" timescale="1000"><Event presentationTime="5000" id="1"><s:Signal xmlns:s="http://www.scte.org/schemas/35/2016"><s:Binary>AAAA</s:Binary></s:Signal></Event></EventStream>'
        f'<AdaptationSet id="0" contentType="video"><ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011" value="cenc" {protection} cenc:default_KID="34e5db32-8625-47cd-ba06-68fca0655a72"/>'
        '<SegmentTemplate timescale="1000" duration="2000" media="$Number$.m4s"/><Representation id="v" bandwidth="100000"/></AdaptationSet></Period></MPD>'
    )


def passed(text):
    MPEGDASHParser.write(MPEGDASHParser.parse(text), "out.mpd")
    return open("out.mpd", encoding="utf-8").read()


def read(text):
    try:
        lxml.etree.fromstring(text.encode())
        return "reads it"
    except lxml.etree.XMLSyntaxError as error:
        return type(error).__name__


inner, outer = passed(manifest("", CENC)), passed(manifest(CENC, ""))
print(f"event kept {'AAAA' in outer}, cenc at ContentProtection: default_KID kept {'cenc:default_KID' in inner}, namespace kept {CENC in inner}, lxml {read(inner)}; cenc at the root: lxml {read(outer)}")
SCRIPT
)
echo "mpegdash 0.4.1: $seen"
[ "$seen" = 'event kept False, cenc at ContentProtection: default_KID kept True, namespace kept False, lxml XMLSyntaxError; cenc at the root: lxml reads it' ] || { echo changed; exit 1; }
