#!/usr/bin/env bash
# aiooss2 uploads with aiohttp 3.9, and with 3.10 and later every upload ends in a TypeError of its own before a byte is sent: its adapter of
# contents does not have the method that aiohttp's payloads got. Its requirements allow both, so that a new installation cannot upload.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
cat > "$folder/put.py" <<'SCRIPT'
import asyncio, sys
from importlib.metadata import version
from aiohttp import web
import aiooss2
import oss2

async def main():
    async def take(request):
        await request.read()
        return web.Response(headers={"ETag": '"x"', "x-oss-request-id": "0" * 24})
    app = web.Application()
    app.router.add_put("/{path:.*}", take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    bucket = aiooss2.AioBucket(oss2.Auth("id", "secret"), f"http://127.0.0.1:{port}", "media")
    try:
        async with bucket:
            answer = await bucket.put_object("k", b"text")
        outcome = str(answer.status)
    except Exception as error:
        outcome = type(error).__name__
    await runner.cleanup()
    print("aiooss2", version("aiooss2"), "aiohttp", version("aiohttp"), "->", outcome)
    sys.exit(0 if outcome == sys.argv[1] else "changed")

asyncio.run(main())
SCRIPT
for pair in 3.9.5=200 3.10.11=TypeError; do
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check aiooss2==0.2.11 "aiohttp==${pair%=*}"
  "$folder/venv/bin/python" "$folder/put.py" "${pair#*=}"
done
