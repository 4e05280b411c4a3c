#!/usr/bin/env bash
# segno 1.6.6 of PyPI puts a text into a QR code as ISO 8859-1 or, where that does not do, as Shift JIS, and does not say which (no ECI) unless it is asked to. Scanners guess: "ÄÖÜ" is "ﾄﾖﾜ" to zxing-cpp 3.1.1, which takes it for Japanese, and
# "ab方" is two wrong letters behind "ab" to OpenCV 5.0.0. qrcode 8.2 of PyPI writes UTF-8, which both read rightly, and so does segno with encoding="utf-8"
# and no ECI. A good guess is that what a common library writes, common scanners read, and that the only question is whether UTF-8 is marked.
# Seen, of "ÄÖÜ" and "ab方": segno: zxing-cpp ﾄﾖﾜ ab方, OpenCV ÄÖÜ ab\x95û; segno, UTF-8: zxing-cpp ÄÖÜ ab方, OpenCV ÄÖÜ ab方; qrcode: zxing-cpp ÄÖÜ ab方, OpenCV ÄÖÜ ab方
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check segno==1.6.6 qrcode==8.2 pillow==13.0.0 zxing-cpp==3.1.1 opencv-python-headless==5.0.0.93 numpy==2.4.6
seen=$(venv/bin/python - <<'SCRIPT'
import cv2
import qrcode
import segno
import zxingcpp


def by_segno(text, **options):
    segno.make(text, micro=False, **options).save("code.png", scale=6)


def by_qrcode(text):
    qrcode.make(text, box_size=6).save("code.png")


def readings():
    code = cv2.imread("code.png")
    return zxingcpp.read_barcodes(code)[0].text, cv2.QRCodeDetector().detectAndDecode(code)[0].replace("\x95", "\\x95")


found = []
for name, write in (("segno", by_segno), ("segno, UTF-8", lambda text: by_segno(text, encoding="utf-8")), ("qrcode", by_qrcode)):
    pairs = []
    for text in ("ÄÖÜ", "ab方"):
        write(text)
        pairs.append(readings())
    zxing, opencv = zip(*pairs)
    found.append(f"{name}: zxing-cpp {' '.join(zxing)}, OpenCV {' '.join(opencv)}")
print("; ".join(found))
SCRIPT
)
echo "$seen"
[ "$seen" = 'segno: zxing-cpp ﾄﾖﾜ ab方, OpenCV ÄÖÜ ab\x95û; segno, UTF-8: zxing-cpp ÄÖÜ ab方, OpenCV ÄÖÜ ab方; qrcode: zxing-cpp ÄÖÜ ab方, OpenCV ÄÖÜ ab方' ] || { echo changed; exit 1; }
