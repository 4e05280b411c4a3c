#!/usr/bin/env bash
# dict2yaml of Tcl's library (tcllib 1.21 of Debian 12, yaml 0.4.1) writes texts without quotes where YAML needs them: of the style "image/resize,w_100 # small" what is behind "#" is a comment to each reader, its own yaml2dict too; the colour "#fff" is nothing,
# "yes" is a truth value in PyYAML 6.0.4, "null" is nothing and the key "007" the number 7; a blank in front is lost. yaml2dict makes a number of seconds of a day, "2026-11-28", by the time zone of the machine, and 1 of "yes".
# A good guess is that what writes YAML reads back what it wrote, as every value in Tcl is a text.
# Seen: written [image/resize,w_100 # small] [#fff] [ x] [007] [yes] [null], back [image/resize,w_100] [] [x] [007] [1] []; PyYAML ['image/resize,w_100', None, 'x', 7, True, None]; a day 1795824000 in UTC, 1795795200 in Asia/Shanghai
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
command -v tclsh > /dev/null || { echo 'skipped: no tclsh (tcl of Debian 12)'; exit 0; }
apt-get download -qq tcllib 2> /dev/null
dpkg -x tcllib_*.deb .
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyyaml==6.0.4
cat > look.tcl <<'SCRIPT'
lappend auto_path [glob usr/share/tcltk/tcllib*]
package require yaml
set style "image/resize,w_100 # small"
set text [yaml::dict2yaml [dict create a $style b #fff c " x" d 007 e yes f null]]
set file [open written.yaml w]
puts $file $text
close $file
set written [list]
foreach line [split [string trim $text] \n] { if {[regexp {^[a-f]: (.*)$} $line all value]} { lappend written "\[$value\]" } }
set back [list]
dict for {key value} [yaml::yaml2dict $text] { lappend back "\[$value\]" }
puts "written [join $written], back [join $back]"
SCRIPT
cat > day.tcl <<'SCRIPT'
lappend auto_path [glob usr/share/tcltk/tcllib*]
package require yaml
puts [dict get [yaml::yaml2dict "a: 2026-11-28"] a]
SCRIPT
seen="$(tclsh look.tcl); PyYAML $(venv/bin/python -c 'import yaml; print(list(yaml.safe_load(open("written.yaml")).values()))'); a day $(TZ=UTC tclsh day.tcl) in UTC, $(TZ=Asia/Shanghai tclsh day.tcl) in Asia/Shanghai"
echo "$seen"
[ "$seen" = "written [image/resize,w_100 # small] [#fff] [ x] [007] [yes] [null], back [image/resize,w_100] [] [x] [007] [1] []; PyYAML ['image/resize,w_100', None, 'x', 7, True, None]; a day 1795824000 in UTC, 1795795200 in Asia/Shanghai" ] || { echo changed; exit 1; }
