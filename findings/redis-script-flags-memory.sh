#!/usr/bin/env bash
# At maxmemory with noeviction, Redis still runs a script that only reads; with "#!lua" in its first line, which newer pages recommend, the same script is
# refused before it runs, as it may write for all that its line says; "#!lua flags=no-writes" reads again. A good guess is that the first line changes nothing.
# Seen with Redis 7.0.15: SET refused, GET done, GET behind #!lua refused, GET behind #!lua flags=no-writes done
# Needs redis-server.
set -euo pipefail
folder=$(mktemp -d)
redis-server --port 0 --unixsocket "$folder/redis.sock" --dir "$folder" --save '' --maxmemory-policy noeviction > "$folder/log" &
server=$!
trap 'kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
ask() { redis-cli -s "$folder/redis.sock" "$@" 2>&1; }
until [ "$(ask ping)" = PONG ]; do sleep 0.1; done
ask config set maxmemory 1kb > /dev/null
kind() { case "$1" in *OOM*) echo refused ;; *) echo done ;; esac; }
sets=$(kind "$(ask eval "return redis.call('SET', 'a', '1')" 0)")
reads=$(kind "$(ask eval "return redis.call('GET', 'a')" 0)")
reads_behind_line=$(kind "$(ask eval "$(printf '#!lua\nreturn redis.call("GET", "a")')" 0)")
reads_behind_flag=$(kind "$(ask eval "$(printf '#!lua flags=no-writes\nreturn redis.call("GET", "a")')" 0)")
echo "$(redis-server --version | cut -d' ' -f1-3): SET $sets, GET $reads, GET behind #!lua $reads_behind_line, GET behind #!lua flags=no-writes $reads_behind_flag"
[ "$sets $reads $reads_behind_line $reads_behind_flag" = 'refused done refused done' ] || { echo changed; exit 1; }
