#!/usr/bin/env bash
# subsrt 1.1.1 of npm reads an SRT whose lines end with LF, as all but Windows writes them, as one subtitle: the numbers, times and texts of all others are a part of the first one's text, without an error. WebVTT of the same lines has no subtitle at all, only its header. With CR LF all are there. It
# parts a file where an empty line of CR LF stands. subsrt-ts 2.1.2, which comes from it, and subtitle 4.2.2 and srt-parser-2 1.2.3 of npm read both.
# A good guess is that a parser of texts takes both ends of lines, or that it fails on the one it does not know.
# Seen, subtitles of an SRT with three, and of a WebVTT, with LF and with CR LF: subsrt 1 3 0 3, subsrt-ts 3 3 3 3, subtitle 3 3 3 3, srt-parser-2 3 3 - -; the first by subsrt "text 1\r\n\r\n2\r\n00:00:02,00"
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts subsrt@1.1.1 subsrt-ts@2.1.2 subtitle@4.2.2 srt-parser-2@1.2.3 > /dev/null
cat > look.cjs <<'SCRIPT'
const old = require('subsrt')
const newer = require('subsrt-ts')
const { parseSync } = require('subtitle')
const Parser = require('srt-parser-2').default
const cue = (number, mark) => `${number}\n00:00:0${number}${mark}000 --> 00:00:0${number}${mark}900\ntext ${number}\n`
const srt = [1, 2, 3].map(number => cue(number, ',')).join('\n')
const vtt = `WEBVTT\n\n${[1, 2, 3].map(number => cue(number, '.')).join('\n')}`
const count = (cues, text) => cues.filter(found => text(found) !== undefined).length
const readers = {
  subsrt: text => count(old.parse(text), found => found.text),
  'subsrt-ts': text => count(newer.parse(text), found => found.text),
  subtitle: text => count(parseSync(text).filter(found => found.type === 'cue'), found => found.data.text),
  'srt-parser-2': text => text.startsWith('W') ? '-' : count(new Parser().fromSrt(text), found => found.text),
}
const forms = [srt, vtt].flatMap(text => [text, text.replaceAll('\n', '\r\n')])
const rows = Object.entries(readers).map(([name, read]) => `${name} ${forms.map(read).join(' ')}`)
const [first] = old.parse(srt)
console.log(`${rows.join(', ')}; the first by subsrt ${JSON.stringify(first.text.slice(0, 24))}`)
SCRIPT
seen=$(node look.cjs)
echo "$seen"
[ "$seen" = 'subsrt 1 3 0 3, subsrt-ts 3 3 3 3, subtitle 3 3 3 3, srt-parser-2 3 3 - -; the first by subsrt "text 1\r\n\r\n2\r\n00:00:02,00"' ] || { echo changed; exit 1; }
