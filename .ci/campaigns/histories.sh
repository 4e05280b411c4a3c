#!/usr/bin/env bash
# Histories of concurrent clients, with kills and a full disk: a small round; npm run test:histories does the whole of it.
set -euo pipefail
cd "$(dirname "$0")/../.."
npx tsx test/campaign/histories/run.ts --operations 6000
