#!/usr/bin/env bash
# xmlbuilder2 4.0.3 makes an object of XML without decoding it: of <Key>a&amp;b.jpg</Key> convert() and toObject() give "a&amp;b.jpg", in attributes too; the tree in between has "a&b.jpg". In the other direction it leaves
# what looks like a reference as it is: the name "a&amp;b.jpg", written, is <Key>a&amp;b.jpg</Key>, which is the name "a&b.jpg" to whoever reads it. So it reads back what it wrote, and everybody else reads something
# else. xml2js 0.6.2 and fast-xml-parser 5.12.1 decode. A good guess is that an object of XML has the texts, and that each text can be written.
# Seen, read: xmlbuilder2 a&amp;b.jpg, its tree a&b.jpg, xml2js a&b.jpg, fast-xml-parser a&b.jpg; the name a&amp;b.jpg written by xmlbuilder2 and read by xml2js a&b.jpg, written by xml2js a&amp;b.jpg
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts xmlbuilder2@4.0.3 xml2js@0.6.2 fast-xml-parser@5.12.1 > /dev/null
cat > look.mjs <<'SCRIPT'
import { XMLParser } from 'fast-xml-parser'
import { Builder, parseStringPromise } from 'xml2js'
import { convert, create } from 'xmlbuilder2'
const xml = '<Key>a&amp;b.jpg</Key>'
const name = 'a&amp;b.jpg'
const byOthers = async text => (await parseStringPromise(text)).Key
const read = `xmlbuilder2 ${convert(xml, { format: 'object' }).Key}, its tree ${create(xml).root().node.textContent}, xml2js ${await byOthers(xml)}, fast-xml-parser ${new XMLParser().parse(xml).Key}`
const written = `by xmlbuilder2 and read by xml2js ${await byOthers(create({ Key: name }).end())}, written by xml2js ${await byOthers(new Builder().buildObject({ Key: name }))}`
console.log(`read: ${read}; the name ${name} written ${written}`)
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'read: xmlbuilder2 a&amp;b.jpg, its tree a&b.jpg, xml2js a&b.jpg, fast-xml-parser a&b.jpg; the name a&amp;b.jpg written by xmlbuilder2 and read by xml2js a&b.jpg, written by xml2js a&amp;b.jpg' ] || { echo changed; exit 1; }
