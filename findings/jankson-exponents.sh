#!/usr/bin/env bash
# jankson 1.2.3 for Java reads JSON, JSON5 and HJSON, as its page says, for the settings of games and their parts. A number with an exponent and no point, 1e3, as JavaScript and many writers of JSON write large ones (RFC 8259, 6), ends in a SyntaxError, and the whole file with it; with a point, 1.0e3, it is read.
# Jackson 2.19.0 for Java reads both, and JSON5's own reader (json5 2.2.3 of npm) too.
# A good guess is that a reader for three kinds of JSON reads the numbers of the first.
# Seen, 1e3 1E3 1.0e3 2e-7 1000: jankson SyntaxError SyntaxError 1000.0 SyntaxError 1000, Jackson 1000.0 1000.0 1000.0 2.0E-7 1000, json5 1000 1000 1000 2e-7 1000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts json5@2.2.3 > /dev/null
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>blue.endless</groupId><artifactId>jankson</artifactId><version>1.2.3</version></dependency>
<dependency><groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-databind</artifactId><version>2.19.0</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
cat > Look.java <<'SCRIPT'
import blue.endless.jankson.Jankson;
import com.fasterxml.jackson.databind.ObjectMapper;

public class Look {
    interface Reader { Object read(String text) throws Exception; }

    static String told(Reader reader, String... numbers) {
        String seen = "";
        for (String number : numbers) {
            try {
                seen += " " + reader.read("{\"a\": " + number + "}");
            } catch (Exception error) {
                seen += " " + error.getClass().getSimpleName();
            }
        }
        return seen;
    }

    public static void main(String[] words) {
        Jankson jankson = Jankson.builder().build();
        ObjectMapper mapper = new ObjectMapper();
        System.out.println("jankson" + told(text -> jankson.load(text).get("a"), words) + ", Jackson" + told(text -> mapper.readTree(text).get("a"), words));
    }
}
SCRIPT
numbers=(1e3 1E3 1.0e3 2e-7 1000)
seen="$(java -cp 'jars/*' Look.java "${numbers[@]}"), json5 $(node -p 'process.argv.slice(1).map(text => require("json5").parse(text)).join(" ")' "${numbers[@]}")"
echo "$seen"
[ "$seen" = 'jankson SyntaxError SyntaxError 1000.0 SyntaxError 1000, Jackson 1000.0 1000.0 1000.0 2.0E-7 1000, json5 1000 1000 1000 2e-7 1000' ] || { echo changed; exit 1; }
