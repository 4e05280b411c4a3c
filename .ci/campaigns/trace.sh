#!/usr/bin/env bash
# Holds what the trace foretells against what the local OSS makes: a small round; npm run test:trace does the whole of it.
# TRACE_SEED takes other strings than those of every time.
set -euo pipefail
cd "$(dirname "$0")/../.."
npx tsx test/campaign/trace/run.ts --pictures 2000 --videos 60 --seed "${TRACE_SEED:-1}"
