#!/usr/bin/env bash
# Builds the site, checks its links, and uses it in Chromium by keyboard alone, with axe-core looking at it; installs Chromium where it is missing and this may.
# Skips the part in Chromium by name where it may not.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -x "${CHROMIUM_PATH:-/usr/bin/chromium}" ] || .ci/debian chromium
exec timeout 300 npm run --silent test:site
