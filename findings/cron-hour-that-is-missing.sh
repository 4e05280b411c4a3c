#!/usr/bin/env bash
# "30 2 * * *" in Berlin, in the night in which the clocks go from 2 to 3, and in the one in which they go from 3 back to 2. In spring croner 11.0.1, cron 4.4.0, croniter 7.0.0 and cronsim 2.8 run at 3:00, cron-parser
# 5.10.6 at 3:30, and robfig/cron 3.0.1, gronx 1.20.4 and cron-utils 9.2.1 not at all that day. In autumn croniter and robfig/cron run twice, gronx the second time only, all others the first time. "*/30 2 * * *" in spring
# is skipped by croner and cronsim, which move the single run; cron and croniter run it once, cron-parser twice.
# A good guess is that a daily job runs once a day, and that libraries which moved one time move the others.
# Seen in UTC, runs of 28 March and 31 October 2027: croner 01:00 00:30 -, cron-parser 01:30 00:30 01:00+01:30, cron 01:00 00:30 01:00, croniter 01:00 00:30+01:30 01:00, cronsim 01:00 00:30 -,
# robfig - 00:30+01:30 -, gronx - 01:30 -, cron-utils - 00:30 -
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check croniter==7.0.0 cronsim==2.8 tzdata==2026.6
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts croner@11.0.1 cron-parser@5.10.6 cron@4.4.0 > /dev/null
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>com.cronutils</groupId><artifactId>cron-utils</artifactId><version>9.2.1</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.16</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
cat > look.mjs <<'SCRIPT'
import { CronTime } from 'cron'
import { CronExpressionParser } from 'cron-parser'
import { Cron } from 'croner'
const zone = 'Europe/Berlin'
const nights = [['30 2 * * *', '2027-03-28'], ['30 2 * * *', '2027-10-31'], ['*/30 2 * * *', '2027-03-28']]
const libraries = {
  croner: (pattern, from) => new Cron(pattern, { timezone: zone, paused: true }).nextRuns(4, from),
  'cron-parser': (pattern, from) => CronExpressionParser.parse(pattern, { tz: zone, currentDate: from }).take(4).map(time => time.toDate()),
  cron: (pattern, from) => {
    const times = [from]
    while (times.length < 5) times.push(new CronTime(pattern, zone).getNextDateFrom(times.at(-1), zone).toJSDate())
    return times.slice(1)
  },
}
const runs = (library, [pattern, day]) =>
  library(pattern, new Date(`${day}T00:00:00Z`)).map(time => time.toISOString()).filter(time => time.startsWith(day)).map(time => time.slice(11, 16)).join('+') || '-'
console.log(Object.entries(libraries).map(([name, library]) => `${name} ${nights.map(night => runs(library, night)).join(' ')}`).join(', '))
SCRIPT
cat > look.py <<'SCRIPT'
import datetime
import zoneinfo
from croniter import croniter
from cronsim import CronSim

NIGHTS = [("30 2 * * *", "2027-03-28"), ("30 2 * * *", "2027-10-31"), ("*/30 2 * * *", "2027-03-28")]


def runs(library, pattern, day):
    times = library(pattern, datetime.datetime.fromisoformat(day + "T00:00:00+00:00").astimezone(zoneinfo.ZoneInfo("Europe/Berlin")))
    utc = (time.astimezone(datetime.timezone.utc).isoformat() for time in times)
    return "+".join(time[11:16] for time in utc if time.startswith(day)) or "-"


def with_croniter(pattern, start):
    times = croniter(pattern, start, ret_type=datetime.datetime)
    return [times.get_next() for _ in range(4)]


def with_cronsim(pattern, start):
    times = CronSim(pattern, start)
    return [next(times) for _ in range(4)]


for name, library, end in (("croniter", with_croniter, ", "), ("cronsim", with_cronsim, "\n")):
    print(name, *(runs(library, *night) for night in NIGHTS), end=end)
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata"

	"github.com/adhocore/gronx"
	"github.com/robfig/cron/v3"
)

func robfig(pattern string, from time.Time) time.Time {
	schedule, err := cron.ParseStandard(pattern)
	if err != nil {
		panic(err)
	}
	return schedule.Next(from)
}

func ofGronx(pattern string, from time.Time) time.Time {
	next, err := gronx.NextTickAfter(pattern, from, false)
	if err != nil {
		panic(err)
	}
	return next
}

func runs(next func(string, time.Time) time.Time, pattern, day string) string {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	found := []string{}
	at = at.In(berlin)
	for range 4 {
		at = next(pattern, at)
		if utc := at.UTC(); utc.Format(time.DateOnly) == day {
			found = append(found, utc.Format("15:04"))
		}
	}
	if len(found) == 0 {
		return "-"
	}
	return strings.Join(found, "+")
}

func main() {
	for _, library := range []struct {
		name string
		next func(string, time.Time) time.Time
	}{{"robfig", robfig}, {", gronx", ofGronx}} {
		fmt.Print(library.name)
		for _, night := range [][2]string{{"30 2 * * *", "2027-03-28"}, {"30 2 * * *", "2027-10-31"}, {"*/30 2 * * *", "2027-03-28"}} {
			fmt.Print(" ", runs(library.next, night[0], night[1]))
		}
	}
}
SCRIPT
cat > Look.java <<'SCRIPT'
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.ZoneId;
import java.time.ZonedDateTime;

public class Look {
    static String runs(String pattern, String day) {
        ExecutionTime times = ExecutionTime.forCron(new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(pattern));
        ZonedDateTime at = ZonedDateTime.parse(day + "T00:00:00Z").withZoneSameInstant(ZoneId.of("Europe/Berlin"));
        String found = "";
        for (int run = 0; run < 4; run++) {
            at = times.nextExecution(at).orElseThrow();
            String utc = at.toInstant().toString();
            if (utc.startsWith(day)) found += "+" + utc.substring(11, 16);
        }
        return found.isEmpty() ? "-" : found.substring(1);
    }

    public static void main(String[] words) {
        System.out.println("cron-utils " + runs("30 2 * * *", "2027-03-28") + " " + runs("30 2 * * *", "2027-10-31") + " " + runs("*/30 2 * * *", "2027-03-28"));
    }
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/robfig/cron/v3@v3.0.1 github.com/adhocore/gronx@v1.20.4 2> /dev/null
seen="$(node look.mjs), $(venv/bin/python look.py), $(go run .), $(java -cp 'jars/*' Look.java)"
echo "$seen"
[ "$seen" = 'croner 01:00 00:30 -, cron-parser 01:30 00:30 01:00+01:30, cron 01:00 00:30 01:00, croniter 01:00 00:30+01:30 01:00, cronsim 01:00 00:30 -, robfig - 00:30+01:30 -, gronx - 01:30 -, cron-utils - 00:30 -' ] || { echo changed; exit 1; }
