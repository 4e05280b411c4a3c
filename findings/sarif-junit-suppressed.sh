#!/usr/bin/env bash
# sarif-junit 1.1.4 makes a failure of each SARIF result that has a level, also of one that is suppressed, which is how a baseline and comments that allow a finding stand in a SARIF: what
# the linter lets pass fails in the JUnit. A result without a level, which is a warning (SARIF 2.1.0, 3.27.10), passes, and the same with "warning" fails. Paths stay
# percent-encoded. A good guess is that suppressed results are skipped or left out, and that what is left out and its default are the same.
# Seen: error src/a%20b.ts failure, suppressed src/a%20b.ts failure, warning src/a%20b.ts failure, default src/a%20b.ts passed; failures 3 of 4, skipped 0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts sarif-junit@1.1.4 > /dev/null
cat > look.mjs <<'SCRIPT'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
const result = (text, level, rest) => ({
  ruleId: 'range',
  level,
  message: { text },
  locations: [{ physicalLocation: { artifactLocation: { uri: 'src/a%20b.ts' }, region: { startLine: 2, startColumn: 16 } } }],
  ...rest,
})
const results = [result('error', 'error'), result('suppressed', 'error', { suppressions: [{ kind: 'inSource' }] }), result('warning', 'warning'), result('default')]
const driver = { name: 'look', rules: [{ id: 'range' }] }
writeFileSync('report.sarif', JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver }, results }] }))
execFileSync('npx', ['--no-install', 'sarif-junit', '-i', 'report.sarif', '-o', 'report.xml'])
const xml = readFileSync('report.xml', 'utf8')
const cases = [...xml.matchAll(/<testcase[^>]*name="[^"]*?(\w+)" file="([^"]*)"\s*(\/?)>/g)].map(([, name, file, isEmpty]) => `${name} ${file} ${isEmpty ? 'passed' : 'failure'}`)
const [, tests, failures, skipped] = /<testsuites tests="(\d+)" failures="(\d+)" errors="\d+" skipped="(\d+)"/.exec(xml)
console.log(`${cases.join(', ')}; failures ${failures} of ${tests}, skipped ${skipped}`)
SCRIPT
seen=$(node look.mjs)
echo "sarif-junit 1.1.4: $seen"
[ "$seen" = 'error src/a%20b.ts failure, suppressed src/a%20b.ts failure, warning src/a%20b.ts failure, default src/a%20b.ts passed; failures 3 of 4, skipped 0' ] || { echo changed; exit 1; }
