#!/usr/bin/env bash
# DateUtil.parse() of Hutool 5.8.44 reads the digits behind the point of a time that ends in "Z" as a number of milliseconds: "10:00:00.123456Z", as Python, Go and PostgreSQL write microseconds, is two
# minutes and three seconds later, and "10:00:00.5Z", half a second, is 5 milliseconds. The same digits in front of "+08:00", or of nothing, are cut to milliseconds.
# A good guess is that what reads a form reads it alike whatever zone ends it, and that a fraction is a fraction.
# Seen: .123456Z 10:02:03.456, .123456+08:00 10:00:00.123, .123456 10:00:00.123, .5Z 10:00:00.005
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=cn.hutool:hutool-all:5.8.44 -DoutputDirectory="$folder" > /dev/null
cat > Look.java <<'SCRIPT'
import cn.hutool.core.date.DateUtil;
import java.util.ArrayList;
import java.util.List;

public class Look {
    public static void main(String[] words) {
        List<String> seen = new ArrayList<>();
        for (String end : new String[] {".123456Z", ".123456+08:00", ".123456", ".5Z"}) seen.add(end + " " + DateUtil.parse("2026-11-28T10:00:00" + end).toString("HH:mm:ss.SSS"));
        System.out.println(String.join(", ", seen));
    }
}
SCRIPT
seen=$(java -cp 'hutool-all-5.8.44.jar' Look.java)
echo "Hutool 5.8.44: $seen"
[ "$seen" = '.123456Z 10:02:03.456, .123456+08:00 10:00:00.123, .123456 10:00:00.123, .5Z 10:00:00.005' ] || { echo changed; exit 1; }
