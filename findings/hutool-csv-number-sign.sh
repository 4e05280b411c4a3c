#!/usr/bin/env bash
# The CsvReader of Hutool 5.8.44 leaves out each row that begins with "#", as a comment, without being told to, and so does univocity-parsers 2.9.1: of a list of objects the one named
# "#1.jpg" is gone, without an error. Hutool's own CsvWriter writes such a row without quotes, so that it does not read what it wrote; univocity's writer quotes it. opencsv 5.9 keeps the
# row. CsvReadConfig.disableComment() turns it off.
# A good guess is that CSV, which has no comments (RFC 4180), has none by default, or at the least that reader and writer of one package agree.
# Seen, first names read of the rows #1.jpg and a.jpg: written by Hutool, Hutool a.jpg, univocity a.jpg, opencsv #1.jpg a.jpg; written by univocity, Hutool #1.jpg a.jpg, univocity #1.jpg
# a.jpg, opencsv #1.jpg a.jpg
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>cn.hutool</groupId><artifactId>hutool-all</artifactId><version>5.8.44</version></dependency>
    <dependency><groupId>com.univocity</groupId><artifactId>univocity-parsers</artifactId><version>2.9.1</version></dependency>
    <dependency><groupId>com.opencsv</groupId><artifactId>opencsv</artifactId><version>5.9</version></dependency>
  </dependencies>
</project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
cat > Look.java <<'SCRIPT'
import cn.hutool.core.text.csv.CsvRow;
import cn.hutool.core.text.csv.CsvUtil;
import cn.hutool.core.text.csv.CsvWriter;
import com.opencsv.CSVReader;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.StringReader;
import java.io.StringWriter;

public class Look {
    static final String[][] ROWS = {{"#1.jpg", "image/resize,w_100"}, {"a.jpg", "image/resize,w_200"}};

    static String read(String text) throws Exception {
        String first = "", second = "", third = "";
        for (CsvRow row : CsvUtil.getReader().read(new StringReader(text))) first += " " + row.get(0);
        for (String[] row : new CsvParser(new CsvParserSettings()).parseAll(new StringReader(text))) second += " " + row[0];
        for (String[] row : new CSVReader(new StringReader(text)).readAll()) third += " " + row[0];
        return "Hutool" + first + ", univocity" + second + ", opencsv" + third;
    }

    public static void main(String[] words) throws Exception {
        StringWriter first = new StringWriter(), second = new StringWriter();
        CsvWriter writer = CsvUtil.getWriter(first);
        for (String[] row : ROWS) writer.writeLine(row);
        writer.flush();
        com.univocity.parsers.csv.CsvWriter other = new com.univocity.parsers.csv.CsvWriter(second, new CsvWriterSettings());
        for (String[] row : ROWS) other.writeRow(row);
        other.close();
        System.out.println("written by Hutool, " + read(first.toString()) + "; written by univocity, " + read(second.toString()));
    }
}
SCRIPT
seen=$(java -cp 'jars/*' Look.java 2> /dev/null)
echo "$seen"
[ "$seen" = 'written by Hutool, Hutool a.jpg, univocity a.jpg, opencsv #1.jpg a.jpg; written by univocity, Hutool #1.jpg a.jpg, univocity #1.jpg a.jpg, opencsv #1.jpg a.jpg' ] || { echo changed; exit 1; }
