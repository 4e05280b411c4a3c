#!/usr/bin/env bash
# The models of the Python SDK of MCP have the names of the protocol in 1.x (isError, inputSchema, structuredContent) and Python's in 2.3.0 (is_error, ...). The old ones still make
# a model and no longer read one: getattr(result, "isError", False), which many clients write, is False for an error. And model_dump_json() writes the
# new names unless by_alias is set, which 1.9.4, and any other reader of the protocol, takes for a result without an error.
# A good guess is that the names of a model are those on the wire, and that what a model writes is what the protocol has.
# Seen: 1.9.4: isError True, written isError, by alias isError, read by 1.9.4 True; 2.3.0: isError missing, written is_error, by alias isError, read by 1.9.4 False
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for pair in 1.9.4=2.11.7 2.3.0=2.14.4; do
  version=${pair%=*}
  python3 -m venv "$version"
  "$version/bin/pip" install --quiet --disable-pip-version-check "mcp==$version" "pydantic==${pair#*=}"
done
cat > write.py <<'SCRIPT'
import sys
from mcp.types import CallToolResult, TextContent
result = CallToolResult(content=[TextContent(type="text", text="w is 0")], isError=True)
names = lambda text: "isError" if '"isError"' in text else "is_error" if '"is_error"' in text else "neither"
open("result.json", "w").write(result.model_dump_json(exclude_none=True))
print(f"isError {getattr(result, 'isError', 'missing')}, written {names(result.model_dump_json())}, by alias {names(result.model_dump_json(by_alias=True))}")
SCRIPT
read_by_first() { 1.9.4/bin/python -c 'from mcp.types import CallToolResult; print(CallToolResult.model_validate_json(open("result.json").read()).isError)'; }
seen=''
for version in 1.9.4 2.3.0; do
  seen+="$version: $("$version/bin/python" write.py), read by 1.9.4 $(read_by_first); "
done
seen=${seen%; }
echo "mcp $seen"
[ "$seen" = '1.9.4: isError True, written isError, by alias isError, read by 1.9.4 True; 2.3.0: isError missing, written is_error, by alias isError, read by 1.9.4 False' ] || { echo changed; exit 1; }
