#!/usr/bin/env bash
# FromTimeDuration() and Format() of sosodev/duration 1.4.0 for Go, which write a span of time for ISO 8601 (gqlgen stands on it), make months and years of hours: 45 days are "P1M2WT14H", a month of 730 hours, two weeks and 14 hours, which is 45 days, 45 and 14 hours or 42 and 14 hours, by the month in which it is counted.
# A year is 8760 hours, so that 400 days get 14 hours as well. Weeks beside other parts are no duration of ISO 8601 (4.4.3.2 of 2004), and weeks alone none of XML Schema (3.2.6), by which DASH and forms read it: isodate 0.7.2 of PyPI counts them, java.time and XML Schema in Java (JDK 17) refuse a week already. 36 hours are "P1DT12H", as one would think.
# A good guess is that a number of nanoseconds becomes hours, or days at most, as java.time writes it: PT1080H.
# Seen: 45 days P1M2WT14H, 400 days P1Y1M4DT14H, 7 days P1W, 36 hours P1DT12H; 45 days from 2027-02-01 and 2027-03-01 by isodate 42.6 45.6; java.time PT1080H, reads P1M2WT14H no, P1W no, XML Schema P1W no
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check isodate==0.7.2
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"time"

	"github.com/sosodev/duration"
)

func main() {
	const day = 24 * time.Hour
	fmt.Print("45 days ", duration.Format(45*day), ", 400 days ", duration.Format(400*day), ", 7 days ", duration.Format(7*day), ", 36 hours ", duration.FromTimeDuration(36*time.Hour))
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/sosodev/duration@v1.4.0 2> /dev/null
cat > Look.java <<'SCRIPT'
import java.time.Duration;
import javax.xml.datatype.DatatypeFactory;

public class Look {
    static String reads(java.util.concurrent.Callable<?> read) {
        try {
            read.call();
            return "yes";
        } catch (Exception error) {
            return "no";
        }
    }

    public static void main(String[] words) throws Exception {
        System.out.println("java.time " + Duration.ofDays(45) + ", reads P1M2WT14H " + reads(() -> Duration.parse("P1M2WT14H")) + ", P1W " + reads(() -> Duration.parse("P1W"))
            + ", XML Schema P1W " + reads(() -> DatatypeFactory.newInstance().newDuration("P1W")));
    }
}
SCRIPT
python=$(venv/bin/python - <<'SCRIPT'
import datetime
import isodate

written = isodate.parse_duration("P1M2WT14H")
days = [(start + written - start) / datetime.timedelta(days=1) for start in (datetime.datetime(2027, 2, 1), datetime.datetime(2027, 3, 1))]
print(" ".join(f"{number:.1f}" for number in days))
SCRIPT
)
seen="$(go run .); 45 days from 2027-02-01 and 2027-03-01 by isodate $python; $(java Look.java)"
echo "$seen"
[ "$seen" = '45 days P1M2WT14H, 400 days P1Y1M4DT14H, 7 days P1W, 36 hours P1DT12H; 45 days from 2027-02-01 and 2027-03-01 by isodate 42.6 45.6; java.time PT1080H, reads P1M2WT14H no, P1W no, XML Schema P1W no' ] || { echo changed; exit 1; }
