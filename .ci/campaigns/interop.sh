#!/usr/bin/env bash
# Runs the OSS clients of several languages against the local OSS. Leaves out, by name, those whose toolchain is not here.
# Bounded: most of the time goes into fetching the clients, once.
set -euo pipefail
cd "$(dirname "$0")/../.."
timeout --kill-after=10 120 npx tsx test/interop/imm-requests.ts
exec timeout --kill-after=10 1200 npx tsx test/interop/run.ts
