#!/usr/bin/env bash
# In an iCalendar a backslash is written twice, and "\n" is a line break (RFC 5545, 3.3.11): the folder C:\new is "C:\\new". ics 0.7.3 of PyPI takes the line break first and sees "\n" behind the first backslash: "C:\", a line break, "ew", and so it writes it from then on.
# A calendar that does not name what it counts days by gets CALSCALE:GEORGIAN, which is no calendar but a country's word; the format knows GREGORIAN (3.7.1), and a reader may pass over what has another. icalendar 7.3.2 and vobject 0.9.9 of PyPI have the folder.
# A good guess is that a package which is made to read calendars reads the folder, and names the calendar that all use.
# Seen: ics 'C:\\\new', written C:\\\new, scale GEORGIAN; icalendar 'C:\\new', vobject 'C:\\new'
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check ics==0.7.3 icalendar==7.3.2 vobject==0.9.9
seen=$(venv/bin/python -W ignore - <<'SCRIPT'
import re
import ics
import icalendar
import vobject

lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//look//EN", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20261128T100000Z", "DTSTART:20261128T100000Z", r"SUMMARY:C:\\new", "END:VEVENT", "END:VCALENDAR"]
text = "".join(f"{line}\r\n" for line in lines)
calendar = ics.Calendar(text)
written = calendar.serialize()
found = next(iter(calendar.events)).name
print(f"ics {found!r}, written {re.search('SUMMARY:(.*)', written)[1].strip()}, scale {re.search('CALSCALE:(.*)', written)[1].strip()}", end="; ")
print(f"icalendar {str(icalendar.Calendar.from_ical(text).walk('VEVENT')[0]['SUMMARY'])!r}, vobject {vobject.readOne(text).vevent.summary.value!r}")
SCRIPT
)
echo "$seen"
[ "$seen" = 'ics '"'"'C:\\\new'"'"', written C:\\\new, scale GEORGIAN; icalendar '"'"'C:\\new'"'"', vobject '"'"'C:\\new'"'"'' ] || { echo changed; exit 1; }
