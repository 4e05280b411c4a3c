#!/usr/bin/env bash
# Runs the OSS clients of several languages against the local OSS. Leaves out, by name, those whose toolchain is not here.
set -euo pipefail
cd "$(dirname "$0")/../.."
exec npx tsx test/interop/run.ts
