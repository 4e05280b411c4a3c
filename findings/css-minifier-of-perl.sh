#!/usr/bin/env bash
# A blank between two parts of a selector means "in" (Selectors 4, 15.1). CSS::Minifier 0.01 for Perl (libcss-minifier-perl of Debian 12), which build scripts and plugins of wikis use, takes it away in front of ":", where only the one between a property and its value means nothing: "nav :hover", each thing in the navigation that is
# pointed at, becomes "nav:hover", the navigation itself, another rule, without a word. CSS::Minifier::XS 0.13, a later one, and lightningcss 1.33.0 of npm keep it.
# A good guess is that a minifier leaves alone what it does not tell apart.
# Seen: CSS::Minifier nav:hover{color:red}; CSS::Minifier::XS nav :hover{color:red}; lightningcss nav :hover{color:red}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq libcss-minifier-perl libcss-minifier-xs-perl 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
npm init -y > /dev/null
npm install --silent --no-audit --no-fund lightningcss@1.33.0 > /dev/null
echo 'nav :hover { color: red }' > a.css
export PERL5LIB="$folder/usr/share/perl5:$(echo "$folder"/usr/lib/*/perl5/*)"
plain=$(perl -MCSS::Minifier -0777 -ne 'print CSS::Minifier::minify(input => $_)' a.css)
xs=$(perl -MCSS::Minifier::XS -0777 -ne 'print CSS::Minifier::XS::minify($_)' a.css)
node=$(node -e "console.log(String(require('lightningcss').transform({ filename: 'a.css', code: require('node:fs').readFileSync('a.css'), minify: true }).code))")
seen="CSS::Minifier $plain; CSS::Minifier::XS $xs; lightningcss $node"
echo "$seen"
[ "$seen" = 'CSS::Minifier nav:hover{color:red}; CSS::Minifier::XS nav :hover{color:red}; lightningcss nav :hover{color:red}' ] || { echo changed; exit 1; }
