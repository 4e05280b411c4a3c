#!/usr/bin/env bash
# A reader of XML makes one line feed of CR LF, and blanks of line breaks and tabs in an attribute (XML 1.0, 2.11 and 3.3.3). Of the readers of npm xml2js 0.6.2, xml-js 1.6.11, xmlbuilder2 4.0.3 and txml 6.0.3 do neither, fast-xml-parser 5.12.1 the
# first alone; @rgrove/parse-xml 4.2.3, and xmltodict 1.0.4 of PyPI, which stands on expat, do both. A name that is compared, or a string that is signed, differs by where it was read and on which system the file was saved.
# A good guess is that what the standard says of each line of each file is done by all of them.
# Seen, text and attribute: xml2js crlf kept, xml-js crlf kept, xmlbuilder2 crlf kept, txml crlf kept, fast-xml-parser lf kept, @rgrove/parse-xml lf blanks, xmltodict lf blanks
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check xmltodict==1.0.4
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts xml2js@0.6.2 xml-js@1.6.11 xmlbuilder2@4.0.3 txml@6.0.3 fast-xml-parser@5.12.1 @rgrove/parse-xml@4.2.3 > /dev/null
cat > look.mjs <<'SCRIPT'
import { parseXml } from '@rgrove/parse-xml'
import { XMLParser } from 'fast-xml-parser'
import * as txml from 'txml'
import { xml2js } from 'xml-js'
import { parseStringPromise } from 'xml2js'
import { convert } from 'xmlbuilder2'
const xml = '<a k="x\ny\tz">x\r\ny</a>'
const ofXml2js = (await parseStringPromise(xml)).a
const ofXmlJs = xml2js(xml, { compact: true }).a
const ofBuilder = convert(xml, { format: 'object' }).a
const [ofTxml] = txml.parse(xml)
const ofFast = new XMLParser({ ignoreAttributes: false }).parse(xml).a
const ofRgrove = parseXml(xml).root
const found = {
  xml2js: [ofXml2js._, ofXml2js.$.k],
  'xml-js': [ofXmlJs._text, ofXmlJs._attributes.k],
  xmlbuilder2: [ofBuilder['#'], ofBuilder['@k']],
  txml: [ofTxml.children[0], ofTxml.attributes.k],
  'fast-xml-parser': [ofFast['#text'], ofFast['@_k']],
  '@rgrove/parse-xml': [ofRgrove.text, ofRgrove.attributes.k],
}
const words = ([text, attribute]) => `${text === 'x\ny' ? 'lf' : text === 'x\r\ny' ? 'crlf' : 'other'} ${attribute === 'x y z' ? 'blanks' : attribute === 'x\ny\tz' ? 'kept' : 'other'}`
console.log(Object.entries(found).map(([name, pair]) => `${name} ${words(pair)}`).join(', '))
SCRIPT
python=$(venv/bin/python - <<'SCRIPT'
import xmltodict
found = xmltodict.parse('<a k="x\ny\tz">x\r\ny</a>')["a"]
print("lf" if found["#text"] == "x\ny" else "other", "blanks" if found["@k"] == "x y z" else "other")
SCRIPT
)
seen="$(node look.mjs), xmltodict $python"
echo "$seen"
[ "$seen" = 'xml2js crlf kept, xml-js crlf kept, xmlbuilder2 crlf kept, txml crlf kept, fast-xml-parser lf kept, @rgrove/parse-xml lf blanks, xmltodict lf blanks' ] || { echo changed; exit 1; }
