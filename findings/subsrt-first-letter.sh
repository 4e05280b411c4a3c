#!/usr/bin/env bash
# subsrt-ts 2.1.2 drops the first letter of each subtitle of an ASS or SSA file whose text follows the comma at once, as all programs write it, its own build() too:
# "first" is read as "irst". With a blank behind the comma, which would stand on the screen, the text is whole. SRT of the same package comes back as it was.
# A good guess is that a package reads what it wrote.
# Seen: ass irst, ssa irst, srt first, ass with a blank first
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts subsrt-ts@2.1.2 > /dev/null
cat > look.mjs <<'SCRIPT'
import subsrt from 'subsrt-ts'
const cue = { type: 'caption', start: 1000, end: 2000, text: 'first', content: 'first' }
const textOf = text => subsrt.parse(text).find(({ type }) => type === 'caption').text
const written = format => subsrt.build([cue], { format })
const found = ['ass', 'ssa', 'srt'].map(format => `${format} ${textOf(written(format))}`)
console.log(`${found.join(', ')}, ass with a blank ${textOf(written('ass').replace(',first', ', first'))}`)
SCRIPT
seen=$(node look.mjs)
echo "subsrt-ts 2.1.2: $seen"
[ "$seen" = 'ass irst, ssa irst, srt first, ass with a blank first' ] || { echo changed; exit 1; }
