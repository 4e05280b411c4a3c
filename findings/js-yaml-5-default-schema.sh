#!/usr/bin/env bash
# js-yaml 5.5.0: load() without options is stricter than that of 4: an empty text, or one of comments alone, throws where 4.1.0 answers undefined and null; "<<" is a key like any other
# where 4.1.0 merges; 1_000 is a text where 4.1.0 reads 1000; a date stays a text where 4.1.0 makes a Date. Numbers of the other forms are as they were.
# A file of settings that shares values by "<<: *base" loads without an error, and lacks them.
# A guess from memory ("js-yaml merges, and an empty file is nothing") is that of 4.
# Seen: 4.1.0: undefined,null {"w":1,"h":2} number object; 5.5.0: YAMLException {"<<":{"w":1},"h":2} string string
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
seen=''
for version in 4.1.0 5.5.0; do
  mkdir "$folder/$version"
  cd "$folder/$version"
  npm init -y > /dev/null
  npm install --silent --no-audit --no-fund --ignore-scripts "js-yaml@$version" > /dev/null
  answer=$(node --input-type=module -e '
    import { load } from "js-yaml"
    const empty = text => {
      try {
        return String(load(text))
      } catch (error) {
        return error.name
      }
    }
    const merged = load("base: &base { w: 1 }\nthumb:\n  <<: *base\n  h: 2\n").thumb
    const empties = [...new Set([empty(""), empty("# nothing yet\n")])].join()
    console.log(empties, JSON.stringify(merged), typeof load("1_000"), typeof load("2026-11-28"))')
  seen+="$version: $answer; "
done
seen=${seen%; }
echo "js-yaml $seen"
[ "$seen" = '4.1.0: undefined,null {"w":1,"h":2} number object; 5.5.0: YAMLException {"<<":{"w":1},"h":2} string string' ] || { echo changed; exit 1; }
