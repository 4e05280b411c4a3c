#!/usr/bin/env bash
# eo-yaml 8.0.6 for Java (com.amihaiemil.web) calls itself a library for YAML 1.2. It reads 'it''s', whose two quotes are one (YAML 1.2.2, 7.3.2), as it''s, leaves the escapes of "a\tb" as they are (5.7), reads "*size", a value that is named elsewhere, as the text *size, and of a folded text, ">-" with two lines behind it, the two
# signs ">-" alone. Of what it writes " x" loses its blank, 'q' its quotes, an empty text becomes null, and a text of two lines makes a file that no reader takes, its own neither. PyYAML 6.0.4 reads all.
# A good guess is that quotes and escapes, which each file with a path, a pattern or an apostrophe has, are read.
# Seen: [it''s] [a\tb] [*size] [>-]; PyYAML ["it's", 'a\tb', 100, 'one two']; written [x] [q] [null]; two lines ScannerError
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyyaml==6.0.4
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>com.amihaiemil.web</groupId><artifactId>eo-yaml</artifactId><version>8.0.6</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
cat > a.yaml <<'SCRIPT'
size: &size 100
a: 'it''s'
b: "a\tb"
c: *size
d: >-
  one
  two
SCRIPT
cat > Look.java <<'SCRIPT'
import com.amihaiemil.eoyaml.Yaml;
import com.amihaiemil.eoyaml.YamlMapping;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

public class Look {
    static String written(String text) {
        return Yaml.createYamlMappingBuilder().add("k", text).build().toString().substring(3).strip();
    }

    public static void main(String[] words) throws Exception {
        YamlMapping read = Yaml.createYamlInput(new File("a.yaml")).readYamlMapping();
        StringBuilder seen = new StringBuilder();
        for (String key : new String[] {"a", "b", "c", "d"}) seen.append("[" + read.value(key).asScalar().value() + "] ");
        System.out.println(seen.toString().strip());
        System.out.printf("written [%s] [%s] [%s]%n", written(" x"), written("'q'"), written(""));
        Files.writeString(Path.of("lines.yaml"), Yaml.createYamlMappingBuilder().add("k", "one\ntwo").add("l", "x").build().toString());
    }
}
SCRIPT
java=$(java -cp 'jars/*' Look.java)
cat > look.py <<'SCRIPT'
import yaml

print("PyYAML", list(yaml.safe_load(open("a.yaml")).values())[1:])
try:
    print("two lines", yaml.safe_load(open("lines.yaml")))
except yaml.YAMLError as error:
    print("two lines", type(error).__name__)
SCRIPT
python=$(venv/bin/python look.py)
seen="${java%%$'\n'*}; ${python%%$'\n'*}; ${java##*$'\n'}; ${python##*$'\n'}"
echo "$seen"
[ "$seen" = "[it''s] [a\\tb] [*size] [>-]; PyYAML [\"it's\", 'a\\tb', 100, 'one two']; written [x] [q] [null]; two lines ScannerError" ] || { echo changed; exit 1; }
