#!/usr/bin/env bash
# Kills submissions, tears and edits their journal, answers wrongly, and resumes: a small round; npm run test:submit does the whole of it.
set -euo pipefail
cd "$(dirname "$0")/../.."
exec npx tsx test/campaign/submit/run.ts --jobs 1500 --kills 10 --seed "${SUBMIT_SEED:-20261127}"
