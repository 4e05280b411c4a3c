#!/usr/bin/env bash
# YamlWriter of yamlbeans 1.17 for Java escapes each letter outside of ASCII. One above U+FFFF, as rare Chinese names and signs of a watermark have them, it writes as "\u" and five digits and then its second half once more: 𠮷 is "\u20bb7\udfb7", which is four letters, U+20BB, "7" and half a letter, to its own reader, and
# PyYAML 6.0.4 alike. YAML has "\U00020bb7" for it (YAML 1.2.2, 5.7). And the texts "true", "null", "007" and "1e3" are written without quotes, so that other readers have a truth value, nothing and two numbers.
# A good guess is that a writer whose reader is beside it reads back what it wrote, letter by letter.
# Seen: written "\u20bb7\udfb7" true null 007 1e3, back 3 letters 20bb 37 dfb7; PyYAML [3, True, None, 7, '1e3']
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyyaml==6.0.4
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>com.esotericsoftware.yamlbeans</groupId><artifactId>yamlbeans</artifactId><version>1.17</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
cat > Look.java <<'SCRIPT'
import com.esotericsoftware.yamlbeans.YamlReader;
import com.esotericsoftware.yamlbeans.YamlWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

public class Look {
    public static void main(String[] words) throws Exception {
        StringWriter text = new StringWriter();
        YamlWriter writer = new YamlWriter(text);
        writer.write(new ArrayList<>(List.of("\ud842\udfb7", "true", "null", "007", "1e3")));
        writer.close();
        Files.writeString(Path.of("a.yaml"), text.toString());
        String back = (String) ((List<?>) new YamlReader(text.toString()).read()).get(0);
        String letters = back.chars().mapToObj(Integer::toHexString).collect(Collectors.joining(" "));
        System.out.printf("written %s, back %d letters %s%n", text.toString().replaceAll("(?m)^- ", "").strip().replace("\n", " "), back.length(), letters);
    }
}
SCRIPT
java=$(java -cp 'jars/*' Look.java)
seen="$java; PyYAML $(venv/bin/python -c 'import yaml; values = yaml.safe_load(open("a.yaml")); print([len(values[0]), *values[1:]])')"
echo "$seen"
[ "$seen" = 'written "\u20bb7\udfb7" true null 007 1e3, back 3 letters 20bb 37 dfb7; PyYAML [3, True, None, 7, '"'1e3'"']' ] || { echo changed; exit 1; }
