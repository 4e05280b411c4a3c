#!/usr/bin/env bash
# The schema of recipes in the language server that editors use for YAML, installed beside the project: it is heavy.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if ! .ci/again npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund --silent yaml-language-server@1.19.2; then
  echo 'yaml-language-server: left out, it cannot be installed here'
  exit 0
fi
timeout 120 node test/campaign/schema/editor.mjs "$folder/node_modules/yaml-language-server/bin/yaml-language-server"
