#!/usr/bin/env bash
# "0 0 */2 * 1" has a day of the month and a day of the week. By crontab(5) either of them is enough unless one of the fields begins with "*", and "*/2" does: cron runs on the odd days that are Mondays, 27 in 2027.
# gronx 1.20.4 for Go and cronsim 2.8 of PyPI say so. robfig/cron 3.0.1, hashicorp/cronexpr 1.1.3 and croniter 7.0.0 take "*/2" for a restriction, and run on each odd day and on each Monday: 211. Of
# "0 0 1 * */2" it is 5 against 215. "1-31/2", which is the same days, is 211 in all of them.
# A good guess is that libraries for the five fields of cron agree where no field has an extension.
# Seen, of robfig, cronexpr, gronx, croniter, cronsim: */2 * 1 211 211 27 211 27, 1 * */2 215 215 5 215 5, 1-31/2 * 1 211 211 211 211 211
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check croniter==7.0.0 cronsim==2.8
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"
	"time"

	"github.com/adhocore/gronx"
	"github.com/hashicorp/cronexpr"
	"github.com/robfig/cron/v3"
)

func days(next func(time.Time) time.Time) int {
	count := 0
	for day := next(time.Date(2026, 12, 31, 23, 59, 0, 0, time.UTC)); day.Year() == 2027; day = next(day) {
		count++
	}
	return count
}

func main() {
	pattern := os.Args[1]
	schedule, err := cron.ParseStandard(pattern)
	if err != nil {
		panic(err)
	}
	ofGronx := func(after time.Time) time.Time {
		day, err := gronx.NextTickAfter(pattern, after, false)
		if err != nil {
			panic(err)
		}
		return day
	}
	fmt.Println(days(schedule.Next), days(cronexpr.MustParse(pattern).Next), days(ofGronx))
}
SCRIPT
cat > days.py <<'SCRIPT'
import sys
from datetime import datetime
from itertools import takewhile
from croniter import croniter
from cronsim import CronSim
start = datetime(2026, 12, 31, 23, 59)
count = lambda days: sum(1 for _ in takewhile(lambda day: day.year == 2027, days))
print(count(croniter(sys.argv[1], start).all_next(datetime)), count(CronSim(sys.argv[1], start)))
SCRIPT
go mod init look > /dev/null 2>&1
go get github.com/robfig/cron/v3@v3.0.1 github.com/hashicorp/cronexpr@v1.1.3 github.com/adhocore/gronx@v1.20.4 > /dev/null 2>&1
go build -o days .
seen=''
for days in '*/2 * 1' '1 * */2' '1-31/2 * 1'; do seen="$seen, $days $(./days "0 0 $days") $(venv/bin/python days.py "0 0 $days")"; done
seen=${seen#, }
echo "robfig/cron 3.0.1, hashicorp/cronexpr 1.1.3, gronx 1.20.4, croniter 7.0.0, cronsim 2.8: $seen"
[ "$seen" = '*/2 * 1 211 211 27 211 27, 1 * */2 215 215 5 215 5, 1-31/2 * 1 211 211 211 211 211' ] || { echo changed; exit 1; }
