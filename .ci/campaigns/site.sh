#!/usr/bin/env bash
# Builds the site, checks its links, and uses it in Chromium by keyboard alone, with axe-core looking at it; installs Chromium where it is missing and this may.
# Skips the part in Chromium by name where it may not.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ ! -x "${CHROMIUM_PATH:-/usr/bin/chromium}" ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  { timeout 120 apt-get update && timeout 300 apt-get install -y --no-install-recommends chromium; } > /dev/null 2>&1 || true
fi
exec timeout 300 npm run --silent test:site
