#!/usr/bin/env bash
# Cloudinary and ImageKit take chains of steps in an address, each working on the result of the one before. transformUrl() of unpic 4.2.2, which widgets of pictures ask for an address of another width, changes the first step of Cloudinary alone: of "a_90/w_100", turned and
# then made 100 wide, asked for 200, it makes a picture that is turned, made 200 wide and then 100. Of ImageKit's "tr:w-100,h-100:rt-90" it makes one step, whose height is the text "100:rt", encoded twice, without the turn. A single step of both is right.
# A good guess is that the picture which is asked for at a width has that width, or that a chain which is not known stays as it is.
# Seen: Cloudinary a_90,w_200,f_auto,c_lfill/w_100; ImageKit tr=w-200,h-100%3Art,c-maintain_ratio,fo-auto; single steps w_200,f_auto,c_lfill and tr=w-200,c-maintain_ratio,fo-auto
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts unpic@4.2.2 > /dev/null
cat > look.mjs <<'SCRIPT'
import { transformUrl } from 'unpic'
const cloudinary = steps => transformUrl({ url: `https://res.cloudinary.com/demo/image/upload/${steps}/v1/f/a.jpg`, width: 200 }).slice('https://res.cloudinary.com/demo/image/upload/'.length).replace('/v1/f/a.jpg', '')
const imageKit = steps => decodeURIComponent(new URL(transformUrl({ url: `https://ik.imagekit.io/demo/tr:${steps}/a.jpg`, width: 200 })).search.slice(1))
console.log(`Cloudinary ${cloudinary('a_90/w_100')}; ImageKit ${imageKit('w-100,h-100:rt-90')}; single steps ${cloudinary('w_100')} and ${imageKit('w-100')}`)
SCRIPT
seen=$(node look.mjs)
echo "unpic 4.2.2: $seen"
[ "$seen" = 'Cloudinary a_90,w_200,f_auto,c_lfill/w_100; ImageKit tr=w-200,h-100%3Art,c-maintain_ratio,fo-auto; single steps w_200,f_auto,c_lfill and tr=w-200,c-maintain_ratio,fo-auto' ] || { echo changed; exit 1; }
