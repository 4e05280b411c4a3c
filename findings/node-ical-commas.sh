#!/usr/bin/env bash
# node-ical 0.26.1 of npm, by which smart mirrors and home automations read calendars, parts CATEGORIES at each comma: "one\,two,three", which is two categories (RFC 5545, 3.3.11 and 3.8.1.2), is "one\", "two" and "three". And it takes "\n" for a line break before it looks at two backslashes, so that the folder C:\new, "C:\\new" in the file,
# is "C:\", a line break and "ew" in a summary. ical.js 2.2.1 of npm and biweekly 0.6.8 for Java have both rightly.
# A good guess is that a comma is read by one rule in a text and in a list.
# Seen: node-ical ["one\\","two","three"] "C:\\\new, a", ical.js ["one,two","three"] "C:\\new, a", biweekly [one,two|three] C:\new, a
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts node-ical@0.26.1 ical.js@2.2.1 > /dev/null
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version>
  <dependencies><dependency><groupId>net.sf.biweekly</groupId><artifactId>biweekly</artifactId><version>0.6.8</version></dependency></dependencies>
</project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//look//EN BEGIN:VEVENT UID:1 DTSTAMP:20261128T100000Z DTSTART:20261128T100000Z 'SUMMARY:C:\\new\, a' 'CATEGORIES:one\,two,three' END:VEVENT END:VCALENDAR > a.ics
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'
import ical from 'node-ical'
const text = readFileSync('a.ics', 'utf8')
const { categories, summary } = ical.sync.parseICS(text)['1']
const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')
console.log(`node-ical ${JSON.stringify(categories)} ${JSON.stringify(summary)}, ical.js ${JSON.stringify(event.getFirstProperty('categories').getValues())} ${JSON.stringify(event.getFirstPropertyValue('summary'))}`)
SCRIPT
cat > Look.java <<'SCRIPT'
import biweekly.Biweekly;
import java.io.File;

public class Look {
    public static void main(String[] words) throws Exception {
        var event = Biweekly.parse(new File("a.ics")).first().getEvents().get(0);
        System.out.println("biweekly [" + String.join("|", event.getCategories().get(0).getValues()) + "] " + event.getSummary().getValue());
    }
}
SCRIPT
seen="$(node look.mjs), $(java -cp 'jars/*' Look.java)"
echo "$seen"
[ "$seen" = 'node-ical ["one\\","two","three"] "C:\\\new, a", ical.js ["one,two","three"] "C:\\new, a", biweekly [one,two|three] C:\new, a' ] || { echo changed; exit 1; }
