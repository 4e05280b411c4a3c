#!/usr/bin/env bash
# HAProxy (2.6.12 of Debian 12) reads a header as a list with commas: of "x-oss-process: image/resize,w_100,h_50" req.hdr() is the last item, "h_50", which is what a rule or a key of a cache then sees; req.fhdr()
# is the whole value. url_param() does not part at commas, but at ";", so that of "image/info;v=1" it is "image/info". b64dec of a URL-safe text is empty, ub64dec reads it.
# A good guess is that the function which is named for a header gives the header.
# Seen: hdr [h_50], count 3, fhdr [image/resize,w_100,h_50], parameter [image/resize,w_100,h_50], with a semicolon [image/info], b64dec [], ub64dec [ab?>~]
set -euo pipefail
folder=$(mktemp -d)
server=''
trap '[ -z "$server" ] || kill "$server" 2> /dev/null; rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq haproxy liblua5.3-0 libopentracing-c-wrapper0 libopentracing1 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
export LD_LIBRARY_PATH="$folder/usr/lib/$(gcc -dumpmachine 2> /dev/null || echo x86_64-linux-gnu)"
cat > haproxy.cfg <<'SCRIPT'
defaults
  mode http
  timeout client 5s
  timeout server 5s
  timeout connect 5s
frontend look
  bind unix@FOLDER/socket mode 666
  http-request return status 200 content-type text/plain lf-string "hdr [%[req.hdr(x-oss-process)]], count %[req.hdr_cnt(x-oss-process)], fhdr [%[req.fhdr(x-oss-process)]], parameter [%[url_param(p)]], with a semicolon [%[url_param(q)]], b64dec [%[str(YWI_Pn4),b64dec]], ub64dec [%[str(YWI_Pn4),ub64dec]]"
SCRIPT
sed -i "s|FOLDER|$folder|" haproxy.cfg
usr/sbin/haproxy -db -f haproxy.cfg 2> errors &
server=$!
for _ in $(seq 100); do [ -S socket ] && break; sleep 0.1; done
seen=$(curl -s --unix-socket socket -H 'x-oss-process: image/resize,w_100,h_50' 'http://localhost/a.jpg?p=image/resize,w_100,h_50&q=image/info;v=1')
echo "$(usr/sbin/haproxy -v | head -n 1): $seen"
[ "$seen" = 'hdr [h_50], count 3, fhdr [image/resize,w_100,h_50], parameter [image/resize,w_100,h_50], with a semicolon [image/info], b64dec [], ub64dec [ab?>~]' ] || { echo changed; exit 1; }
