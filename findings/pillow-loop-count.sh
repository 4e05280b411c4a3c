#!/usr/bin/env bash
# The loop count of a GIF says how often it is played again, that of WebP and APNG how often it is played. Pillow 13.0.0 carries the bare number from one
# format to the other: an animation that plays three times (2 in the GIF) plays twice as APNG; a WebP that plays once plays twice as GIF; a GIF that plays
# once, without the extension, plays for ever as APNG. Into WebP it carries nothing: each GIF plays for ever. sharp 0.35.5 keeps what is played.
# Seen: GIF of 1, 2 and 3 plays, as WebP by Pillow: 0 0 0 plays (0 is for ever), as APNG by Pillow: 0 1 2, as WebP by sharp: 1 2 3;
# WebP of 1, 2 and 3 plays, as GIF by Pillow: played again 1 2 3 times, so 2 3 4 plays
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 > /dev/null
cat > make.mjs <<'SCRIPT'
import sharp from 'sharp'
const colour = background => sharp({ create: { width: 8, height: 8, channels: 3, background } }).png().toBuffer()
const frames = await Promise.all(['#f00', '#00f'].map(colour))
const plays = []
for (const loop of [1, 2, 3]) {
  const gif = await sharp(frames, { join: { animated: true } }).gif({ loop, delay: [100, 100] }).toFile(`${loop}.gif`).then(() => sharp(`${loop}.gif`, { animated: true }))
  const webp = await gif.webp().toBuffer()
  await sharp(webp, { animated: true }).toFile(`${loop}.webp`)
  plays.push(webp.readUInt16LE(webp.indexOf('ANIM') + 12))
}
console.log(plays.join(' '))
SCRIPT
sharp=$(node make.mjs)
pillow=$(venv/bin/python - <<'SCRIPT'
import io
import struct
from PIL import Image


def number(name, extension, mark, offset, form):
    out = io.BytesIO()
    Image.open(name).save(out, extension, save_all=True)
    data = out.getvalue()
    return str(struct.unpack_from(form, data, data.index(mark) + offset)[0])


plays = (1, 2, 3)
webp = [number(f"{n}.gif", "WEBP", b"ANIM", 12, "<H") for n in plays]
apng = [number(f"{n}.gif", "PNG", b"acTL", 8, ">I") for n in plays]
gif = [number(f"{n}.webp", "GIF", b"NETSCAPE2.0", 13, "<H") for n in plays]
print(f"as WebP by Pillow {' '.join(webp)}, as APNG by Pillow {' '.join(apng)}, from WebP as GIF by Pillow again {' '.join(gif)}")
SCRIPT
)
seen="$pillow, as WebP by sharp $sharp"
echo "Pillow 13.0.0, sharp 0.35.5, of 1 2 3 plays: $seen"
[ "$seen" = 'as WebP by Pillow 0 0 0, as APNG by Pillow 0 1 2, from WebP as GIF by Pillow again 1 2 3, as WebP by sharp 1 2 3' ] || { echo changed; exit 1; }
