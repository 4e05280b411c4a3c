#!/usr/bin/env bash
# Lists 100,000 objects as a recipe does against the bare pages, and a million for the memory.
set -euo pipefail
cd "$(dirname "$0")/../.."
exec timeout --kill-after=10 120 npx tsx test/campaign/listing/run.ts
