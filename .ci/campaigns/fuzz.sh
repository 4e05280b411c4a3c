#!/usr/bin/env bash
# Puts random texts through everything that reads one: a small round; npm run test:fuzz takes as many as --inputs says.
set -euo pipefail
cd "$(dirname "$0")/../.."
exec npx tsx test/campaign/fuzz/run.ts --inputs 3000 --seed "${FUZZ_SEED:-1}"
