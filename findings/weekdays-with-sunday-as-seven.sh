#!/usr/bin/env bash
# In cron the days of the week are 0 to 7, and Sunday is both ends. cronexpr of HashiCorp 1.1.3 for Go, with which Nomad starts its periodic jobs, knows 7 alone, and of a range that ends with it, "5-7", it makes
# Friday and Saturday: 105 days of 2027 instead of 157, without an error. gorhill/cronexpr, from which it comes, has none: the job never runs, and with "0-7" it runs on Sundays. gronx 1.20.4 is right, and robfig/cron
# 3.0.1 refuses each 7.
# A good guess is that a 7 which is taken alone is taken at the end of a range.
# Seen, days of 2027 in hashicorp, gorhill, gronx, robfig: 7 52 52 52 refused, 5-7 105 0 157 refused, 5,6,7 157 157 157 refused, 0-7 365 52 365 refused
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"time"

	"github.com/adhocore/gronx"
	gorhill "github.com/gorhill/cronexpr"
	hashicorp "github.com/hashicorp/cronexpr"
	"github.com/robfig/cron/v3"
)

func days(next func(time.Time) time.Time) string {
	count := 0
	for day := next(time.Date(2026, 12, 31, 23, 59, 0, 0, time.UTC)); day.Year() == 2027; day = next(day) {
		count++
	}
	return fmt.Sprint(count)
}

func main() {
	for at, week := range []string{"7", "5-7", "5,6,7", "0-7"} {
		pattern := "0 0 * * " + week
		robfig := "refused"
		if schedule, err := cron.ParseStandard(pattern); err == nil {
			robfig = days(schedule.Next)
		}
		ofGronx := days(func(after time.Time) time.Time {
			day, err := gronx.NextTickAfter(pattern, after, false)
			if err != nil {
				panic(err)
			}
			return day
		})
		fmt.Print([]string{"", ", ", ", ", ", "}[at], week, " ", days(hashicorp.MustParse(pattern).Next), " ", days(gorhill.MustParse(pattern).Next), " ", ofGronx, " ", robfig)
	}
	fmt.Println()
}
SCRIPT
go mod init look > /dev/null 2>&1
go get github.com/hashicorp/cronexpr@v1.1.3 github.com/gorhill/cronexpr@v0.0.0-20180427100037-88b0669f7d75 github.com/adhocore/gronx@v1.20.4 github.com/robfig/cron/v3@v3.0.1 > /dev/null 2>&1
seen=$(go run .)
echo "hashicorp/cronexpr 1.1.3, gorhill/cronexpr of 2018-04-27, gronx 1.20.4, robfig/cron 3.0.1: $seen"
[ "$seen" = '7 52 52 52 refused, 5-7 105 0 157 refused, 5,6,7 157 157 157 refused, 0-7 365 52 365 refused' ] || { echo changed; exit 1; }
