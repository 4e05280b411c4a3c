#!/usr/bin/env bash
# A GIF keeps how often it is played again after the first time, as browsers and gif2webp read it. "Three times" is "--loopcount=3" for gifsicle (1.93) and "-loop 3" for ImageMagick (6.9.11) and GraphicsMagick (1.4)
# of Debian 12. ImageMagick writes 2, which is three plays; gifsicle and GraphicsMagick write 3, which is four. For 1 ImageMagick and GraphicsMagick leave the number out, one play, and gifsicle writes 1, two
# plays: in GraphicsMagick 1 is one play and 2 are three, so that no number gives two.
# A good guess is that one option of two programs that come from one is one thing, and that 2 is one more than 1.
# Seen, plays of 1, 2 and 3 as gif2webp counts them: gifsicle 2 3 4, ImageMagick 1 2 3, GraphicsMagick 1 3 4
# Needs gifsicle, imagemagick, graphicsmagick and webp.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
convert-im6.q16 -delay 20 -size 20x10 xc:red xc:blue film.gif
plays() {
  gif2webp -quiet "$1" -o film.webp
  webpmux -info film.webp | sed -n 's/.*Loop Count : //p'
}
of() {
  for count in 1 2 3; do
    case $1 in
      gifsicle) gifsicle --loopcount=$count film.gif -o out.gif ;;
      ImageMagick) convert-im6.q16 film.gif -loop $count out.gif ;;
      GraphicsMagick) gm convert film.gif -loop $count out.gif ;;
    esac
    printf ' %s' "$(plays out.gif)"
  done
}
seen=''
for program in gifsicle ImageMagick GraphicsMagick; do seen="$seen, $program$(of $program)"; done
seen=${seen#, }
echo "$(gifsicle --version | head -n 1), $(convert-im6.q16 -version | sed -n '1s/^Version: \([^ ]* [^ ]*\).*/\1/p'), $(gm version | sed -n '1s/ Q.*//p'): $seen"
[ "$seen" = 'gifsicle 2 3 4, ImageMagick 1 2 3, GraphicsMagick 1 3 4' ] || { echo changed; exit 1; }
