#!/usr/bin/env bash
# Most writers of QR codes put UTF-8 into them without the mark that says so (ECI 26, ISO/IEC 18004, 7.4.2), as phones read it. zbarimg 0.23.92 of Debian 12, and scanners on its library, guess: of "é" the character 矇 is read, as the two bytes are one of Big5, of "©2026" 穢2026, of "方便" 譁ｹ萓ｿ, as Shift_JIS. The longer
# "图片处理" is right, and so is each with the mark. The library of ZXing (zxing-cpp 3.1.1 of PyPI) reads all by UTF-8 where the bytes are valid UTF-8.
# A good guess is that bytes which are valid UTF-8, as hardly another text is, are read as UTF-8.
# Seen: zbarimg 矇 穢2026 譁ｹ萓ｿ 图片处理, with the mark é ©2026 方便 图片处理; zxing-cpp é ©2026 方便 图片处理
# Needs zbar-tools.
set -euo pipefail
[ "$(zbarimg --version 2> /dev/null)" = 0.23.92 ] || { echo 'skipped: no zbarimg 0.23.92 (zbar-tools of Debian 12)'; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check segno==1.6.6 zxing-cpp==3.1.1 pillow==13.0.0
cat > look.py <<'SCRIPT'
import subprocess
import segno
import zxingcpp
from PIL import Image

found = {"plain": [], "marked": [], "zxing": []}
for text in ("é", "©2026", "方便", "图片处理"):
    for kind in ("plain", "marked"):
        segno.make(text, encoding="utf-8", eci=kind == "marked", micro=False).save("code.png", scale=6)
        found[kind].append(subprocess.run(["zbarimg", "--quiet", "--raw", "code.png"], capture_output=True).stdout.decode().strip())
        if kind == "plain":
            found["zxing"].append(zxingcpp.read_barcode(Image.open("code.png")).text)
print("zbarimg {}, with the mark {}; zxing-cpp {}".format(*(" ".join(texts) for texts in found.values())))
SCRIPT
seen=$(venv/bin/python look.py)
echo "$seen"
[ "$seen" = 'zbarimg 矇 穢2026 譁ｹ萓ｿ 图片处理, with the mark é ©2026 方便 图片处理; zxing-cpp é ©2026 方便 图片处理' ] || { echo changed; exit 1; }
