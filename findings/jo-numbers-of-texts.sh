#!/usr/bin/env bash
# jo (1.9 of Debian 12) writes JSON in scripts, and takes for a number whatever strtod() of C takes whole: "0x10" is 16, " 1" is 1, "1e3" 1000, "10." 10 and "007" 7, although JSON has none of these but 1e3; "1_000" and "1e400" are texts. And of a whole number of 17 digits, as ids and tags of objects are, it
# writes 16: 12345678901234567 is 1.234567890123457e+16, another id, without a word. The same text is a number or not by its letters: of the hashes 12e4567 and 12e456a one is a text either way, 12e45 a number of 47 digits.
# A good guess is that what is a number in JSON is taken as it stands and the rest is a text. -s in front makes texts of all.
# Seen: {"a":16,"b":1,"c":1000,"d":10,"e":7,"f":1.234567890123457e+16,"g":1.2e+46,"h":"12e456a","i":"1_000"}, with -s {"e":"007","f":"12345678901234567"}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq jo 2> /dev/null
dpkg -x jo_*.deb .
seen="$(usr/bin/jo a=0x10 'b= 1' c=1e3 d=10. e=007 f=12345678901234567 g=12e45 h=12e456a i=1_000), with -s $(usr/bin/jo -- -s e=007 -s f=12345678901234567)"
echo "$(usr/bin/jo -v): $seen"
[ "$seen" = '{"a":16,"b":1,"c":1000,"d":10,"e":7,"f":1.234567890123457e+16,"g":1.2e+46,"h":"12e456a","i":"1_000"}, with -s {"e":"007","f":"12345678901234567"}' ] || { echo changed; exit 1; }
