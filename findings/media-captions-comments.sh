#!/usr/bin/env bash
# media-captions 1.0.4 of npm, the captions of Vidstack, takes a comment of an ASS file for a further line of the subtitle in front of it: "Comment: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,ask Bob" stands on
# the screen. And of SRT and WebVTT it drops cues from 100 hours on, where both formats have no end of hours, without an error; srt-parser-2 1.2.3 makes them, times and all, a text of the cue before. pysubs2 1.8.1 is right in both, and vtt.js
# 0.13.0 in the hours.
# A good guess is that a parser of ASS knows the two kinds of lines that it has.
# Seen: media-captions ass Hello|Comment: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,ask Bob; srt Hello; vtt Hello; srt-parser-2 Hello||2|100:00:03,000 --> 100:00:04,000|Bye; vtt.js Hello, Bye; pysubs2 ass Hello, srt Hello, Bye
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pysubs2==1.8.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts media-captions@1.0.4 srt-parser-2@1.2.3 vtt.js@0.13.0 > /dev/null
cat > a.ass <<'SCRIPT'
[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Bold, Alignment
Style: Default,Arial,20,&H000000FF,-1,2

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Hello
Comment: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,ask Bob
SCRIPT
printf '1\n00:00:01,000 --> 00:00:02,000\nHello\n\n2\n100:00:03,000 --> 100:00:04,000\nBye\n' > a.srt
printf 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello\n\n100:00:03.000 --> 100:00:04.000\nBye\n' > a.vtt
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { parseText } from 'media-captions'
import Srt from 'srt-parser-2'
import vtt from 'vtt.js'
const read = type => readFileSync(`a.${type}`, 'utf8')
const texts = cues => cues.map(({ text }) => text.trim().replaceAll('\n', '|')).join(', ')
const captions = await Promise.all(['ass', 'srt', 'vtt'].map(async type => `${type} ${texts((await parseText(read(type), { type })).cues)}`))
globalThis.window = { VTTCue: class { constructor(start, end, text) { this.text = text } } }
const cues = []
const parser = new vtt.WebVTT.Parser(globalThis.window, vtt.WebVTT.StringDecoder())
parser.oncue = cue => cues.push(cue)
parser.parse(read('vtt'))
parser.flush()
const SrtParser = Srt.default ?? Srt
console.log(`media-captions ${captions.join('; ')}; srt-parser-2 ${texts(new SrtParser().fromSrt(read('srt')))}; vtt.js ${texts(cues)}`)
SCRIPT
cat > look.py <<'SCRIPT'
import pysubs2
def texts(name):
    return ", ".join(line.plaintext for line in pysubs2.load(name) if not line.is_comment)
print(f"pysubs2 ass {texts('a.ass')}, srt {texts('a.srt')}")
SCRIPT
seen="$(node look.mjs); $(venv/bin/python look.py)"
echo "$seen"
[ "$seen" = 'media-captions ass Hello|Comment: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,ask Bob; srt Hello; vtt Hello; srt-parser-2 Hello||2|100:00:03,000 --> 100:00:04,000|Bye; vtt.js Hello, Bye; pysubs2 ass Hello, srt Hello, Bye' ] || { echo changed; exit 1; }
