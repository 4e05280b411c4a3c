#!/usr/bin/env bash
# A picture of pure red and pure blue, encoded by upng-js 2.1.0 of npm with up to 256 colours, UPNG.encode(..., 256), is one purple; one of red, green, blue and white is a grey and white. Black and white stay with 256 and are one grey with 2. It parts colours at the
# middle along the line that they lie on, which it looks for from a start that lies square to red and blue. gifenc 1.0.3, image-q 4.0.0, rgbquant 1.1.2 of npm and Pillow 13.0.0 keep the four colours.
# A good guess is that a picture which has no more colours than are allowed keeps them.
# Seen: upng-js 800080 555555+ffffff, black and white 000000+ffffff, with 2 808080; gifenc 0000ff+ff0000 0000ff+00ff00+ff0000+ffffff, image-q 0000ff+ff0000 0000ff+00ff00+ff0000+ffffff, rgbquant 0000ff+ff0000 0000ff+00ff00+ff0000+ffffff, Pillow 0000ff+ff0000 0000ff+00ff00+ff0000+ffffff
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts upng-js@2.1.0 gifenc@1.0.3 image-q@4.0.0 rgbquant@1.1.2 > /dev/null
cat > look.mjs <<'SCRIPT'
import gifenc from 'gifenc'
import * as imageq from 'image-q'
import Quant from 'rgbquant'
import UPNG from 'upng-js'
const side = 16
const picture = colours => Uint8Array.from({ length: side * side }, (_, index) => index % colours.length)
  .reduce((bytes, colour, index) => (bytes.set([...colours[colour], 255], index * 4), bytes), new Uint8Array(side * side * 4))
const hex = bytes => Buffer.from(bytes).toString('hex')
const colours = bytes => [...new Set(Array.from({ length: bytes.length / 4 }, (_, index) => hex(bytes.slice(index * 4, index * 4 + 3))))].sort().join('+')
const [two, four, grey] = [[[255, 0, 0], [0, 0, 255]], [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]], [[0, 0, 0], [255, 255, 255]]].map(picture)
const upng = (bytes, count) => colours(new Uint8Array(UPNG.toRGBA8(UPNG.decode(UPNG.encode([bytes.buffer], side, side, count)))[0]))
const imageQ = bytes => {
  const points = imageq.utils.PointContainer.fromUint8Array(bytes, side, side)
  return colours(imageq.applyPaletteSync(points, imageq.buildPaletteSync([points], { colors: 256 }), { imageQuantization: 'nearest' }).toUint8Array())
}
const rgbquant = bytes => {
  const quant = new Quant({ colors: 256 })
  quant.sample(bytes, side)
  return colours(quant.reduce(bytes))
}
const gif = bytes => gifenc.quantize(bytes, 256).map(hex).sort().join('+')
console.log(`upng-js ${upng(two, 256)} ${upng(four, 256)}, black and white ${upng(grey, 256)}, with 2 ${upng(grey, 2)}; `
  + Object.entries({ gifenc: gif, 'image-q': imageQ, rgbquant }).map(([name, run]) => `${name} ${run(two)} ${run(four)}`).join(', '))
SCRIPT
python=$(venv/bin/python - <<'SCRIPT'
from PIL import Image

def colours(*names):
    picture = Image.new("RGB", (16, 16))
    picture.putdata([names[index % len(names)] for index in range(256)])
    return "+".join(sorted("".join(f"{part:02x}" for part in colour) for _, colour in picture.quantize(256).convert("RGB").getcolors()))

print("Pillow", colours((255, 0, 0), (0, 0, 255)), colours((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)))
SCRIPT
)
seen="$(node look.mjs), $python"
echo "$seen"
[ "$seen" = 'upng-js 800080 555555+ffffff, black and white 000000+ffffff, with 2 808080; gifenc 0000ff+ff0000 0000ff+00ff00+ff0000+ffffff, image-q 0000ff+ff0000 0000ff+00ff00+ff0000+ffffff, rgbquant 0000ff+ff0000 0000ff+00ff00+ff0000+ffffff, Pillow 0000ff+ff0000 0000ff+00ff00+ff0000+ffffff' ] || { echo changed; exit 1; }
