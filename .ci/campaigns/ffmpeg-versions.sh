#!/usr/bin/env bash
# Runs every case of the media tests, of which npm test runs the first of each kind: on the WebAssembly ffmpeg, on that of the machine, and
# on other releases, which wheels of imageio-ffmpeg carry without ffprobe.
set -euo pipefail
cd "$(dirname "$0")/../.."
media_tests() {
  OSS_PROCESS_MEDIA_TESTS=$1 npx vitest run --config test/vitest.config.ts --reporter=dot test/emulator/engine/{animation,facts,media,odd-clips}.test.ts
}
media_tests wasm
if ! command -v ffprobe > /dev/null || ! command -v python3 > /dev/null; then
  echo 'ffmpeg versions: left out, there is no ffprobe or no python3 on PATH'
  exit 0
fi
media_tests native
for version in 0.6.0 0.8.1; do
  folder="$PWD/node_modules/.cache/ffmpeg/$version"
  if [ ! -x "$folder/bin/ffmpeg" ]; then
    mkdir -p "$folder/bin"
    if ! .ci/wheel "imageio-ffmpeg==$version" "$folder"; then
      echo "ffmpeg of imageio-ffmpeg $version: left out, it cannot be installed here"
      continue
    fi
    cp "$folder"/imageio_ffmpeg/binaries/ffmpeg-* "$folder/bin/ffmpeg"
    chmod +x "$folder/bin/ffmpeg"
    ln -sf "$(command -v ffprobe)" "$folder/bin/ffprobe"
  fi
  "$folder/bin/ffmpeg" -version | head -1
  PATH="$folder/bin:$PATH" media_tests native
done
