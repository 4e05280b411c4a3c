#!/usr/bin/env bash
# Uses the console of the local OSS in Chromium; installs that where it is missing and this may. Skips by name where it may not.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -x "${CHROMIUM_PATH:-/usr/bin/chromium}" ] || .ci/debian chromium
exec timeout 300 npm run --silent test:console
