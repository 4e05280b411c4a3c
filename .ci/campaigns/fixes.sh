#!/usr/bin/env bash
# Fixes random host files and reads them again: a small round; npm run test:fixes does the whole of it.
set -euo pipefail
cd "$(dirname "$0")/../.."
exec npx tsx test/campaign/fixes/run.ts --files 10000
