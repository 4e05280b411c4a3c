#!/usr/bin/env bash
# A comment of Ogg and FLAC is UTF-8 with its length in front, and may have several lines, as lyrics and descriptions have (Vorbis I, 5.2). What vorbiscomment -l and metaflac --export-tags-to (vorbis-tools 1.4.2, flac 1.4.2 of Debian 12) write out for an editor they cannot read back: a line of the text without "=" is a "bad
# comment" to vorbiscomment, which drops it and ends with 0, and a second line "x=y" is a comment of its own to both; metaflac refuses the whole file. vorbiscomment -e escapes, if both ways are told; metaflac has --set-tag-from-file for one tag alone.
# A good guess is that export and import, which the manual names as a pair, keep a tag as it was.
# Seen of [one / two] by vorbiscomment [one], 0; with -e [one / two]; by metaflac 1; of [one / A=b] by vorbiscomment [one] and A [b], by metaflac [one] and A [b]
# Needs vorbis-tools and flac.
set -euo pipefail
[[ "$(vorbiscomment --version 2>&1)" = *'vorbis-tools 1.4.2'* ]] && [ "$(metaflac --version)" = 'metaflac 1.4.2' ] || { echo 'skipped: no vorbis-tools 1.4.2 and flac 1.4.2 (of Debian 12)'; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mutagen==1.48.1
head -c 88200 /dev/zero | oggenc --quiet --raw --raw-rate 44100 --raw-chan 1 --output a.ogg - 2> /dev/null
head -c 88200 /dev/zero | flac --silent --force-raw-format --endian=little --sign=signed --channels=1 --bps=16 --sample-rate=44100 --output-name=a.flac -
export LC_ALL=C.UTF-8
told() { venv/bin/python -c 'import sys, mutagen; tags = mutagen.File(sys.argv[1]).tags; print("[%s]" % tags["lyrics"][0].replace("\n", " / ") + (" and A [%s]" % tags["a"][0] if "a" in tags else ""))' "$1"; }
put() { venv/bin/python -c 'import sys, mutagen; file = mutagen.File(sys.argv[1]); file.tags.clear(); file["lyrics"] = sys.argv[2]; file.save()' "$1" "$2"; }
ogg() { put a.ogg "$1"; vorbiscomment $2 -l a.ogg > list; vorbiscomment $2 -w -c list a.ogg 2> /dev/null; state=$?; told a.ogg; return $state; }
flac_() { put a.flac "$1"; metaflac --export-tags-to=list a.flac; metaflac --remove-all-tags --import-tags-from=list a.flac 2> /dev/null || return $?; told a.flac; }
one=$(ogg $'one\ntwo' '') && one="$one, 0" || one="$one, $?"
seen="of [one / two] by vorbiscomment $one; with -e $(ogg $'one\ntwo' -e); by metaflac $(flac_ $'one\ntwo' || echo $?); of [one / A=b] by vorbiscomment $(ogg $'one\nA=b' ''), by metaflac $(flac_ $'one\nA=b')"
echo "$seen"
[ "$seen" = 'of [one / two] by vorbiscomment [one], 0; with -e [one / two]; by metaflac 1; of [one / A=b] by vorbiscomment [one] and A [b], by metaflac [one] and A [b]' ] || { echo changed; exit 1; }
