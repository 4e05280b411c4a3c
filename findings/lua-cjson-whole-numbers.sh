#!/usr/bin/env bash
# Whole numbers are whole in Lua since 5.3, 64 bits. lua-cjson (2.1.0 of Debian 12, built for Lua 5.4), which scripts of nginx and of Redis write JSON with, makes a float of 14 digits of each, also where it got a whole one: a time in microseconds, 1764374400123456, is written
# 1.7643744001235e+15, half a millisecond off, and the id 12345678901234567 is another. Read, each number is a float: 12345678901234567 becomes 1.2345678901235e+16, which is no number of a parameter or of a name. dkjson 2.6 writes and reads them whole.
# A good guess is that a whole number of a language which has them comes out whole, at least up to 2^53, which a float holds: 14 digits end at a ninetieth of that.
# Seen: cjson [1.7643744001235e+15,1.2345678901235e+16] reads 1.7643744001235e+15 float; dkjson [1764374400123456,12345678901234567] reads 1764374400123456 integer
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq lua5.4 lua-cjson lua-dkjson 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
cat > look.lua <<'SCRIPT'
local numbers = { 1764374400123456, 12345678901234567 }
local cjson, dkjson = require 'cjson', require 'dkjson'
local function line(name, encode, decode)
  local back = decode('[1764374400123456]')[1]
  return ('%s %s reads %s %s'):format(name, encode(numbers), back, math.type(back))
end
print(line('cjson', cjson.encode, cjson.decode) .. '; ' .. line('dkjson', function(value) return dkjson.encode(value) end, dkjson.decode))
SCRIPT
export LUA_PATH="$folder/usr/share/lua/5.4/?.lua" LUA_CPATH="$folder/usr/lib/$(gcc -dumpmachine 2> /dev/null || echo x86_64-linux-gnu)/lua/5.4/?.so"
seen=$(usr/bin/lua5.4 look.lua)
echo "$(usr/bin/lua5.4 -v | cut -d' ' -f1,2), cjson $(usr/bin/lua5.4 -e 'print(require("cjson")._VERSION)'): $seen"
[ "$seen" = 'cjson [1.7643744001235e+15,1.2345678901235e+16] reads 1.7643744001235e+15 float; dkjson [1764374400123456,12345678901234567] reads 1764374400123456 integer' ] || { echo changed; exit 1; }
