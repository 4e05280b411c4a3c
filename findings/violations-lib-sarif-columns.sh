#!/usr/bin/env bash
# violations-lib 1.157.3, which reads reports for Jenkins (warnings), bots of pull requests and the like: of one finding at line 2, columns 16 to 17, it keeps the column of
# Checkstyle's XML and drops those of SARIF, whose paths it leaves percent-encoded ("a%20b"), and whose message it puts behind the description and the help of
# the rule. A good guess is that the richer format keeps more.
# Seen: Checkstyle src/a b.ts 2 16 w is 0; SARIF src/a%20b.ts 2 -1 range / Every number has bounds. / w is 0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version>
  <dependencies><dependency><groupId>se.bjurr.violations</groupId><artifactId>violations-lib</artifactId><version>1.157.3</version></dependency></dependencies>
</project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
mkdir reports
cat > reports/checkstyle.xml <<'SCRIPT'
<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="8.0"><file name="src/a b.ts"><error line="2" column="16" severity="error" message="w is 0" source="range"/></file></checkstyle>
SCRIPT
cat > reports/report.sarif <<'SCRIPT'
{ "version": "2.1.0", "runs": [{
  "columnKind": "utf16CodeUnits",
  "tool": { "driver": { "name": "look", "rules": [{ "id": "range", "shortDescription": { "text": "Every number has bounds." } }] } },
  "results": [{ "ruleId": "range", "ruleIndex": 0, "level": "error", "message": { "text": "w is 0" }, "locations": [{ "physicalLocation": {
    "artifactLocation": { "uri": "src/a%20b.ts" }, "region": { "startLine": 2, "startColumn": 16, "endLine": 2, "endColumn": 17 } } }] }]
}] }
SCRIPT
cat > Look.java <<'SCRIPT'
import java.util.logging.LogManager;
import se.bjurr.violations.lib.ViolationsApi;
import se.bjurr.violations.lib.model.Violation;
import se.bjurr.violations.lib.reports.Parser;

public class Look {
    static String look(Parser parser, String pattern) {
        Violation found = ViolationsApi.violationsApi().withPattern(pattern).inFolder("reports").findAll(parser).violations().iterator().next();
        return String.join(" ", found.getFile(), "" + found.getStartLine(), "" + found.getColumn(), found.getMessage().trim().replaceAll("\n+", " / "));
    }

    public static void main(String[] words) {
        LogManager.getLogManager().reset();
        System.out.println("Checkstyle " + look(Parser.CHECKSTYLE, ".*checkstyle\\.xml$") + "; SARIF " + look(Parser.SARIF, ".*report\\.sarif$"));
    }
}
SCRIPT
seen=$(java -cp 'jars/*' Look.java)
echo "violations-lib 1.157.3: $seen"
[ "$seen" = 'Checkstyle src/a b.ts 2 16 w is 0; SARIF src/a%20b.ts 2 -1 range / Every number has bounds. / w is 0' ] || { echo changed; exit 1; }
