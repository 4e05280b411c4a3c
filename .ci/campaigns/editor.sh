#!/usr/bin/env bash
# Random messages to the language server, always the same; more of them by hand: npm run test:editor -- 100000 SEED
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -f dist/server.cjs ] || npm run --silent build
exec timeout 180 npx tsx test/campaign/editor/run.ts 5000 1
