#!/usr/bin/env bash
# nginx (1.22.1 of Debian 12): the query parameter x-oss-process has no variable. "$arg_x-oss-process" is the parameter "x" with the text "-oss-process" behind it, and
# "$arg_x_oss_process" is the parameter of just that name, although "$http_x_oss_process" is the header X-Oss-Process: hyphens become underscores in headers alone. A
# cache whose key is "$uri$arg_x-oss-process" keeps one picture for all process strings, and no test of the configuration says so. $args holds them; a map
# can take one out.
# A good guess from headers is that "$arg_x_oss_process" is it.
# Seen: hyphens [1-oss-process], underscores [], header [head], args [x=1&x-oss-process=image/resize,w_100]
set -euo pipefail
folder=$(mktemp -d)
server=''
trap '[ -z "$server" ] || kill "$server" 2> /dev/null; rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq nginx 2> /dev/null
dpkg -x nginx_*.deb .
cat > nginx.conf <<'SCRIPT'
daemon off;
pid pid;
events {}
http {
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server {
    listen unix:socket;
    location / { return 200 "hyphens [$arg_x-oss-process], underscores [$arg_x_oss_process], header [$http_x_oss_process], args [$args]"; }
  }
}
SCRIPT
sed -i "s|unix:socket|unix:$folder/socket|" nginx.conf
usr/sbin/nginx -p "$folder" -c nginx.conf -e errors &
server=$!
for _ in $(seq 100); do [ -S socket ] && break; sleep 0.1; done
seen=$(curl -s --unix-socket socket -H 'X-Oss-Process: head' 'http://localhost/a.jpg?x=1&x-oss-process=image/resize,w_100')
echo "$(usr/sbin/nginx -v 2>&1): $seen"
[ "$seen" = 'hyphens [1-oss-process], underscores [], header [head], args [x=1&x-oss-process=image/resize,w_100]' ] || { echo changed; exit 1; }
