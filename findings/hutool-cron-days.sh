#!/usr/bin/env bash
# In the cron patterns of Hutool a day of the month beside a day of the week has to be both: "0 0 13 * 5" is each Friday the 13th, one in 2027, where croner 11.0.1, cron-parser 5.10.6 and croniter
# 7.0.0 run on each 13th and on each Friday, 64 times, as cron does. Up to 5.8.35 the day 31 was the last day of each month, so that "0 0 31 * *" ran twelve times a year, in February too; in 5.8.44 it runs
# seven times, as in the others: a patch release moves what was planned. Day 30 was left out in February before, too.
# A good guess is that five fields mean what cron means, and that the 31st is no 28th.
# Seen, times of 31, 30 and 13 * 5 in 2027: Hutool 5.8.35 12 11 1, 5.8.44 7 11 1, croner 7 11 64, cron-parser 7 11 64, croniter 7 11 64
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for version in 5.8.35 5.8.44; do mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=cn.hutool:hutool-all:$version -DoutputDirectory="$folder" > /dev/null; done
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check croniter==7.0.0
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts croner@11.0.1 cron-parser@5.10.6 > /dev/null
cat > Look.java <<'SCRIPT'
import cn.hutool.core.date.DateUtil;
import cn.hutool.cron.pattern.CronPatternUtil;

public class Look {
    public static void main(String[] words) {
        String seen = "";
        for (String pattern : new String[] {"0 0 31 * *", "0 0 30 * *", "0 0 13 * 5"}) {
            seen += " " + CronPatternUtil.matchedDates(pattern, DateUtil.parse("2026-12-31 12:00:00"), DateUtil.parse("2027-12-31 12:00:00"), 999, false).size();
        }
        System.out.print(seen.trim());
    }
}
SCRIPT
cat > look.mjs <<'SCRIPT'
import { CronExpressionParser } from 'cron-parser'
import { Cron } from 'croner'
const patterns = ['0 0 31 * *', '0 0 30 * *', '0 0 13 * 5']
const from = new Date('2026-12-31T12:00:00Z')
const of2027 = times => times.filter(time => time.getUTCFullYear() === 2027).length
const croner = patterns.map(pattern => of2027(new Cron(pattern, { timezone: 'UTC', paused: true }).nextRuns(99, from)))
const parser = patterns.map(pattern => of2027(CronExpressionParser.parse(pattern, { tz: 'UTC', currentDate: from }).take(99).map(time => time.toDate())))
console.log(`croner ${croner.join(' ')}, cron-parser ${parser.join(' ')}`)
SCRIPT
third=$(venv/bin/python - <<'SCRIPT'
import datetime
from croniter import croniter
counts = []
for pattern in ("0 0 31 * *", "0 0 30 * *", "0 0 13 * 5"):
    times = croniter(pattern, datetime.datetime(2026, 12, 31, 12))
    counts.append(sum(times.get_next(datetime.datetime).year == 2027 for _ in range(99)))
print("croniter", *counts)
SCRIPT
)
seen="Hutool 5.8.35 $(java -cp hutool-all-5.8.35.jar Look.java), 5.8.44 $(java -cp hutool-all-5.8.44.jar Look.java), $(node look.mjs), $third"
echo "$seen"
[ "$seen" = 'Hutool 5.8.35 12 11 1, 5.8.44 7 11 1, croner 7 11 64, cron-parser 7 11 64, croniter 7 11 64' ] || { echo changed; exit 1; }
