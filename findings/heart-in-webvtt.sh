#!/usr/bin/env bash
# "I <3 you" is four words in an SRT, and "<" begins a mark in WebVTT, where it is written "&lt;" (WebVTT, 4.2.2, "cue text"). webvtt-py 0.6.0, pysubs2 1.8.1 and ttconv 1.2.3 of PyPI, subtitle 4.2.2 and subsrt-ts 2.1.2 of npm and ffmpeg 9.0.2, which all make WebVTT of SRT, write it as it is: a player shows "I ", as
# "3" is a mark without a meaning to it that runs to the end. pycaption 2.3.14 writes "&lt;3", and is the one that does. What a player shows was read with media-captions 1.0.4, which follows the standard.
# A good guess is that a writer of a format with marks escapes the letters that begin one, as writers of XML do.
# Seen, shown by a player: webvtt-py [I ], pysubs2 [I ], ttconv [I ], ffmpeg [I ], subtitle [I ], subsrt-ts [I ], pycaption [I <3 you]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check webvtt-py==0.6.0 pysubs2==1.8.1 ttconv==1.2.3 pycaption==2.3.14 imageio-ffmpeg==0.8.1
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts subtitle@4.2.2 subsrt-ts@2.1.2 media-captions@1.0.4 > /dev/null
printf '1\n00:00:01,000 --> 00:00:02,000\nI <3 you\n' > a.srt
venv/bin/python - <<'SCRIPT'
import subprocess
import imageio_ffmpeg
import pycaption
import pysubs2
import ttconv.srt.reader
import ttconv.vtt.writer
import webvtt

webvtt.from_srt("a.srt").save("webvtt-py.vtt")
pysubs2.load("a.srt").save("pysubs2.vtt")
with open("a.srt") as source, open("ttconv.vtt", "w") as target:
    target.write(ttconv.vtt.writer.from_model(ttconv.srt.reader.to_model(source)))
with open("pycaption.vtt", "w") as target:
    target.write(pycaption.WebVTTWriter().write(pycaption.SRTReader().read(open("a.srt").read())))
subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", "a.srt", "ffmpeg.vtt"], check=True)
SCRIPT
cat > look.mjs <<'SCRIPT'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseText, tokenizeVTTCue } from 'media-captions'
import subsrt from 'subsrt-ts'
import { parseSync, stringifySync } from 'subtitle'
const source = readFileSync('a.srt', 'utf8')
writeFileSync('subtitle.vtt', stringifySync(parseSync(source), { format: 'WebVTT' }))
writeFileSync('subsrt-ts.vtt', (subsrt.default ?? subsrt).convert(source, { format: 'vtt' }))
const text = nodes => nodes.map(node => (node.type === 'text' ? node.data : text(node.children ?? []))).join('')
const seen = []
for (const name of ['webvtt-py', 'pysubs2', 'ttconv', 'ffmpeg', 'subtitle', 'subsrt-ts', 'pycaption']) {
  const { cues } = await parseText(readFileSync(`${name}.vtt`, 'utf8'), { type: 'vtt' })
  seen.push(`${name} [${text(tokenizeVTTCue(cues[0]))}]`)
}
console.log(seen.join(', '))
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'webvtt-py [I ], pysubs2 [I ], ttconv [I ], ffmpeg [I ], subtitle [I ], subsrt-ts [I ], pycaption [I <3 you]' ] || { echo changed; exit 1; }
