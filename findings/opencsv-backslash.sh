#!/usr/bin/env bash
# opencsv 5.9 does not read what it wrote: its CSVWriter puts a backslash into a field as it is, as RFC 4180 has it, and its CSVReader takes a backslash for a mark that the next character is meant as such. The name "dir\a.jpg", as programs on Windows make names of
# objects from paths, comes back as "dira.jpg", and "dir\" takes the rest of the file along: "Unterminated quoted field". commons-csv 1.14.1, fastcsv 3.7.0, univocity-parsers 2.9.1 and RFC4180Parser of opencsv itself read both.
# A good guess is that reader and writer of one package have the same defaults.
# Seen, dir\a.jpg and dir\ written by CSVWriter: CSVReader dira.jpg CsvMalformedLineException, with RFC4180Parser dir\a.jpg dir\, commons-csv dir\a.jpg dir\, fastcsv dir\a.jpg dir\, univocity dir\a.jpg dir\
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>com.opencsv</groupId><artifactId>opencsv</artifactId><version>5.9</version></dependency>
<dependency><groupId>org.apache.commons</groupId><artifactId>commons-csv</artifactId><version>1.14.1</version></dependency>
<dependency><groupId>de.siegmar</groupId><artifactId>fastcsv</artifactId><version>3.7.0</version></dependency>
<dependency><groupId>com.univocity</groupId><artifactId>univocity-parsers</artifactId><version>2.9.1</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
cat > Look.java <<'SCRIPT'
import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.CSVWriter;
import com.opencsv.RFC4180ParserBuilder;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.commons.csv.CSVFormat;

public class Look {
    interface Reader {
        String firstField(String csv) throws Exception;
    }

    static String written(String name) throws Exception {
        StringWriter text = new StringWriter();
        try (CSVWriter writer = new CSVWriter(text)) {
            writer.writeNext(new String[] {name, "1"});
        }
        return text.toString();
    }

    static String read(Reader reader, String csv) {
        try {
            return reader.firstField(csv);
        } catch (Exception error) {
            return error.getClass().getSimpleName();
        }
    }

    public static void main(String[] words) throws Exception {
        Map<String, Reader> readers = new LinkedHashMap<>();
        readers.put("CSVReader", csv -> new CSVReader(new StringReader(csv)).readNext()[0]);
        readers.put("with RFC4180Parser", csv -> new CSVReaderBuilder(new StringReader(csv)).withCSVParser(new RFC4180ParserBuilder().build()).build().readNext()[0]);
        readers.put("commons-csv", csv -> CSVFormat.DEFAULT.parse(new StringReader(csv)).iterator().next().get(0));
        readers.put("fastcsv", csv -> CsvReader.builder().ofCsvRecord(csv).iterator().next().getField(0));
        readers.put("univocity", csv -> new CsvParser(new CsvParserSettings()).parseLine(csv)[0]);
        StringJoiner seen = new StringJoiner(", ");
        for (Map.Entry<String, Reader> one : readers.entrySet()) seen.add(one.getKey() + " " + read(one.getValue(), written("dir\\a.jpg")) + " " + read(one.getValue(), written("dir\\")));
        System.out.println(seen);
    }
}
SCRIPT
seen=$(java -cp 'jars/*' Look.java)
echo "$seen"
[ "$seen" = 'CSVReader dira.jpg CsvMalformedLineException, with RFC4180Parser dir\a.jpg dir\, commons-csv dir\a.jpg dir\, fastcsv dir\a.jpg dir\, univocity dir\a.jpg dir\' ] || { echo changed; exit 1; }
