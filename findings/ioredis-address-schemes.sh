#!/usr/bin/env bash
# ioredis 6.0.0 takes an address whose scheme it does not know for the path of a socket: of "valkey://cache:6380/1" it keeps the host "valkey" and connects to
# a file "//cache:6380/1" of this machine, so that what is seen is ENOENT. And of a database in the path and another in the query it takes the path,
# where redis-py 8.1.0 takes the query: two programs that share one address do not share one database.
# A good guess is that valkey:// is read as redis://, or refused by a sentence, as redis-py does.
# Seen: valkey://cache:6380/1: ioredis path //cache:6380/1, redis-py ValueError; redis://cache/1?db=3: ioredis db 1, redis-py db 3
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check redis==8.1.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ioredis@6.0.0 > /dev/null
node=$(node -e "
const { Redis } = require('ioredis')
const optionsOf = address => new Redis(address, { lazyConnect: true }).options
console.log('path ' + optionsOf('valkey://cache:6380/1').path + ' db ' + optionsOf('redis://cache/1?db=3').db)")
python=$(venv/bin/python - <<'SCRIPT'
from redis.connection import parse_url
try:
    found = str(parse_url("valkey://cache:6380/1"))
except ValueError as error:
    found = type(error).__name__
print(found, "db", parse_url("redis://cache/1?db=3")["db"])
SCRIPT
)
seen="ioredis $node, redis-py $python"
echo "ioredis 6.0.0, redis-py 8.1.0, valkey://cache:6380/1 and redis://cache/1?db=3: $seen"
[ "$seen" = 'ioredis path //cache:6380/1 db 1, redis-py ValueError db 3' ] || { echo changed; exit 1; }
