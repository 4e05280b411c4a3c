#!/usr/bin/env bash
# How long is it from 31 January to 1 March 2026? 29 days, and a month and a day where months are counted, since the 31st of February is its 28th; ddiff of dateutils (0.4.10 of Debian 12), asked for "%mmo %dd", says a month and 62 days. From the 30th it is 63, and in a leap year too. From the 15th it is right, and from the 29th it is a month and no day.
# So each span that begins at the end of a month and ends at the beginning of March, as "older than a month" of a tidying script does, is two months too long; asked for days alone it is right. python-dateutil 4.0.0 of PyPI and Period of Java (JDK 17) say a month and a day.
# A good guess is that no count of months and days has more days than a month.
# Seen, from 01-31, 01-30, 01-29, 01-15 and 2025-12-31 to 2026-03-01: ddiff 1mo 62d, 1mo 63d, 1mo 0d, 1mo 14d, 2mo 62d, days 29 30 31 45 60; dateutil 1mo 1d, 1mo 1d, 1mo 1d, 1mo 14d, 2mo 1d; Java 1mo 1d, 1mo 1d, 1mo 1d, 1mo 14d, 2mo 1d
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq dateutils 2> /dev/null
dpkg -x dateutils_*.deb .
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-dateutil==4.0.0
days=(2026-01-31 2026-01-30 2026-01-29 2026-01-15 2025-12-31)
spans=''
counts=''
for day in "${days[@]}"; do
  spans="$spans$(usr/bin/dateutils.ddiff -f '%mmo %dd' "$day" 2026-03-01), "
  counts="$counts $(usr/bin/dateutils.ddiff "$day" 2026-03-01)"
done
python=$(venv/bin/python - "${days[@]}" <<'SCRIPT'
import datetime
import sys
from dateutil.relativedelta import relativedelta

spans = [relativedelta(datetime.date(2026, 3, 1), datetime.date.fromisoformat(day)) for day in sys.argv[1:]]
print(", ".join(f"{span.months}mo {span.days}d" for span in spans))
SCRIPT
)
cat > Look.java <<'SCRIPT'
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.stream.Collectors;

public class Look {
    public static void main(String[] words) {
        System.out.println(Arrays.stream(words).map(day -> Period.between(LocalDate.parse(day), LocalDate.parse("2026-03-01")))
            .map(span -> span.getMonths() + "mo " + span.getDays() + "d").collect(Collectors.joining(", ")));
    }
}
SCRIPT
seen="ddiff ${spans}days$counts; dateutil $python; Java $(java Look.java "${days[@]}")"
echo "$seen"
[ "$seen" = 'ddiff 1mo 62d, 1mo 63d, 1mo 0d, 1mo 14d, 2mo 62d, days 29 30 31 45 60; dateutil 1mo 1d, 1mo 1d, 1mo 1d, 1mo 14d, 2mo 1d; Java 1mo 1d, 1mo 1d, 1mo 1d, 1mo 14d, 2mo 1d' ] || { echo changed; exit 1; }
