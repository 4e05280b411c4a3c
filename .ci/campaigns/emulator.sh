#!/usr/bin/env bash
# Kills the local OSS under a load of tasks, and sends it a crowd of connections: a small round; npm run test:emulator does the whole of it. It reads /proc.
set -euo pipefail
cd "$(dirname "$0")/../.."
ulimit -n "$(ulimit -Hn)" || true
if command -v ffmpeg > /dev/null && command -v ffprobe > /dev/null; then
  npx tsx test/campaign/emulator/run.ts crash --kills 8 --tasks 8
else
  echo 'crash: left out, there is no ffmpeg on PATH'
fi
npx tsx test/campaign/emulator/run.ts load --connections 600
