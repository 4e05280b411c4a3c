#!/usr/bin/env bash
# Four libraries tell the type of a file by its first bytes, for a Content-Type at an upload for example. puremagic 1.30 of PyPI takes a HEIC for video/mp4 and a JPEG 2000 for image/jpeg. filetype 1.2.0 of PyPI and
# h2non/filetype 1.1.3 for Go, from which it comes, do not know an AVIF of several pictures, whose brand is "avis", and part over HEIC and APNG: image/heic and image/heif, image/apng and image/png. JPEG 2000 is
# image/jpx to the one and image/jp2 to the other. mimetype 1.4.16 for Go is right about all four.
# A good guess is that a still HEIC is no video, and that a library in two languages has one answer.
# Seen, puremagic, filetype of PyPI, filetype for Go, mimetype: heic video/mp4 image/heic image/heif image/heic; jp2 image/jpeg image/jpx image/jp2 image/jp2; avif of two image/avif none none image/avif;
# png of two image/png image/apng image/png image/apng
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 pillow_heif==1.8.1 puremagic==1.30 filetype==1.2.0
venv/bin/python - <<'SCRIPT'
from PIL import Image
from pillow_heif import register_heif_opener
register_heif_opener()
pictures = [Image.new("RGB", (40, 30), (shade, 0, 0)) for shade in (0, 200)]
pictures[0].save("a.heic")
pictures[0].save("a.jp2")
for name in ("two.avif", "two.png"):
    pictures[0].save(name, save_all=True, append_images=pictures[1:], duration=100)
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"

	"github.com/gabriel-vasile/mimetype"
	"github.com/h2non/filetype"
)

func main() {
	content, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	kind, err := filetype.Match(content)
	if err != nil {
		panic(err)
	}
	name := kind.MIME.Value
	if name == "" {
		name = "none"
	}
	fmt.Println(name, mimetype.Detect(content))
}
SCRIPT
go mod init look > /dev/null 2>&1
go get github.com/gabriel-vasile/mimetype@v1.4.16 github.com/h2non/filetype@v1.1.3 > /dev/null 2>&1
go build -o look .
of() { echo "$(venv/bin/python -c 'import filetype, puremagic, sys; print(puremagic.from_file(sys.argv[1], mime=True), filetype.guess_mime(sys.argv[1]) or "none")' "$1") $(./look "$1")"; }
seen="heic $(of a.heic); jp2 $(of a.jp2); avif of two $(of two.avif); png of two $(of two.png)"
echo "puremagic 1.30, filetype 1.2.0, h2non/filetype 1.1.3, mimetype 1.4.16: $seen"
[ "$seen" = 'heic video/mp4 image/heic image/heif image/heic; jp2 image/jpeg image/jpx image/jp2 image/jp2; avif of two image/avif none none image/avif; png of two image/png image/apng image/png image/apng' ] || { echo changed; exit 1; }
