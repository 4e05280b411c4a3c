#!/usr/bin/env bash
# Sends jobs through a queue while workers are killed and Redis restarts: a small round; npm run test:queue does the whole of it, and with --rate looks at the clock.
set -euo pipefail
cd "$(dirname "$0")/../.."
exec npx tsx test/campaign/queue/run.ts --jobs 4000 --workers 3 --every 3000 --restarts 1
