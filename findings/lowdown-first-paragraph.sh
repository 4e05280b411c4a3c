#!/usr/bin/env bash
# lowdown 1.0.0 of Debian 12, which makes HTML and manual pages of Markdown, takes a first paragraph with ":" in its first line for facts about the document, as MultiMarkdown has them, whatever is in front of the colon: "Note: the picture is 100 wide.", "See (a.jpg): it is wide." and a sentence with an address, "The
# address https://...", are not in what it writes, without a word. --parse-no-metadata keeps them. To CommonMark 0.30, which it says it reads, they are paragraphs, and so they are to cmark 0.30.2.
# A good guess is that a sentence is no list of facts, or that they are read where one asks for them.
# Seen: lowdown drops [Note: the picture is 100 wide.] [See (a.jpg): it is wide.] [The address https://media.example.com/a.jpg is read.], keeps [Note the picture.]; with --parse-no-metadata drops nothing; cmark drops nothing
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq lowdown cmark libcmark0.30.2 libbsd0 libmd0 2> /dev/null
for package in *.deb; do dpkg -x "$package" .; done
export LD_LIBRARY_PATH="$folder/usr/lib/$(gcc -dumpmachine 2> /dev/null || echo x86_64-linux-gnu)"
dropped() {
  local sentence found=''
  for sentence in 'Note: the picture is 100 wide.' 'See (a.jpg): it is wide.' 'The address https://media.example.com/a.jpg is read.' 'Note the picture.'; do
    printf '%s\n\nText\n' "$sentence" | "$@" | grep -q "${sentence%% *}" || found="$found [$sentence]"
  done
  echo "drops${found:- nothing}"
}
seen="lowdown $(dropped usr/bin/lowdown), keeps [Note the picture.]; with --parse-no-metadata $(dropped usr/bin/lowdown --parse-no-metadata); cmark $(dropped usr/bin/cmark)"
echo "lowdown $(dpkg-deb -f lowdown_*.deb Version): $seen"
[ "$seen" = 'lowdown drops [Note: the picture is 100 wide.] [See (a.jpg): it is wide.] [The address https://media.example.com/a.jpg is read.], keeps [Note the picture.]; with --parse-no-metadata drops nothing; cmark drops nothing' ] || { echo changed; exit 1; }
