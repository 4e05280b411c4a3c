#!/usr/bin/env bash
# "0 0 */2 * 1": in cron a field of days that contains "*" does not restrict on its own, so that this runs on those Mondays that fall on an odd day (crontab(5), the note on the two fields of days, as Debian's
# cron has it). cronsim 2.8 of PyPI and gronx 1.20.4 for Go do that, 27 times in 2027; croner 11.0.1, cron-parser 5.10.6, cron 4.4.0, croniter 7.0.0 and robfig/cron 3.0.1 run on each odd day and on each
# Monday, 211 times. With "1-31/2", which names the same days, all of them agree.
# A good guess is that all follow cron, or that "*/2" is read as the list of days which it stands for.
# Seen, of "*/2", "1-31/2" with Monday: croner 211 211, cron-parser 211 211, cron 211 211, croniter 211 211, cronsim 27 211, robfig 211 211, gronx 27 211
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check croniter==7.0.0 cronsim==2.8
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts croner@11.0.1 cron-parser@5.10.6 cron@4.4.0 > /dev/null
cat > look.mjs <<'SCRIPT'
import { CronTime } from 'cron'
import { CronExpressionParser } from 'cron-parser'
import { Cron } from 'croner'
const from = new Date('2026-12-31T12:00:00Z')
const libraries = {
  croner: pattern => new Cron(pattern, { timezone: 'UTC', paused: true }).nextRuns(300, from),
  'cron-parser': pattern => CronExpressionParser.parse(pattern, { tz: 'UTC', currentDate: from }).take(300).map(time => time.toDate()),
  cron: pattern => {
    const times = [from]
    while (times.length < 301) times.push(new CronTime(pattern, 'UTC').getNextDateFrom(times.at(-1), 'UTC').toJSDate())
    return times.slice(1)
  },
}
const count = (library, pattern) => library(pattern).filter(time => time.getUTCFullYear() === 2027).length
console.log(Object.entries(libraries).map(([name, library]) => `${name} ${count(library, '0 0 */2 * 1')} ${count(library, '0 0 1-31/2 * 1')}`).join(', '))
SCRIPT
cat > look.py <<'SCRIPT'
import datetime
from croniter import croniter
from cronsim import CronSim
start, patterns = datetime.datetime(2026, 12, 31, 12), ("0 0 */2 * 1", "0 0 1-31/2 * 1")
counts = {"croniter": [], "cronsim": []}
for pattern in patterns:
    times = croniter(pattern, start, ret_type=datetime.datetime)
    counts["croniter"].append(sum(times.get_next().year == 2027 for _ in range(300)))
    times = CronSim(pattern, start)
    counts["cronsim"].append(sum(next(times).year == 2027 for _ in range(300)))
print(", ".join(f"{name} {one} {other}" for name, (one, other) in counts.items()))
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"time"

	"github.com/adhocore/gronx"
	"github.com/robfig/cron/v3"
)

func count(next func(time.Time) time.Time) int {
	found := 0
	for at := next(time.Date(2026, 12, 31, 12, 0, 0, 0, time.UTC)); at.Year() == 2027; at = next(at) {
		found++
	}
	return found
}

func main() {
	robfig, other := []int{}, []int{}
	for _, pattern := range []string{"0 0 */2 * 1", "0 0 1-31/2 * 1"} {
		schedule, err := cron.ParseStandard(pattern)
		if err != nil {
			panic(err)
		}
		robfig = append(robfig, count(schedule.Next))
		other = append(other, count(func(at time.Time) time.Time {
			next, err := gronx.NextTickAfter(pattern, at, false)
			if err != nil {
				panic(err)
			}
			return next
		}))
	}
	fmt.Printf("robfig %d %d, gronx %d %d", robfig[0], robfig[1], other[0], other[1])
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/robfig/cron/v3@v3.0.1 github.com/adhocore/gronx@v1.20.4 2> /dev/null
seen="$(node look.mjs), $(venv/bin/python look.py), $(go run .)"
echo "$seen"
[ "$seen" = 'croner 211 211, cron-parser 211 211, cron 211 211, croniter 211 211, cronsim 27 211, robfig 211 211, gronx 27 211' ] || { echo changed; exit 1; }
